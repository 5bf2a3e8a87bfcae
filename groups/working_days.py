"""Working days, by the bank holidays of a group's nation. Deadlines are dates; a day ends at local midnight."""

from datetime import date, timedelta
from functools import cache

import holidays
from django.utils import timezone

from groups.models import Group

_ONE_DAY = timedelta(days=1)
SATURDAY = 5  # as Python counts: the five days before it are working days
# How many of the next 0 to 6 days after each day of the week are weekdays.
_WEEKDAYS_AFTER = [
    [sum((first + n) % 7 < SATURDAY for n in range(1, rest + 1)) for rest in range(7)] for first in range(7)
]


@cache
def _bank_holidays(nation: str, year: int) -> frozenset[date]:
    return frozenset(holidays.country_holidays("GB", subdiv=nation, years=year))


def today_in(group: Group) -> date:
    """The date it is where the group lives."""
    return timezone.localdate(timezone=group.tz)


def is_working_day(day: date, group: Group) -> bool:
    return not is_weekend(day) and not is_bank_holiday(day, group)


def is_weekend(day: date) -> bool:
    return day.weekday() >= SATURDAY


def is_bank_holiday(day: date, group: Group) -> bool:
    """In the nation of the group."""
    return day in _bank_holidays(group.nation, day.year)


def add_working_days(day: date, count: int, group: Group) -> date:
    """The date `count` working days after a day (before it, when negative). The day itself never counts."""
    step = _ONE_DAY if count >= 0 else -_ONE_DAY
    left = abs(count)
    while left:
        day += step
        left -= is_working_day(day, group)
    return day


def working_days_between(start: date, end: date, group: Group) -> int:
    """Working days after `start` up to and including `end`; negative when `end` comes first.

    Counted by whole weeks, so that a clock years late costs no more than one due tomorrow.
    """
    if end < start:
        return -working_days_between(end, start, group)
    years = range(start.year, end.year + 1)
    closed = sum(start < day <= end for year in years for day in _closed_weekdays(group.nation, year))
    return _weekdays_between(start, end) - closed


@cache
def _closed_weekdays(nation: str, year: int) -> tuple[date, ...]:
    return tuple(day for day in _bank_holidays(nation, year) if day.weekday() < SATURDAY)


def _weekdays_between(start: date, end: date) -> int:
    weeks, rest = divmod((end - start).days, 7)
    return weeks * SATURDAY + _WEEKDAYS_AFTER[start.weekday()][rest]
