"""Every address that has a page, opened on a phone by somebody it lets in: it stands in nobody's way."""

from collections.abc import Callable, Iterator
from http import HTTPStatus
from typing import Any

import pytest
from django.urls import NoReverseMatch
from playwright.sync_api import Page

from coproduction.doors import Address, addresses, roles_through
from groups.models import Consent, Helper, Person
from groups.permissions import Role
from tests.cast import CAST
from tests.house.everything import Everything, make_everything
from tests.house.trying import url_of
from tests.journeys.access import found_by_axe

PHONE = {"width": 390, "height": 800}
PARTS = 2  # so that the walk can be shared between processes
IN_ORDER = ("member", "facilitator", "coordinator", "lead", "carer", "professional")

# Addresses that open no page in this world, and why.
NO_PAGE = {
    "calendar_feed": "a calendar",
    "session_ics": "a calendar",
    "room_stream": "a stream",
    "room_words": "a part of a page",
    "room_screen_now": "a part of a page",
}
FILES = ("_csv", "_json", "_file", "_photo", "_ics", "_text", "_pdf")


def with_a_page() -> list[Address]:
    return [
        address
        for address in addresses()
        if address.door and address.name not in NO_PAGE and not address.name.endswith(FILES)
    ]


def address_in(whole: Everything, address: Address) -> str:
    try:
        return url_of(address, whole.arguments(address.route, address.arguments))
    except (KeyError, NoReverseMatch):
        return ""


def people_for(whole: Everything, address: Address) -> Iterator[Person | None]:
    """Who might be let in: whoever it is for, in turn."""
    kind = address.door.kind if address.door else ""
    helper = whole.rows["helper_id"]
    if kind == "anyone":
        yield None
    elif kind == "helpers" and isinstance(helper, Helper):
        yield helper.person
    else:
        through = set(roles_through(address.door)) if address.door and kind == "members" else set(Role)
        yield from (whole.cast[key].person for key in IN_ORDER if Role(CAST[key].roles) in through)


@pytest.mark.parametrize("part", range(PARTS))
def test_every_page_of_the_app_is_clean(
    part: int, transactional_db: None, arrive: Callable[..., Page]
) -> None:
    whole = make_everything("Northshire group")
    Consent.objects.update(upload=None)  # its picture is no real one
    browsers: dict[int | None, Page] = {}
    opened, met = 0, dict[str, Any]()
    for address in with_a_page()[part::PARTS]:
        where = address_in(whole, address)
        page = where and open_by_someone(where, people_for(whole, address), browsers, arrive)
        if page:
            opened += 1
            if found := faults(page):
                met[where] = found
    assert met == {}
    assert opened > 60, "the world has these rows"


def faults(page: Page) -> list[Any]:
    too_wide = page.evaluate("document.documentElement.scrollWidth > innerWidth")
    return [*(["wider than the phone"] if too_wide else []), *found_by_axe(page)]


def open_by_someone(
    where: str,
    people: Iterator[Person | None],
    browsers: dict[int | None, Page],
    arrive: Callable[..., Page],
) -> Page | None:
    """The page as the first of these people sees it who may, and for whom it is a page. What only takes posts is none."""
    for person in people:
        key = person.pk if person else None
        if key not in browsers:
            browsers[key] = arrive(person, viewport=PHONE)
        page = browsers[key]
        answer: Any = page.request.get(where, max_redirects=0)
        if answer.status == 200 and "text/html" in answer.headers["content-type"]:
            page.goto(where)
            return page
        if answer.status == HTTPStatus.METHOD_NOT_ALLOWED:
            return None
    return None
