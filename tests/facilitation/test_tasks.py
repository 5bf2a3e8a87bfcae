"""The clock: reminders, notes wanted, notes settled. Twice is once, and nothing is asked of resting groups."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from facilitation.actions.coming import say_coming
from facilitation.actions.notes import share_notes
from facilitation.actions.sessions import open_session
from facilitation.models import Session
from facilitation.tasks import ask_for_notes, remind_of_sessions, reminder_due, settle_sessions
from groups.models import Delivery, Notification
from groups.states import GroupState
from tests.facilitation.meeting import make_session

LONG_AGO = timezone.now() - timedelta(days=60)


def told(kind: str) -> list[int]:
    return sorted(
        Delivery.objects.filter(notification__kind=kind, channel="app").values_list("person", flat=True)
    )


def in_days(days: int) -> datetime:
    return timezone.now() + timedelta(days=days)


def test_everyone_who_has_not_said_no_is_reminded_a_week_and_a_day_before(member, carer, facilitator):
    session = make_session(member.group, starts_at=in_days(7), announced_at=LONG_AGO)
    say_coming(session, answer="no", by=carer)
    for _ in range(2):
        remind_of_sessions()
    assert told("session_soon") == sorted([member.person.pk, facilitator.person.pk])

    Session.objects.update(starts_at=in_days(1), ends_at=in_days(2))
    remind_of_sessions()
    assert Notification.objects.filter(kind="session_soon").count() == 2


DAY = date(2026, 12, 10)


@pytest.mark.parametrize(
    ("today", "announced", "due"),
    [
        (date(2026, 12, 2), date(2026, 11, 1), ""),
        (date(2026, 12, 3), date(2026, 11, 1), "2026-12-10, 7"),
        (date(2026, 12, 5), date(2026, 11, 1), "2026-12-10, 7"),
        (date(2026, 12, 9), date(2026, 11, 1), "2026-12-10, 1"),
        (date(2026, 12, 10), date(2026, 11, 1), "2026-12-10, 1"),
        (date(2026, 12, 5), date(2026, 12, 4), ""),
        (date(2026, 12, 9), date(2026, 12, 4), "2026-12-10, 1"),
        (date(2026, 12, 9), date(2026, 12, 9), ""),
    ],
)
def test_a_reminder_comes_on_its_day_unless_the_announcement_has_just_come(today, announced, due, group):
    zone = ZoneInfo("Europe/London")
    session = Session(
        group=group,
        starts_at=datetime(2026, 12, 10, 14, tzinfo=zone),
        announced_at=datetime(announced.year, announced.month, announced.day, 9, tzinfo=zone),
    )
    assert reminder_due(session, today) == due


def test_when_it_opens_reminders_that_still_wait_are_stopped(member, facilitator):
    session = make_session(member.group, starts_at=in_days(1), announced_at=LONG_AGO)
    remind_of_sessions()
    Session.objects.update(starts_at=timezone.now() + timedelta(minutes=5))
    session.refresh_from_db()
    open_session(session, by=facilitator)
    assert not Delivery.objects.filter(notification__kind="session_soon", state="pending").exists()


@pytest.mark.parametrize("state", [GroupState.FORMING, GroupState.PAUSED, GroupState.ENDED])
def test_a_resting_group_is_asked_for_nothing(state, member, facilitator):
    make_session(member.group, starts_at=in_days(7), announced_at=LONG_AGO)
    make_session(member.group, state="closed", notes_due_on=member.group.today)
    member.group.state = state
    member.group.save()
    remind_of_sessions()
    ask_for_notes()
    assert not Notification.objects.exists()


def test_late_notes_are_asked_of_facilitators_only_and_only_until_they_are_shared(member, facilitator):
    session = make_session(member.group, state="closed", notes_due_on=member.group.today)
    make_session(member.group, state="closed", notes_due_on=member.group.today + timedelta(days=1))
    for _ in range(2):
        ask_for_notes()
    assert told("notes_wanted") == [facilitator.person.pk]
    share_notes(session, notes="Here they are", by=facilitator)
    assert not Delivery.objects.needing(facilitator.person).exists()


def test_after_the_quiet_week_notes_settle_and_not_a_day_before(member):
    today = member.group.today
    done = make_session(member.group, state="notes_shared", settles_on=today)
    waiting = make_session(member.group, state="notes_shared", settles_on=today + timedelta(days=1))
    for _ in range(2):
        settle_sessions()
    done.refresh_from_db()
    waiting.refresh_from_db()
    assert (done.state, waiting.state) == ("settled", "notes_shared")


def test_a_day_ends_at_midnight_where_the_group_is(member):
    group = member.group
    group.zone = "Pacific/Kiritimati"
    group.save()
    session = make_session(group, state="notes_shared", settles_on=group.today)
    settle_sessions()
    session.refresh_from_db()
    assert session.state == "settled", "there it is already that day"


@pytest.mark.parametrize("count", [1, 3])
def test_nothing_due_costs_one_question_however_many_sessions_there_are(
    count, member, django_assert_num_queries
):
    for _ in range(count):
        make_session(member.group, starts_at=in_days(40))
        make_session(member.group, state="settled")
    for sweep in (remind_of_sessions, ask_for_notes, settle_sessions):
        with django_assert_num_queries(1):
            sweep()
