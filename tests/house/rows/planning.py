"""Several sessions at once, and which dates suit people."""

from datetime import timedelta

from django.db import models
from django.utils import timezone

from facilitation.actions.polls import ask_for_dates
from facilitation.models import DatePoll, PollDate, Session, SessionSeries
from facilitation.states.planning import Every
from groups.models import Group, Membership


def add(group: Group, cast: dict[str, Membership], rows: dict[str, models.Model]) -> None:
    series = SessionSeries.objects.create(group=group, title="Spring sessions", every=Every.MONTH)
    session = rows["session_id"]
    assert isinstance(session, Session)
    session.series = series
    session.save(update_fields=["series"])
    starts = [timezone.now() + timedelta(days=days) for days in (30, 31)]
    dates = [PollDate(starts_at=at, ends_at=at + timedelta(hours=2)) for at in starts]
    poll = DatePoll(title="Summer session", closes_on=group.today + timedelta(days=14))
    rows |= {
        "series_id": series,
        "poll_id": ask_for_dates(poll, dates=dates, by=cast["facilitator"]),
        "poll_date_id": dates[0],
    }
