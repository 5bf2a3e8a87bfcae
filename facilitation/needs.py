"""What people need at a session, in view of those who arrange it (promise 10)."""

from typing import Any

from django.utils import timezone

from facilitation.models import Session
from facilitation.states import SessionState
from groups.models import Membership
from groups.needs import flagged, interpreter_due, papers_due
from groups.permissions import Permission

STILL_TO_COME = (SessionState.DRAFT, SessionState.ANNOUNCED, SessionState.OPEN)


def needs_in_view(session: Session | None, member: Membership) -> dict[str, Any]:
    """Who needs what, for every page on which somebody plans a session that is still to come."""
    if not member.may(Permission.ARRANGE) or (session and session.state not in STILL_TO_COME):
        return {}
    people = flagged(to=member)
    return {
        "flagged": people,
        "flags": {one.member.person_id: one.needs for one in people},
        **(_days(session) if session else {}),
    }


def _days(session: Session) -> dict[str, Any]:
    """The days by which papers go out and an interpreter is asked for."""
    group = session.group
    day = timezone.localdate(session.starts_at, group.tz)
    return {
        "papers_due": session.papers_out_on or papers_due(day, group),
        "interpreter_due": interpreter_due(day, group),
    }
