from datetime import date, datetime

from groups.templatetags.words import day, moment


def when(on: datetime | date | None) -> str:
    """In words; nothing for no date."""
    return moment(on) if isinstance(on, datetime) else day(on)
