from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from groups.models import Group
from groups.working_days import add_working_days, is_working_day, working_days_between

ENGLAND, SCOTLAND = Group(nation="ENG"), Group(nation="SCT")
DAYS = st.dates(date(2020, 1, 1), date(2035, 12, 31))


def test_weekends_and_bank_holidays_do_not_count():
    """Christmas Eve 2026 is a Thursday; Friday, and Monday in its place, are bank holidays."""
    assert add_working_days(date(2026, 12, 24), 1, ENGLAND) == date(2026, 12, 29)


def test_each_nation_has_its_own_holidays():
    assert is_working_day(date(2026, 11, 30), ENGLAND)
    assert not is_working_day(date(2026, 11, 30), SCOTLAND)


@given(DAYS, st.integers(0, 60))
def test_adding_and_counting_agree(day: date, count: int):
    assert working_days_between(day, add_working_days(day, count, ENGLAND), ENGLAND) == count


@given(DAYS, st.integers(1, 60))
def test_a_deadline_is_a_working_day(day: date, count: int):
    assert is_working_day(add_working_days(day, count, ENGLAND), ENGLAND)
    assert is_working_day(add_working_days(day, -count, ENGLAND), ENGLAND)


@given(DAYS, st.integers(0, 400))
def test_counting_by_weeks_is_counting_day_by_day(start: date, length: int):
    end = start + timedelta(days=length)
    one_by_one = sum(is_working_day(start + timedelta(days=n), SCOTLAND) for n in range(1, length + 1))
    assert working_days_between(start, end, SCOTLAND) == one_by_one
