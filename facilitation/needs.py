"""What people need at a session, in view of those who arrange it (promise 10)."""

from collections.abc import Iterable
from typing import Any

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from facilitation.models import Session
from facilitation.states import SessionState
from groups.models import Membership
from groups.needs import FORMATS, Flagged, flagged, formats_needed, interpreter_due, papers_due
from groups.permissions import Permission
from groups.states import NeedKind

# What usually answers a need, to begin with: whoever arranges it says the rest in their own words.
SUGGESTED: dict[NeedKind, Promise] = {
    NeedKind.BSL: _("An interpreter for British Sign Language is booked."),
    NeedKind.CAPTIONS: _("There are captions on the screen."),
    NeedKind.HEARING_LOOP: _("The room has a hearing loop."),
    NeedKind.LARGE_PRINT: _("We post the papers in large print."),
    NeedKind.EASY_READ: _("We send the papers in easy read."),
    NeedKind.BRAILLE: _("We post the papers in braille."),
    NeedKind.AUDIO: _("We send the papers as sound."),
    NeedKind.STEP_FREE: _("The way in and the room are free of steps."),
    NeedKind.BREAKS: _("There is a break every hour, or sooner if you ask."),
    NeedKind.QUIET_ROOM: _("A quiet room is next door, for you at any time."),
    NeedKind.TRANSPORT: _("A taxi fetches you and brings you home."),
    NeedKind.DIETARY: _("There is food and drink for you."),
    NeedKind.SUPPORTER: _("There is a place for the person who comes with you."),
    NeedKind.CARER_COVER: _("Someone is booked to care for the person you look after."),
    NeedKind.PHONE_ONLY: _("We call you, and you take part by phone."),
    NeedKind.COLOUR_BACKGROUND: _("Your papers are printed on coloured paper."),
    NeedKind.OTHER: _("It is arranged."),
}

STILL_TO_COME = (SessionState.DRAFT, SessionState.ANNOUNCED, SessionState.OPEN)


def shows_needs(session: Session | None, member: Membership) -> bool:
    """Whether somebody who arranges plans here what is still to come."""
    return member.may(Permission.ARRANGE) and (session is None or session.state in STILL_TO_COME)


def needs_in_view(
    session: Session | None, member: Membership, *, among: Iterable[Membership] | None = None
) -> dict[str, Any]:
    """Who needs what, for every page on which somebody plans a session that is still to come.

    `among`: everyone who takes part, by name, if the page has loaded them with their people.
    """
    if not shows_needs(session, member):
        return {}
    people = flagged(to=member, among=among)
    return {
        "flagged": people,
        "flags": {one.member.person_id: one.needs for one in people},
        **(_days(session, people) if session else {}),
    }


def _days(session: Session, people: list[Flagged]) -> dict[str, Any]:
    """The days by which papers go out and an interpreter is asked for."""
    group = session.group
    day = timezone.localdate(session.starts_at, group.tz)
    return {
        "papers_due": session.papers_out_on or papers_due(day, group),
        "interpreter_due": interpreter_due(day, people),
    }


def readers(member: Membership) -> dict[str, Any]:
    """How people need papers, for those who arrange. Anyone else reads the same words whoever needs what."""
    if not member.may(Permission.ARRANGE):
        return {}
    return {"formats": formats_needed(member.group), "readers": flagged(to=member, kinds=FORMATS)}
