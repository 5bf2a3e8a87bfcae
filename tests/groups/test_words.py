from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone, translation

from groups.templatetags.words import clock, day, moment, short_day, when

LONDON = ZoneInfo("Europe/London")


@dataclass
class Meeting:
    starts_at: datetime
    ends_at: datetime


def at(hour: int, minute: int = 0, *, on: int = 3, month: int = 12) -> datetime:
    return datetime(2026, month, on, hour, minute, tzinfo=UTC)


def test_a_session_is_said_as_people_say_it():
    assert when(Meeting(at(14), at(16))) == "Thursday 3 December 2026, 2pm to 4pm"


def test_a_session_over_midnight_names_both_days():
    said = when(Meeting(at(22), at(1, 30, on=4)))
    assert said == "Thursday 3 December 2026, 10pm to Friday 4 December 2026, 1.30am"


def test_summer_time_is_the_zones_own():
    assert moment(at(13, month=7), LONDON) == "Friday 3 July 2026, 2pm"


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (time(0, 0), "midnight"),
        (time(12, 0), "midday"),
        (time(12, 5), "12.05pm"),
        (time(0, 30), "12.30am"),
        (time(9, 0), "9am"),
        (None, ""),
    ],
)
def test_a_clock_time(value: time | None, words: str):
    assert clock(value) == words


def test_a_date_needs_no_zone():
    assert day(date(2026, 12, 3)) == "Thursday 3 December 2026"
    assert day(None) == moment(None) == short_day(None) == ""


def test_a_short_day_names_the_year_only_when_it_is_another():
    this_year = timezone.localdate().year
    assert short_day(date(this_year, 3, 1)) == "1 March"
    assert short_day(date(this_year - 1, 3, 1)) == f"1 March {this_year - 1}"


def test_a_day_is_said_in_the_language_that_is_on_whoever_read_it_before():
    on = date(2026, 12, 3)
    assert day(on) == "Thursday 3 December 2026"
    with translation.override("cy"):
        assert day(on) == "Dydd Iau 3 Rhagfyr 2026"
    assert day(on) == "Thursday 3 December 2026"
