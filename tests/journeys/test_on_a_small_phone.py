"""An old phone, 320 pixels wide, and a thumb: nothing to drag sideways, nothing too small to hit."""

from collections.abc import Callable

from playwright.sync_api import Page

from groups.models import Group, Membership
from tests.facilitation.meeting import path
from tests.journeys.walking import reads

PHONE = {"viewport": {"width": 320, "height": 640}, "has_touch": True, "is_mobile": True}
PLACES = ("group", "sessions", "asks", "information", "decisions", "how_we_work", "what_changed")
MORE = ("people", "purpose", "commitment", "my_words", "space")

# Links within a sentence may be as high as its line (WCAG 2.5.8); what is shown on focus alone is not tapped.
TOO_SMALL = """() => [...document.querySelectorAll("a, button, summary, input, select, textarea")].filter((each) => {
  const { width, height } = each.getBoundingClientRect();
  const isInline = getComputedStyle(each).display === "inline" && each.matches("a, button");
  const isInSentence = isInline && each.parentElement.textContent.trim() !== each.textContent.trim();
  const isShown = each.checkVisibility() && width > 1 && !each.closest(".nhsuk-skip-link");
  return isShown && !isInSentence && (width < 24 || height < 24);
}).map((each) => `${each.outerHTML.slice(0, 120)} ${JSON.stringify(each.getBoundingClientRect())}`)"""
WIDTH = "document.scrollingElement.scrollWidth"


def test_a_member_finds_their_way_on_a_small_phone(demo: Group, arrive: Callable[..., Page]) -> None:
    phone = arrive(member_of(demo), **PHONE)
    about_me = ("/", "/me/messages/", "/me/reach/", "/me/display/")
    for address in (*about_me, *(path(name, demo) for name in (*PLACES, *MORE))):
        phone.goto(address)
        fits(phone)
    opens_the_first(phone, path("asks", demo), "main .card h3 a")
    opens_the_first(phone, path("sessions", demo), "main article h3 a")
    opens_the_first(phone, path("decisions", demo), "main .card h3 a")


def test_a_member_speaks_by_touch(demo: Group, arrive: Callable[..., Page]) -> None:
    phone = arrive(member_of(demo), **PHONE)
    phone.goto("/")
    phone.get_by_role("link", name="Join").first.tap()
    phone.wait_for_url("**/room/")
    fits(phone)
    phone.get_by_role("button", name="Join the room").tap()
    reads(phone, "In the room.")
    phone.get_by_text("Type a thought").tap()
    phone.get_by_label("Your thought").fill("Please send letters sooner.")
    phone.get_by_label("Everyone in the group", exact=True).tap()
    phone.get_by_label("With my name", exact=True).tap()
    fits(phone)
    phone.get_by_role("button", name="Send", exact=True).tap()
    reads(phone, "Please send letters sooner.")
    phone.get_by_role("button", name="Raise a hand").tap()
    reads(phone, "Your hand is up.")
    phone.get_by_text("I need…").tap()
    phone.get_by_role("button", name="Slow down").tap()
    reads(phone, "Let's slow down.")
    fits(phone)


def test_a_visitor_signs_in_on_a_small_phone(arrive: Callable[..., Page]) -> None:
    phone = arrive(**PHONE)
    for address in ("/", "/account/login/", "/join/", "/receipt/", "/about/"):
        phone.goto(address)
        fits(phone)


def member_of(demo: Group) -> Membership:
    return demo.memberships.get(person__account__email="member@demo.example")


def opens_the_first(phone: Page, list_of_them: str, link: str) -> None:
    phone.goto(list_of_them)
    phone.locator(link).first.tap()
    phone.wait_for_url(lambda url: not url.endswith(list_of_them))
    fits(phone)


def fits(phone: Page) -> None:
    phone.wait_for_load_state()
    width, small = phone.evaluate(WIDTH), phone.evaluate(TOO_SMALL)
    assert width <= 320, f"{phone.url} is {width} wide"
    assert not small, f"{phone.url}: {small}"
