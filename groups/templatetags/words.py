"""Dates and times in words, as people say them: "Thursday 3 December 2026, 2pm to 4pm".

An instant is shown in the zone given, or else in the current one. A date has no zone.
"""

from datetime import date, datetime, time, tzinfo
from functools import lru_cache
from typing import Protocol

from django import template
from django.utils import formats, timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

register = template.Library()

LONG, SHORT = "l j F Y", "j F"


@register.filter
def day(value: date | datetime | None, zone: tzinfo | None = None) -> str:
    """Thursday 3 December 2026."""
    return _format(value, LONG, zone)


@register.filter
def short_day(value: date | datetime | None, zone: tzinfo | None = None) -> str:
    """3 December; with the year when it is not this one."""
    if not value:
        return ""
    this_year = timezone.localdate().year
    return _format(value, SHORT if _day(value, zone).year == this_year else f"{SHORT} Y", zone)


@register.filter
def clock(value: datetime | time | None, zone: tzinfo | None = None) -> str:
    """2pm, 2.30pm, midday, midnight."""
    if value is None:
        return ""
    local = _local(value, zone) if isinstance(value, datetime) else value
    if local.minute == 0 and local.hour in {0, 12}:
        return _("midday") if local.hour else _("midnight")
    minutes = f".{local.minute:02}" if local.minute else ""
    return f"{local.hour % 12 or 12}{minutes}{_('pm') if local.hour >= 12 else _('am')}"


@register.filter
def moment(value: datetime | None, zone: tzinfo | None = None) -> str:
    """Thursday 3 December 2026, 2pm."""
    return f"{day(value, zone)}, {clock(value, zone)}" if value else ""


class HasTimes(Protocol):
    starts_at: datetime
    ends_at: datetime


@register.filter
def when(meeting: HasTimes, zone: tzinfo | None = None) -> str:
    """Thursday 3 December 2026, 2pm to 4pm. Takes anything with `starts_at` and `ends_at`."""
    start, end = meeting.starts_at, meeting.ends_at
    same_day = _day(start, zone) == _day(end, zone)
    until = clock(end, zone) if same_day else moment(end, zone)
    return _("%(start)s to %(end)s") % {"start": moment(start, zone), "end": until}


@register.filter
def then(line: object, rest: object) -> str:
    """A line and what belongs to it. After a question mark stands no colon: "Are you coming? Get ready together"."""
    if not rest:
        return str(line)
    return f"{line} {rest}" if str(line).endswith("?") else f"{line}: {rest}"


def _format(value: date | datetime | None, pattern: str, zone: tzinfo | None) -> str:
    return _written(_day(value, zone), pattern, get_language()) if value else ""


@lru_cache(2000)
def _written(day: date, pattern: str, _language: str | None) -> str:
    """In the language that is on: each day is put in words once for each."""
    return formats.date_format(day, pattern)


def _day(value: date | datetime, zone: tzinfo | None) -> date:
    return _local(value, zone).date() if isinstance(value, datetime) else value


def _local(value: datetime, zone: tzinfo | None) -> datetime:
    return timezone.localtime(value, zone) if timezone.is_aware(value) else value
