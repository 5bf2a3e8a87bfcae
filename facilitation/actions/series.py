"""Sessions that repeat: planned, announced, changed and called off together, each in one step and one message."""

from collections.abc import Mapping, Sequence
from copy import copy
from datetime import datetime
from typing import Any
from uuid import uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from facilitation.actions.people import everyone
from facilitation.actions.sessions import (
    call_off,
    is_of_today,
    plan_session,
    put_out,
    rewrite,
    tell_called_off,
    tell_change,
)
from facilitation.models import AgendaItem, Session, SessionSeries
from facilitation.models.planning import following
from facilitation.states import SessionState
from groups.models import Membership
from groups.notifications import notify
from groups.transitions import Refused, record

type Times = tuple[datetime, datetime]


@transaction.atomic
def plan_series(
    first: Session, *, every: str, times: Sequence[Times], agenda: Sequence[AgendaItem] = (), by: Membership
) -> SessionSeries:
    """Drafts at these times, all like the first, each with an agenda of its own.

    Raises Refused when they are planned already: the same form was sent twice at once; and for meetings that only
    some may know of, since everyone is told of a series.
    """
    if first.is_among_us:
        raise Refused(_("Get-ready meetings and debriefs are planned one by one, from their session."))
    series = SessionSeries.objects.create(group=by.group, title=first.title, every=every)
    for number, (starts_at, ends_at) in enumerate(times):
        session = copy(first)
        session.public_id = uuid4() if number else first.public_id
        session.series, session.starts_at, session.ends_at = series, starts_at, ends_at
        plan_session(session, agenda=_new_keys(agenda), by=by)
    record("sessionseries.planned", series, by=by)
    return series


@transaction.atomic
def announce_series(series: SessionSeries, *, by: Membership) -> list[Session]:
    """Announce all that are still drafts, in one message with all the days. Raises Refused if there is none."""
    series = _locked(series)
    drafts = series.sessions.filter(state=SessionState.DRAFT).order_by("starts_at")
    announced = [put_out(draft, by=by) for draft in drafts.select_related("group")]
    if not announced:
        raise Refused(_("Every session of this series is announced already, or called off."))
    _tell("series_announced", series)
    record("sessionseries.announced", series, by=by)
    return announced


@transaction.atomic
def announce_series_at_once(
    first: Session, *, every: str, times: Sequence[Times], agenda: Sequence[AgendaItem] = (), by: Membership
) -> SessionSeries:
    """Plan and announce them all in one step: all, or none if it is refused."""
    series = plan_series(first, every=every, times=times, agenda=agenda, by=by)
    announce_series(series, by=by)
    return series


@transaction.atomic
def change_following(
    session: Session, *, times: Mapping[int, Times], by: Membership, **changes: Any
) -> list[Session]:
    """Change this session of a series and all that follow. `times`: the new moments of each, by its key.

    Whoever was told of them hears of all in one message, and at once of what is today.
    """
    series = _locked(_series_of(session))
    later = False
    all_of_them = list(following(session))
    for one in all_of_them:
        moments = dict(zip(("starts_at", "ends_at"), times.get(one.pk, ()), strict=False))
        changed, change = rewrite(one, by=by, **changes, **moments)
        if change and is_of_today(changed, change):
            tell_change(changed, change)
        later = later or bool(change and not is_of_today(changed, change))
    if later:
        _tell("series_changed", series)
    record("sessionseries.changed", series, by=by)
    return all_of_them


@transaction.atomic
def cancel_following(session: Session, *, by: Membership) -> list[Session]:
    """Call off this session of a series and all that follow. Whoever was told of them is told in one message."""
    series = _locked(_series_of(session))
    called_off = [call_off(one, by=by) for one in following(session).select_related("group")]
    if not called_off:
        raise Refused(_("There is nothing left to call off in this series."))
    known = [one for one in called_off if one.announced_at]
    for one in known:
        if is_of_today(one):
            tell_called_off(one)
    if any(not is_of_today(one) for one in known):
        _tell("series_cancelled", series)
    record("sessionseries.cancelled", series, by=by)
    return called_off


def _series_of(session: Session) -> SessionSeries:
    if session.series is None:
        raise Refused(_("This session stands alone. It can be changed or called off by itself."))
    return session.series


def _locked(series: SessionSeries) -> SessionSeries:
    """Held, so that two planners take turns; each turn is an occurrence of its own."""
    locked = SessionSeries.objects.select_for_update(of=("self",)).select_related("group").get(pk=series.pk)
    locked.sequence += 1
    locked.save(update_fields=["sequence"])
    return locked


def _tell(kind: str, series: SessionSeries) -> None:
    notify(kind, series, group=series.group, to=everyone(series.group), occurrence=f"{series.sequence}")


def _new_keys(agenda: Sequence[AgendaItem]) -> list[AgendaItem]:
    items = [copy(item) for item in agenda]
    for item in items:
        item.pk, item.public_id = None, uuid4()
    return items
