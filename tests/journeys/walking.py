"""Walking through the app as people do. Every distinct page met on the way is checked once for barriers."""

import re
from datetime import time
from urllib.parse import urlsplit

from django.core import mail
from django.core.mail import EmailMessage
from django.urls import resolve
from django.utils import timezone
from playwright.sync_api import Page, expect

from groups.models import Delivery, Person
from groups.states import DeliveryState
from groups.tasks import sweep_deliveries
from tests.journeys.access import barriers

CODE = re.compile(r"\b[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}\b")
NO_SCRIPTS = "() => matchMedia('(scripting: none)').matches"
# What a page is made of: each kind of part once, however many there are of it.
PARTS = """main => [...new Set([...main.querySelectorAll("*")].map(
  (part) => `${part.tagName}.${part.getAttribute("class")}.${part.type || ""}`))].sort().join()"""

_looked_at: set[tuple[str, str]] = set()  # route and parts


def look(page: Page) -> None:
    """Nothing on this page stands in anyone's way. A page with the same parts is looked at only once."""
    page.wait_for_load_state("domcontentloaded")
    if page.evaluate(NO_SCRIPTS):
        return  # the checkers are scripts themselves; the same pages are checked in other journeys
    route = resolve(urlsplit(page.url).path).url_name or ""
    parts = (route, page.locator("main").evaluate(PARTS))
    if parts not in _looked_at:
        found = barriers(page)
        assert not found, f"{page.url}: {found}"
        _looked_at.add(parts)


def visit(page: Page, path: str) -> None:
    answer = page.goto(path)
    assert answer is not None
    assert answer.ok, f"{path} answered {answer.status}"
    look(page)


def follow(page: Page, name: str) -> None:
    """Follow a link."""
    with page.expect_navigation():
        page.get_by_role("link", name=name, exact=True).first.click()
    look(page)


def press(page: Page, name: str) -> None:
    """Press a button that leads to another page."""
    with page.expect_navigation():
        page.get_by_role("button", name=name, exact=True).click()
    look(page)


def fill(page: Page, typed: dict[str, str]) -> None:
    """Type into fields by their labels."""
    for label, words in typed.items():
        page.get_by_label(label, exact=True).fill(words)


def add(page: Page, typed: dict[str, str]) -> None:
    """Type into fields that may be left out, and say so."""
    fill(page, {f"{label} (you can leave this out)": words for label, words in typed.items()})


def choose(page: Page, *answers: str) -> None:
    """Tick boxes and rounds by their labels."""
    for answer in answers:
        page.get_by_label(answer, exact=True).check()


def agreed_in(page: Page, session: str, item: str) -> None:
    """Say where the group agreed this: an item, offered under the session it was talked about in."""
    where = page.get_by_label("Where did the group agree this?")
    offered = where.locator(f'optgroup[label^="{session}, "]').get_by_role("option", name=item, exact=True)
    where.select_option(offered.get_attribute("value"))


def reads(page: Page, *words: str) -> None:
    for each in words:
        expect(page.get_by_text(each).first).to_be_visible()


def does_not_read(page: Page, words: str) -> None:
    expect(page.get_by_text(re.compile(rf"\b{re.escape(words)}\b"))).to_have_count(0)


def emails_go_out() -> None:
    """The worker delivers what waits; it is nobody's night."""
    Person.objects.update(quiet_from=time(0), quiet_until=time(0))
    Delivery.objects.filter(state=DeliveryState.PENDING).update(due_at=timezone.now())
    sweep_deliveries()


def email_to(address: str) -> EmailMessage:
    """The newest email to this address."""
    emails_go_out()
    return [each for each in mail.outbox if each.to == [address]][-1]


def sign_in_code(address: str) -> str:
    """The code stands on a line of its own in the newest email."""
    lines = next(each for each in reversed(mail.outbox) if each.to == [address]).body.splitlines()
    return next(line.strip() for line in lines if line.strip() and " " not in line.strip())
