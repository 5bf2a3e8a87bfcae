"""The demo, walked link by link as each of its people: every page opens, and stands in nobody's way."""

from collections import Counter
from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
from django.urls import Resolver404, resolve
from playwright.sync_api import Page

from groups.models import Group, Person
from tests.facilitation.meeting import path
from tests.journeys.access import barriers
from tests.journeys.walking import visit

MOST_PAGES = 15  # for each person; test_every_address_is_clean.py has one of each address
OF_A_KIND = 2  # pages behind one route; the next hundred requests look like the first two
LINKS = """[...document.querySelectorAll("a[href]")].map(
  (each) => new URL(each.getAttribute("href"), location).href)"""
FILES = {"session_ics", "report_csv", "report_json", "report_text"}
FILES |= {"public_report_csv", "public_report_json", "public_report_text"}
ELSEWHERE = {"account_logout", "demo_sign_in"}


@pytest.mark.parametrize("who", ["member", "facilitator", "lead", "coordinator", "visitor"])
def test_every_page_opens_and_is_clean(who: str, demo: Group, arrive: Callable[..., Page]) -> None:
    person = None if who == "visitor" else Person.objects.get(account__email=f"{who}@demo.example")
    page = arrive(person)
    waiting, seen, kinds = ["/"], {"/"}, Counter[str]()
    while waiting and kinds.total() < MOST_PAGES:
        address = waiting.pop(0)
        kinds[route(address)] += 1
        visit(page, address)
        for found in links(page):
            if found not in seen and kinds[route(found)] + waiting_of(route(found), waiting) < OF_A_KIND:
                seen.add(found)
                waiting.append(found)
    assert kinds.total() > 10


@pytest.mark.parametrize("background", ["dark", "high-contrast"])
def test_main_pages_are_clean_on_every_background(
    background: str, demo: Group, arrive: Callable[..., Page]
) -> None:
    member = Person.objects.get(account__email="member@demo.example")
    Person.objects.filter(pk=member.pk).update(display={"background": background})
    page = arrive(member)
    for address in ("/", path("group", demo), path("asks", demo)):
        page.goto(address)
        assert page.locator(f"html[data-background='{background}']").count() == 1
        assert barriers(page) == []


def links(page: Page) -> list[str]:
    """Pages of this app that this one leads to."""
    here = urlsplit(page.url).netloc
    split = [urlsplit(each) for each in page.evaluate(LINKS)]
    own = [each.path for each in split if each.netloc == here]
    return [each for each in own if route(each) not in FILES | ELSEWHERE]


def route(address: str) -> str:
    try:
        return resolve(address).url_name or address
    except Resolver404:
        return "a file"


def waiting_of(kind: str, waiting: list[str]) -> int:
    return sum(route(each) == kind for each in waiting)
