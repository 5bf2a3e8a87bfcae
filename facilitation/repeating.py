"""The days on which something repeats. Days of the calendar: their clock times stay what they are all year."""

from calendar import monthrange
from datetime import date, timedelta

from facilitation.states.planning import Every

WEEKS = {Every.WEEK: 1, Every.FORTNIGHT: 2}


def repeated(first: date, every: str, times: int) -> list[date]:
    """`times` days from the first on. Each month: on the same weekday of the month, or else on the last one,
    such as every second Tuesday, or every last Friday."""
    if every == Every.MONTH:
        return [_same_weekday(first, months) for months in range(times)]
    weeks = WEEKS[Every(every)]
    return [first + timedelta(weeks=weeks * number) for number in range(times)]


def _same_weekday(first: date, months: int) -> date:
    """The first to fourth of its weekday stays that; a fifth becomes the last of its month."""
    year, month = first.year + (first.month - 1 + months) // 12, (first.month - 1 + months) % 12 + 1
    weekday_of_the_first, days = monthrange(year, month)
    day = 1 + (first.weekday() - weekday_of_the_first) % 7 + 7 * ((first.day - 1) // 7)
    return date(year, month, day if day <= days else day - 7)
