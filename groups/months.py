"""Months on the calendar, for the prompts that come round every few months."""

from calendar import monthrange
from datetime import date


def add_months(day: date, count: int) -> date:
    """The same day `count` months later (earlier, when negative); the month's last day where that is shorter."""
    months = day.year * 12 + day.month - 1 + count
    year, month = divmod(months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def months_between(start: date, end: date) -> int:
    """Whole months from one day to another."""
    return (end.year - start.year) * 12 + end.month - start.month - (end.day < start.day)
