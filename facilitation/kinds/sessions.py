"""What people hear about sessions, and what is arranged for them."""

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from typing import Any, cast

from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrPromise

from facilitation.calendars import attached
from facilitation.models import (
    Arrangement,
    Session,
    SessionChange,
)
from facilitation.states import SessionState
from groups.kinds import COMING, Attachment, Coming, Kind, register
from groups.models import Group, Person, RoomPass
from groups.states import MessageTopic
from groups.templatetags.words import when

# Of these there is a second kind, for meetings among people with lived experience: among_us.py.
OF_A_SESSION = (
    "session_announced",
    "session_changed",
    "session_changed_today",
    "session_soon",
    "session_cancelled",
    "session_cancelled_today",
)
ASK_MET = "arrangements_met"


def _is_ahead(row: models.Model) -> bool:
    session = cast("Session", row)
    return session.state == SessionState.ANNOUNCED and session.ends_at > timezone.now()


def _a_week_ahead(row: models.Model) -> datetime | None:
    """Time to get ready: transport, papers, someone to come with."""
    return cast("Session", row).starts_at - timedelta(days=7)


def _while_notes_are_checked(row: models.Model) -> datetime | None:
    """Before the quiet window ends in which people put right what was noted."""
    session = cast("Session", row)
    ends = session.settles_on
    return datetime.combine(ends - timedelta(days=2), time(), tzinfo=session.group.tz) if ends else None


def _is_cancelled(row: models.Model) -> bool:
    return cast("Session", row).state == SessionState.CANCELLED


def _may_be_talked_about(row: models.Model) -> bool:
    return cast("Session", row).state in (SessionState.CLOSED, SessionState.NOTES_SHARED)


def _is_over(row: models.Model) -> bool:
    return cast("Session", row).is_over


def _lacks_notes(row: models.Model) -> bool:
    return cast("Session", row).state == SessionState.CLOSED


def _pass_for(row: models.Model, person: Person) -> dict[str, str]:
    """The code of their room pass, for the letter or the call."""
    given = RoomPass.objects.standing().filter(room=cast("Session", row).public_id, member__person=person.pk)
    found = given.first()
    return {"pass_code": found.code} if found else {}


def _in_calendars(row: models.Model, group: Group) -> list[Attachment]:
    return attached([cast("Session", row)], group)


def _what_is_new(row: models.Model, occurrence: str) -> dict[str, object]:
    """How it was before this change."""
    if not occurrence.isdecimal():
        return {}
    return {"change": SessionChange.objects.filter(session=row.pk, sequence=int(occurrence)).first()}


def _now_on(row: models.Model, group: Group) -> str:
    return gettext("It is on %(when)s.") % {"when": when(cast("Session", row), group.tz)}


def _was_on(row: models.Model, group: Group) -> str:
    return gettext("It was to be on %(when)s.") % {"when": when(cast("Session", row), group.tz)}


def _of_a_session(name: str, subject_line: StrPromise, **more: Any) -> Kind:
    return Kind(
        name=name,
        subject_line=subject_line,
        template=f"facilitation/messages/{name.removesuffix('_today')}.txt",
        model=Session,
        url_arg="session_id",
        codes_for=_pass_for,
        **{"topic": MessageTopic.SESSIONS, "url_name": "session"} | more,
    )


def _has_ended(row: models.Model) -> bool:
    return cast("Session", row).has_ended


def _is_not_quite_right(row: models.Model) -> bool:
    arrangement = cast("Arrangement", row)
    return arrangement.is_right is False and not arrangement.session.has_ended


CHANGED: dict[str, Any] = {
    "still_true": _is_ahead,
    "facts_for": _what_is_new,
    "in_short": _now_on,
    "attachments": _in_calendars,
}
CALLED_OFF: dict[str, Any] = {
    "still_true": _is_cancelled,
    "in_short": _was_on,
    "attachments": _in_calendars,
}

register(
    _of_a_session(
        "session_announced",
        _("A session of your group: are you coming?"),
        still_true=_is_ahead,
        needs_you=True,
        minutes=1,
        can_wait=True,
        before=_a_week_ahead,
        attachments=_in_calendars,
    ),
    _of_a_session("session_changed", _("A session of your group has changed"), **CHANGED),
    _of_a_session(
        "session_changed_today",
        _("Today's session of your group has changed"),
        through_quiet_hours=True,
        **CHANGED,
    ),
    _of_a_session(
        "session_soon", _("A session of your group is soon"), still_true=_is_ahead, prompt=True, today=True
    ),
    _of_a_session("session_cancelled", _("A session of your group is called off"), **CALLED_OFF),
    _of_a_session(
        "session_cancelled_today",
        _("Today's session of your group is called off"),
        through_quiet_hours=True,
        **CALLED_OFF,
    ),
    _of_a_session(
        "notes_wanted",
        _("Your group waits for the notes of a session"),
        still_true=_lacks_notes,
        needs_you=True,
        prompt=True,
        minutes=30,
        topic=MessageTopic.LOOKING_AFTER,
        can_wait=True,
    ),
    _of_a_session(
        "notes_shared", _("The notes of a session are here"), can_wait=True, before=_while_notes_are_checked
    ),
    _of_a_session(
        "arranged_for_you",
        _("What is arranged for you: is it right?"),
        still_true=_is_ahead,
        needs_you=True,
        topic=MessageTopic.SESSIONS,
        minutes=1,
    ),
    Kind(
        name="arrangements_met",
        subject_line=_("Was it there for you?"),
        template="facilitation/messages/arrangements_met.txt",
        model=Session,
        url_name="arranged",
        url_arg="session_id",
        still_true=_has_ended,
        needs_you=True,
        prompt=True,
        topic=MessageTopic.SESSIONS,
        minutes=1,
    ),
    Kind(
        name="arrangement_not_quite",
        subject_line=_("Something you arranged is not quite right"),
        template="facilitation/messages/arrangement_not_quite.txt",
        model=Arrangement,
        url_name="arrangement",
        url_arg="arrangement_id",
        still_true=_is_not_quite_right,
        needs_you=True,
        minutes=5,
    ),
    _of_a_session(
        "what_i_heard_wanted",
        _("What did you hear in the session of your group?"),
        still_true=_is_over,
        url_name="what_i_heard",
        needs_you=True,
        prompt=True,
        minutes=5,
        can_wait=True,
    ),
    _of_a_session(
        "debrief_offer",
        _("After the session of your group"),
        still_true=_may_be_talked_about,
        url_name="debrief",
        needs_you=True,
        minutes=1,
    ),
)


def _sessions_ahead(person: Person) -> Iterator[Coming]:
    """In the person's groups, within the next six weeks; each by its time alone, in the group's zone."""
    soon = timezone.now() + timedelta(weeks=6)
    sessions = Session.objects.upcoming().of_person(person).filter(starts_at__lt=soon)
    for session in sessions.filter(ends_at__gt=timezone.now()).select_related("group"):
        group = session.group
        path = reverse("session", args=[group.public_id, session.public_id])
        yield Coming(group, when(session, group.tz), path, private=session.is_among_us)


COMING.append(_sessions_ahead)
