"""Nobody is disturbed in their quiet hours, wherever they are."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from groups.models import Group, Membership, Person
from groups.notifications.reaching import after_quiet_hours
from groups.notifications.sending import send_due
from tests.groups.notifications.news import S, tell
from tests.kinds import told_as

pytestmark = pytest.mark.usefixtures("news")

ZONES = st.sampled_from(["Europe/London", "America/New_York", "Asia/Kathmandu", "Australia/Lord_Howe", "UTC"])
MOMENTS = st.integers(0, 2 * 366 * 24 * 60).map(
    lambda minutes: datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
)


@given(MOMENTS, ZONES, st.times(), st.times())
def test_quiet_hours_hold_wherever_the_person_is(moment: datetime, zone: str, start: time, end: time):
    person = Person(zone=zone, quiet_from=start, quiet_until=end)
    opens = after_quiet_hours(person, moment)
    assert moment <= opens <= moment + timedelta(hours=26)
    assert after_quiet_hours(person, opens) == opens
    if start == end:
        assert opens == moment


def test_quiet_hours_end_in_the_morning():
    person = Person(zone="Europe/London", quiet_from=time(20), quiet_until=time(8))
    summer_night = datetime(2026, 7, 1, 21, 0, tzinfo=UTC)
    assert after_quiet_hours(person, summer_night) == datetime(
        2026, 7, 2, 8, 0, tzinfo=ZoneInfo("Europe/London")
    )


def test_messages_wait_for_the_morning(member: Membership, group: Group):
    person = member.person
    person.quiet_from, person.quiet_until = time(0), time(23, 59, 59)
    person.save()
    assert tell(person, group).due_at > timezone.now()
    with told_as(through_quiet_hours=True):
        assert tell(person, group, "today").due_at <= timezone.now()
        assert send_due() == 1


def test_quiet_hours_are_asked_again_just_before_sending(awake: Person, group: Group):
    delivery = tell(awake, group)
    Person.objects.update(quiet_from=time(0), quiet_until=time(23, 59, 59))
    send_due()
    delivery.refresh_from_db()
    assert (delivery.state, mail.outbox) == (S.PENDING, [])
    assert delivery.due_at > timezone.now()
