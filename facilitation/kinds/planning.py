"""What people hear about several sessions at once, and about which dates suit them."""

from collections.abc import Iterable
from typing import Any, cast

from django.db import models
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrPromise

from facilitation.calendars import attached
from facilitation.models import DatePoll, Session, SessionSeries
from facilitation.states import SessionState
from facilitation.states.planning import PollState
from groups.kinds import Attachment, Kind, register
from groups.models import Group
from groups.states import MessageTopic


def _ahead(row: models.Model, state: SessionState) -> QuerySet[Session]:
    """Of a series: those people were told of, in this state and still to come."""
    told = Session.objects.filter(series=row.pk, announced_at__isnull=False, ends_at__gt=timezone.now())
    return told.filter(state=state).select_related("group").order_by("starts_at", "pk")


def _on(row: models.Model) -> QuerySet[Session]:
    return _ahead(row, SessionState.ANNOUNCED)


def _off(row: models.Model) -> QuerySet[Session]:
    return _ahead(row, SessionState.CANCELLED)


def _dates(row: models.Model, occurrence: str) -> dict[str, object]:
    """The days that are on, each with how it was before its last change."""
    sessions = list(_on(row).prefetch_related("changes"))
    return {"dates": [(session, _last_move(session)) for session in sessions]}


def _last_move(session: Session) -> models.Model | None:
    moves = (
        change for change in session.changes.all() if change.sequence == session.sequence and change.moved
    )
    return next(moves, None)


def _dates_off(row: models.Model, occurrence: str) -> dict[str, object]:
    return {"dates": [(session, None) for session in _off(row)]}


def _files_on(row: models.Model, group: Group) -> list[Attachment]:
    return attached(_on(row), group)


def _files_off(row: models.Model, group: Group) -> list[Attachment]:
    return attached(_off(row), group)


def _any_on(row: models.Model) -> bool:
    return _on(row).exists()


def _any_off(row: models.Model) -> bool:
    return _off(row).exists()


def _of_a_series(name: str, subject_line: StrPromise, **more: Any) -> Kind:
    return Kind(
        name=name,
        subject_line=subject_line,
        template=f"facilitation/messages/{name}.txt",
        model=SessionSeries,
        url_name="series",
        url_arg="series_id",
        topic=MessageTopic.SESSIONS,
        **more,
    )


def _state_is(states: Iterable[str]) -> Any:
    wanted = frozenset(states)
    return lambda row: cast("DatePoll", row).state in wanted


def _takes_answers(row: models.Model) -> bool:
    return cast("DatePoll", row).takes_answers


def _of_a_poll(name: str, subject_line: StrPromise, **more: Any) -> Kind:
    return Kind(
        name=name,
        subject_line=subject_line,
        template=f"facilitation/messages/{name}.txt",
        model=DatePoll,
        url_name="date_poll",
        url_arg="poll_id",
        **{"topic": MessageTopic.SESSIONS} | more,
    )


register(
    _of_a_series(
        "series_announced",
        _("Sessions of your group: are you coming?"),
        still_true=_any_on,
        facts_for=_dates,
        attachments=_files_on,
    ),
    _of_a_series(
        "series_changed",
        _("Some sessions of your group have changed"),
        still_true=_any_on,
        facts_for=_dates,
        attachments=_files_on,
    ),
    _of_a_series(
        "series_cancelled",
        _("Some sessions of your group are called off"),
        still_true=_any_off,
        facts_for=_dates_off,
        attachments=_files_off,
    ),
    _of_a_poll("date_poll", _("Which dates suit you?"), still_true=_takes_answers, needs_you=True, minutes=1),
    _of_a_poll(
        "date_poll_closed",
        _("Choose a date for a session of your group"),
        still_true=_state_is([PollState.CLOSED]),
        needs_you=True,
        prompt=True,
        minutes=3,
        topic=MessageTopic.LOOKING_AFTER,
    ),
    _of_a_poll(
        "date_poll_off", _("You need not choose a date any more"), still_true=_state_is([PollState.OFF])
    ),
)
