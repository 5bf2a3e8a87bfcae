"""Sessions that repeat: drafts at the same local time all year, each its own, and told of in one message."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from facilitation.actions.series import announce_series, cancel_following, change_following
from facilitation.actions.sessions import announce_session
from facilitation.forms.planning import times_on
from facilitation.models import Session, SessionSeries
from facilitation.repeating import repeated
from facilitation.states.planning import Every
from groups.models import Delivery, Membership, Notification
from groups.notifications.by_hand import words_of as letter_of
from groups.notifications.sending import send_due
from groups.templatetags.words import when
from groups.transitions import Refused
from tests.facilitation.meeting import path, words_of

LONDON = ZoneInfo("Europe/London")
DAYTIME = st.times(min_value=time(3), max_value=time(21)).map(lambda at: at.replace(second=0, microsecond=0))


@settings(max_examples=40)
@given(first=st.dates(date(2026, 1, 1), date(2030, 12, 31)), every=st.sampled_from(Every), at=DAYTIME)
def test_the_clock_says_the_same_all_year(first: date, every: str, at: time):
    days = repeated(first, every, 12)
    moments = [times_on(day, at, at, zone=LONDON)[0] for day in days]
    assert {moment.astimezone(LONDON).time() for moment in moments} == {at}
    assert days[0] == first
    assert days == sorted(set(days))
    assert {day.weekday() for day in days} == {first.weekday()}
    if every == Every.MONTH:
        months = [day.year * 12 + day.month for day in days]
        assert months == list(range(months[0], months[0] + 12))
        if first.day <= 28:
            assert {(day.day - 1) // 7 for day in days} == {(first.day - 1) // 7}


def test_a_fifth_friday_becomes_the_last_one():
    assert repeated(date(2027, 1, 29), Every.MONTH, 3) == [
        date(2027, 1, 29),
        date(2027, 2, 26),
        date(2027, 3, 26),
    ]


def typed(member: Membership, **more: str) -> dict[str, str]:
    day = (member.group.today + timedelta(days=40)).isoformat()
    whole = {"title": "Tuesday talk", "day": day, "starts": "14:00", "repeat": "month", "times": "3"}
    return whole | {"place": "Library"} | more


def planned(client: Client, member: Membership, **more: str) -> HttpResponse:
    return client.post(path("session_new", member.group), typed(member, **more), follow=True)


@pytest.fixture
def series(facilitator: Membership, member: Membership, sign_in) -> SessionSeries:
    """Three drafts, and Ade who may be written to at any hour."""
    member.person.quiet_from = member.person.quiet_until = time(0)
    member.person.save()
    facilitator.person.channels = []
    facilitator.person.save()
    planned(sign_in(facilitator), facilitator)
    return SessionSeries.objects.get()


def sessions(series: SessionSeries) -> list[Session]:
    return list(series.sessions.order_by("starts_at").select_related("group", "series"))


def told(kind: str) -> int:
    return Notification.objects.filter(kind=kind).count()


def test_one_form_makes_drafts_that_each_keep_a_life_of_their_own(facilitator, member, series, sign_in):
    client = sign_in(facilitator)
    one, two, three = sessions(series)
    assert [each.state for each in (one, two, three)] == ["draft"] * 3
    edit = client.get(path("session_edit", facilitator.group, two)).context["form"]
    data = {name: edit[name].value() or "" for name in edit.fields} | {"place": "Town hall"}
    client.post(path("session_edit", facilitator.group, two), data)
    assert [each.place for each in sessions(series)] == ["Library", "Town hall", "Library"]
    assert sign_in(member).get(path("series", facilitator.group, series)).status_code == 404, "drafts"


def test_each_session_of_a_series_has_the_agenda_of_its_shape(facilitator, sign_in):
    new = f"{path('session_new', facilitator.group)}?shape=together"
    sign_in(facilitator).post(new, typed(facilitator, with_agenda="on"))
    assert [each.items.count() for each in Session.objects.all()] == [6, 6, 6]


def test_what_is_wrong_with_a_series_is_said_beside_the_field(facilitator, sign_in):
    client = sign_in(facilitator)
    for wrong in ("", "1", "13", "9" * 400, "many"):
        assert "How many sessions, if it repeats:" in words_of(planned(client, facilitator, times=wrong))
    assert not Session.objects.exists()


def test_all_are_announced_in_one_message_with_all_the_days(facilitator, member, series, sign_in):
    page = sign_in(facilitator).post(path("series_announce", facilitator.group, series), follow=True)
    assert "told of all these days in one message" in words_of(page)
    send_due()
    [email] = mail.outbox
    for each in sessions(series):
        assert each.state == "announced"
        assert each.papers_out_on
        assert when(each, each.group.tz) in email.body
    [(_name, content, _kind)] = email.attachments
    assert len(Calendar.from_ical(content).walk("VEVENT")) == 3
    with pytest.raises(Refused, match="announced already"):
        announce_series(series, by=facilitator)
    assert "Say if you are coming" in words_of(sign_in(member).get(path("series", member.group, series)))


def test_all_that_follow_move_together_and_the_earlier_ones_stay(facilitator, member, series, sign_in):
    announce_series(series, by=facilitator)
    one, two, three = sessions(series)
    data = {"starts": "10:30", "ends": "12:00", "place": "Town hall"}
    page = sign_in(facilitator).post(path("following_change", facilitator.group, two), data, follow=True)
    assert "Changed, here and in all that follow" in words_of(page)
    now = sessions(series)
    tz = facilitator.group.tz
    assert [timezone.localtime(each.starts_at, tz).strftime("%H:%M") for each in now] == [
        "14:00",
        "10:30",
        "10:30",
    ]
    assert [each.day for each in now] == [one.day, two.day, three.day]
    assert [each.place for each in now] == ["Library", "Town hall", "Town hall"]
    assert [each.sequence for each in now] == [0, 1, 1]
    assert (told("series_changed"), told("session_changed")) == (1, 0)
    send_due()
    said = " ".join(mail.outbox[-1].body.split())
    assert f"It was to be on {when(two, tz)}. It is now on {when(now[1], tz)}." in said


def test_a_series_that_is_only_planned_changes_in_silence(facilitator, series):
    change_following(sessions(series)[0], times={}, by=facilitator, place="Town hall")
    assert {each.place for each in sessions(series)} == {"Town hall"}
    assert not Notification.objects.exists()


def test_the_rest_is_called_off_and_calendars_and_letters_say_so(facilitator, member, series):
    announce_series(series, by=facilitator)
    one, two, three = sessions(series)
    member.person.account, member.person.address = None, "1 High Street"
    member.person.channels = ["letter", "email"]
    member.person.save()
    cancel_following(two, by=facilitator)
    assert [each.state for each in sessions(series)] == ["announced", "cancelled", "cancelled"]
    assert (told("series_cancelled"), told("session_cancelled")) == (1, 0)
    letter = letter_of(Delivery.objects.get(notification__kind="series_cancelled", channel="letter"))
    assert letter is not None
    assert when(two, two.group.tz) in letter.text
    assert when(one, one.group.tz) not in letter.text
    send_due()
    [(name, content, _kind)] = mail.outbox[-1].attachments
    calendar = Calendar.from_ical(content)
    assert (name, str(calendar["METHOD"])) == ("called-off.ics", "CANCEL")
    assert {str(event["UID"]).split("@")[0] for event in calendar.walk("VEVENT")} == {
        str(two.public_id),
        str(three.public_id),
    }


def test_what_is_today_is_told_at_once_by_itself(facilitator, member, series, monkeypatch):
    announce_series(series, by=facilitator)
    first = sessions(series)[0]
    morning = datetime.combine(first.day, time(9), tzinfo=UTC)
    monkeypatch.setattr(timezone, "now", lambda: morning)
    cancel_following(first, by=facilitator)
    assert (told("session_cancelled_today"), told("series_cancelled")) == (1, 1)


def test_a_session_that_stands_alone_has_nothing_that_follows(facilitator, sign_in):
    planned(sign_in(facilitator), facilitator, repeat="", times="")
    alone = announce_session(Session.objects.get(), by=facilitator)
    for name in ("following_change", "following_cancel"):
        assert sign_in(facilitator).get(path(name, facilitator.group, alone)).status_code == 404
