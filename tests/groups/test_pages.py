"""Lists in pages: whole, in order, and counted only where there is more than one page."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from groups.models import Person
from groups.pages import Pages
from tests.cast import make_person


@pytest.mark.django_db
@pytest.mark.parametrize(("rows", "asked"), [(0, 1), (3, 1), (4, 2), (7, 2)])
def test_every_row_stands_on_one_page_and_a_short_list_is_not_counted(rows: int, asked: int):
    for number in range(rows):
        make_person(f"Person {number}")
    people = Person.objects.order_by("name")
    with CaptureQueriesContext(connection) as caught:
        first = Pages(people, 3).get_page(None)
        names, more = [one.name for one in first], first.has_other_pages()
    assert (len(caught), more) == (asked, rows > 3)
    for number in range(2, first.paginator.num_pages + 1):
        names += [one.name for one in Pages(people, 3).get_page(number)]
    assert names == [f"Person {number}" for number in range(rows)]
