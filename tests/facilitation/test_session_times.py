"""Sessions are held at the group's own time, and a change of it is told."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django import forms
from django.utils import timezone

from facilitation.actions.sessions import announce_session, cancel_session, change_session
from facilitation.forms.moments import moment_in
from facilitation.models import Session
from groups.models import Delivery, Notification
from tests.facilitation.meeting import make_session, path, words_of
from tests.facilitation.planned import IN_A_MONTH, told, typed

LONDON = ZoneInfo("Europe/London")


def test_two_in_the_afternoon_stays_two_in_the_afternoon_when_the_clocks_change():
    winter = moment_in(LONDON, date(2027, 3, 27), time(14))
    summer = moment_in(LONDON, date(2027, 3, 28), time(14))
    assert (winter, summer) == (
        datetime(2027, 3, 27, 14, tzinfo=UTC),
        datetime(2027, 3, 28, 13, tzinfo=UTC),
    )


def test_a_time_that_the_clocks_skip_is_refused_and_a_doubled_one_is_the_first():
    with pytest.raises(forms.ValidationError, match="clocks go forward"):
        moment_in(LONDON, date(2027, 3, 28), time(1, 30))
    assert moment_in(LONDON, date(2026, 10, 25), time(1, 30)) == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


def test_a_group_far_away_meets_in_its_own_time(facilitator, sign_in):
    group = facilitator.group
    group.zone = "Pacific/Auckland"
    group.save()
    sign_in(facilitator).post(path("session_new", group), typed(group))
    session = Session.objects.get()
    assert session.starts_at.astimezone(ZoneInfo("Pacific/Auckland")).hour == 14
    page = words_of(sign_in(facilitator).get(path("session", group, session)))
    assert "2pm to 4pm" in page
    assert "(time in Pacific/Auckland)" in page
    assert "Where you are:" in page


def test_a_changed_session_is_told_to_everyone_and_calendars_follow(facilitator, member, sign_in):
    session = make_session(facilitator.group)
    page = sign_in(facilitator).post(
        path("session_edit", facilitator.group, session),
        typed(facilitator.group, place="Town hall"),
        follow=True,
    )
    assert "Changed" in words_of(page)
    session.refresh_from_db()
    assert (session.place, session.sequence) == ("Town hall", 1)
    assert told("session_changed") == {facilitator.person.pk, member.person.pk}
    change_session(session, by=facilitator, place="Library")
    assert Notification.objects.filter(kind="session_changed").count() == 2, "each change is its own fact"


def test_saving_without_a_change_tells_nobody(facilitator, sign_in):
    session = make_session(
        facilitator.group, starts_at=timezone.now().replace(second=0, microsecond=0) + IN_A_MONTH
    )
    page = sign_in(facilitator).get(path("session_edit", facilitator.group, session))
    as_it_is = {name: page.context["form"][name].value() or "" for name in page.context["form"].fields}
    sign_in(facilitator).post(path("session_edit", facilitator.group, session), as_it_is)
    session.refresh_from_db()
    assert session.sequence == 0
    assert not Notification.objects.exists()


def test_a_draft_changes_in_silence(facilitator, member):
    session = change_session(make_session(facilitator.group, state="draft"), by=facilitator, place="Library")
    assert session.sequence == 0
    assert not Notification.objects.exists()


def test_only_a_change_of_today_goes_through_quiet_hours(facilitator, member, at_noon):
    today = make_session(facilitator.group, starts_at=timezone.now() + timedelta(hours=3))
    change_session(today, by=facilitator, place="Library")
    assert told("session_changed_today")
    assert not told("session_changed")
    cancel_session(today, by=facilitator)
    assert told("session_cancelled_today")
    later = make_session(facilitator.group)
    cancel_session(later, by=facilitator)
    assert told("session_cancelled")


@pytest.fixture
def at_noon(monkeypatch) -> datetime:
    """Noon in the group's zone, so that three hours later is still today."""
    noon = datetime.now(LONDON).replace(hour=12, minute=0)
    monkeypatch.setattr(timezone, "now", lambda: noon)
    return noon


def test_a_called_off_session_stops_what_waits_to_be_sent_about_it(facilitator, member):
    session = announce_session(make_session(facilitator.group, state="draft"), by=facilitator)
    cancel_session(session, by=facilitator)
    waiting = Delivery.objects.filter(notification__kind="session_announced", state="pending")
    assert not waiting.exists()
    assert told("session_cancelled") == {facilitator.person.pk, member.person.pk}


def test_a_draft_is_dropped_without_a_word(facilitator, member):
    cancel_session(make_session(facilitator.group, state="draft"), by=facilitator)
    assert not Notification.objects.exists()
