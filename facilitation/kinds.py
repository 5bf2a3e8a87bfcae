"""What this app can tell people: see groups.kinds."""

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from typing import Any, cast

from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrPromise

from facilitation.models import (
    Arrangement,
    Contribution,
    Decision,
    GroupText,
    HandedIn,
    InformationItem,
    Session,
    Topic,
)
from facilitation.states import DecisionState, SessionState, TextState
from groups.kinds import COMING, Coming, Kind, register
from groups.models import Person, RoomPass
from groups.states import MessageTopic
from groups.templatetags.words import when


def _round_is_open(row: models.Model) -> bool:
    return cast("Decision", row).state == DecisionState.ROUND


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


def _lacks_notes(row: models.Model) -> bool:
    return cast("Session", row).state == SessionState.CLOSED


def _wants_review(row: models.Model) -> bool:
    return cast("GroupText", row).state == TextState.AGREED


def _pass_for(row: models.Model, person: Person) -> dict[str, str]:
    """The code of their room pass, for the letter or the call."""
    given = RoomPass.objects.standing().filter(room=cast("Session", row).public_id, member__person=person.pk)
    found = given.first()
    return {"pass_code": found.code} if found else {}


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


def _decision_wants_review(row: models.Model) -> bool:
    return Decision.objects.wanting_review().filter(pk=row.pk).exists()


register(
    _of_a_session(
        "session_announced",
        _("A session of your group: are you coming?"),
        still_true=_is_ahead,
        needs_you=True,
        minutes=1,
        can_wait=True,
        before=_a_week_ahead,
    ),
    _of_a_session("session_changed", _("A session of your group has changed"), still_true=_is_ahead),
    _of_a_session(
        "session_changed_today",
        _("Today's session of your group has changed"),
        still_true=_is_ahead,
        through_quiet_hours=True,
    ),
    _of_a_session("session_soon", _("A session of your group is soon"), still_true=_is_ahead, prompt=True),
    _of_a_session("session_cancelled", _("A session of your group is called off"), still_true=_is_cancelled),
    _of_a_session(
        "session_cancelled_today",
        _("Today's session of your group is called off"),
        still_true=_is_cancelled,
        through_quiet_hours=True,
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
        "debrief_offer",
        _("After the session of your group"),
        still_true=_may_be_talked_about,
        url_name="debrief",
        needs_you=True,
        minutes=1,
    ),
    Kind(
        name="text_review",
        subject_line=_("Time to look again at what your group agreed"),
        template="facilitation/messages/text_review.txt",
        model=GroupText,
        url_name="text_review",
        url_arg="text_id",
        still_true=_wants_review,
        needs_you=True,
        prompt=True,
        minutes=5,
        can_wait=True,
    ),
    Kind(
        name="information_shared",
        subject_line=_("New information in your group"),
        template="facilitation/messages/information_shared.txt",
        model=InformationItem,
        url_name="information_item",
        url_arg="item_id",
        topic=MessageTopic.INFORMATION,
        can_wait=True,
    ),
    Kind(
        name="topic_changed",
        subject_line=_("Your group changed what is open to decide"),
        template="facilitation/messages/topic_changed.txt",
        model=Topic,
        url_name="topic",
        url_arg="topic_id",
        topic=MessageTopic.DECISIONS,
        can_wait=True,
    ),
    Kind(
        name="round_open",
        subject_line=_("Your group asks for your position"),
        template="facilitation/messages/round_open.txt",
        model=Decision,
        url_name="decision",
        url_arg="decision_id",
        still_true=_round_is_open,
        needs_you=True,
        minutes=5,
        topic=MessageTopic.DECISIONS,
    ),
    Kind(
        name="decision_disputed",
        subject_line=_("Someone remembers an agreement another way"),
        template="facilitation/messages/decision_disputed.txt",
        model=Decision,
        url_name="decision",
        url_arg="decision_id",
        needs_you=True,
        minutes=5,
        topic=MessageTopic.DECISIONS,
    ),
    Kind(
        name="decision_review",
        subject_line=_("It is time to look at a decision again"),
        template="facilitation/messages/decision_review.txt",
        model=Decision,
        url_name="decision",
        url_arg="decision_id",
        still_true=_decision_wants_review,
        needs_you=True,
        minutes=5,
        prompt=True,
        topic=MessageTopic.DECISIONS,
        can_wait=True,
    ),
    Kind(
        name="decision_outcome",
        subject_line=_("What became of a decision of your group"),
        template="facilitation/messages/decision_outcome.txt",
        model=Decision,
        url_name="decision",
        url_arg="decision_id",
        topic=MessageTopic.DECISIONS,
        can_wait=True,
    ),
)


def _sessions_ahead(person: Person) -> Iterator[Coming]:
    """In the person's groups, within the next six weeks; each by its time alone, in the group's zone."""
    soon = timezone.now() + timedelta(weeks=6)
    places = person.memberships.present()
    sessions = Session.objects.upcoming().filter(group__memberships__in=places, starts_at__lt=soon)
    for session in sessions.filter(ends_at__gt=timezone.now()).select_related("group"):
        group = session.group
        path = reverse("session", args=[group.public_id, session.public_id])
        yield Coming(group, when(session, group.tz), path)


COMING.append(_sessions_ahead)


def _waits_for_check(row: models.Model) -> bool:
    return cast("Contribution", row).waits_for_check


def _their_words(row: models.Model) -> dict[str, str]:
    """Read to them or posted to them, and kept in no copy of the message: they may take the words back."""
    return {"words": cast("Contribution", row).words}


register(
    Kind(
        name="to_type_up",
        subject_line=_("Something for you to type for someone"),
        template="facilitation/messages/to_type_up.txt",
        model=HandedIn,
        url_name="type_up",
        url_arg="handed_id",
        topic=MessageTopic.LOOKING_AFTER,
        needs_you=True,
        minutes=5,
    ),
    Kind(
        name="typed_for_you",
        subject_line=_("Typed for you: is this right?"),
        template="facilitation/messages/typed_for_you.txt",
        model=Contribution,
        url_name="words_check",
        url_arg="words_id",
        topic=MessageTopic.REPLIES,
        still_true=_waits_for_check,
        codes=_their_words,
        needs_you=True,
        minutes=2,
    ),
    Kind(
        name="taken_back_for_you",
        subject_line=_("Your words were taken back for you"),
        template="facilitation/messages/taken_back_for_you.txt",
        model=Contribution,
        url_name="sessions",
        url_arg=None,
        topic=MessageTopic.REPLIES,
    ),
)
