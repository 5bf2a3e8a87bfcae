"""The hour that summer time skips, and the one that comes twice: quiet is quiet, and a week has one message."""

from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from groups.models import Person
from groups.notifications.reaching import after_quiet_hours, next_weekly

HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)
# Lord Howe moves its clocks by half an hour, Casablanca four times a year, Nuuk before midnight.
ZONES = ("Europe/London", "America/New_York", "Australia/Lord_Howe", "Africa/Casablanca", "America/Nuuk")


def changes(zone: str) -> Iterator[datetime]:
    """The first whole hours of 2026 and 2027 with another distance from UTC than the hour before."""
    hours = [datetime(2026, 1, 1, tzinfo=UTC) + HOUR * n for n in range(2 * 365 * 24)]
    for before, after in pairwise(hours):
        if before.astimezone(ZoneInfo(zone)).utcoffset() != after.astimezone(ZoneInfo(zone)).utcoffset():
            yield after


CHANGES = [(zone, moment) for zone in ZONES for moment in changes(zone)]
AROUND = st.tuples(st.sampled_from(CHANGES), st.integers(-30 * 60, 6 * 60))  # minutes from the change
AT_NIGHT = st.integers(0, 24 * 60 - 1).map(lambda minute: time(minute // 60, minute % 60))


def comes_again(person: Person, moment: datetime) -> bool:
    """A night is not broken because its clock shows an hour of the evening once more."""
    return moment.astimezone(person.tz).fold == 1


def is_quiet(person: Person, moment: datetime) -> bool:
    local, start, end = moment.astimezone(person.tz).time(), person.quiet_from, person.quiet_until
    return start <= local < end if start <= end else local >= start or local < end


@given(AROUND, AT_NIGHT, AT_NIGHT)
def test_quiet_hours_end_at_the_first_moment_that_is_not_quiet(
    around: tuple[tuple[str, datetime], int], start: time, end: time
):
    (zone, change), minutes = around
    person, moment = Person(zone=zone, quiet_from=start, quiet_until=end), change + MINUTE * minutes
    opens = after_quiet_hours(person, moment)
    assert not is_quiet(person, opens)
    before = [moment + MINUTE * n for n in range(int((opens - moment) / MINUTE))]
    assert all(is_quiet(person, minute) or comes_again(person, minute) for minute in before)


@given(
    st.sampled_from(ZONES),
    st.integers(0, 6),
    st.integers(0, 7 * 24),
    st.times(time(17), time(23, 59)),
    st.times(time(0), time(12)),
)
def test_a_week_has_one_message_through_the_whole_year(
    zone: str, day: int, hours: int, start: time, end: time
):
    person = Person(zone=zone, weekly_on=day, quiet_from=start, quiet_until=end)
    goes, days = datetime(2026, 1, 1, tzinfo=UTC) + HOUR * hours, []
    for _ in range(60):
        goes = next_weekly(person, goes)
        assert not is_quiet(person, goes)
        days.append(goes.astimezone(person.tz).date())
    assert {later - earlier for earlier, later in pairwise(days)} == {timedelta(days=7)}
