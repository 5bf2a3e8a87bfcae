"""Working days, by the bank holidays of a group's nation. Deadlines are dates; a day ends at local midnight."""

from datetime import date, timedelta
from functools import cache

import holidays
from django.utils import timezone

from groups.models import Group

_ONE_DAY = timedelta(days=1)


@cache
def _bank_holidays(nation: str) -> holidays.HolidayBase:
    return holidays.country_holidays("GB", subdiv=nation)


def today_in(group: Group) -> date:
    """The date it is where the group lives."""
    return timezone.localdate(timezone=group.tz)


def is_working_day(day: date, group: Group) -> bool:
    return day.weekday() < 5 and day not in _bank_holidays(group.nation)


def add_working_days(day: date, count: int, group: Group) -> date:
    """The date `count` working days after a day (before it, when negative). The day itself never counts."""
    step = _ONE_DAY if count >= 0 else -_ONE_DAY
    left = abs(count)
    while left:
        day += step
        left -= is_working_day(day, group)
    return day


def working_days_between(start: date, end: date, group: Group) -> int:
    """Working days after `start` up to and including `end`; negative when `end` comes first."""
    if end < start:
        return -working_days_between(end, start, group)
    days = (start + timedelta(days=n) for n in range(1, (end - start).days + 1))
    return sum(is_working_day(day, group) for day in days)
