"""A table that leaves holds no formula and says nothing by its name (promise 13)."""

import csv
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from groups.spreadsheets import FORMULA, cell, csv_response

nasty = st.builds(
    "{}{}{}".format, st.sampled_from(["", " ", "  ", "'", '"', "\0"]), st.sampled_from(FORMULA), st.text()
)


@given(st.one_of(st.text(), nasty))
def test_no_text_becomes_a_formula(text: str):
    shown = cell(text)
    assert not shown.startswith(FORMULA)
    assert not shown.lstrip(" \"'\u00a0\ufeff").startswith(FORMULA) or shown.startswith("'")


@given(st.text(alphabet=st.characters(categories=["L", "N", "Zs"])))
def test_plain_words_stay_as_they_are(text: str):
    assert cell(text) == text


@pytest.mark.parametrize(("value", "shown"), [(None, ""), (-3, "-3"), (4.5, "4.5"), ("=1+1", "'=1+1")])
def test_numbers_stay_numbers(value: object, shown: str):
    assert cell(value) == shown


@given(st.lists(st.lists(st.one_of(st.text(), nasty), min_size=1, max_size=4), max_size=5))
def test_every_row_comes_back_whole(rows: list[list[str]]):
    text = csv_response("table", rows).content.decode("utf-8-sig")
    read = list(csv.reader(StringIO(text, newline="")))
    assert read == [[cell(value) for value in row] for row in rows]


def test_the_name_of_the_file_is_as_given():
    assert csv_response("report", [])["Content-Disposition"] == 'attachment; filename="report.csv"'
