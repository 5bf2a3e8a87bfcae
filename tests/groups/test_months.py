from datetime import date

import pytest

from groups.months import add_months


@pytest.mark.parametrize(
    ("day", "count", "then"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2026, 11, 21), 6, date(2027, 5, 21)),
        (date(2026, 5, 31), -6, date(2025, 11, 30)),
        (date(2026, 1, 1), -12, date(2025, 1, 1)),
        (date(2026, 12, 5), 0, date(2026, 12, 5)),
    ],
)
def test_months_keep_the_day_where_they_can(day: date, count: int, then: date):
    assert add_months(day, count) == then
