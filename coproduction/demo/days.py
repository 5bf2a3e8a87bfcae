"""Days and times of the demo, counted from today."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.utils import timezone

ZONE = ZoneInfo("Europe/London")


def day(days: int) -> date:
    """The date this many days from today; negative is past."""
    return timezone.localdate(timezone=ZONE) + timedelta(days=days)


def at(days: int, hour: int = 10, minute: int = 0) -> datetime:
    return datetime.combine(day(days), time(hour, minute), tzinfo=ZONE)


def weekday(days: int) -> int:
    """The same number of days, moved on to a Monday to Friday: groups do not meet at weekends."""
    return days + max(0, 7 - day(days).weekday()) if day(days).weekday() >= 5 else days
