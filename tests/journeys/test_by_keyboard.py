"""Someone who uses keys alone: Tab, Enter and Space are enough, and it always shows where they are."""

from collections.abc import Callable

from allauth.account.models import EmailAddress
from playwright.sync_api import Page, expect

from groups.models import Membership
from tests.facilitation.room import open_room
from tests.journeys.walking import reads, sign_in_code

FAR_ENOUGH = 60  # presses of Tab, more than any of these pages needs
NAME = """() => {
  const here = document.activeElement;
  return (here.labels?.[0] || here).textContent.trim() || here.getAttribute("aria-label") || "";
}"""
# Where we are looks another way than before and after: the thing itself, or what is drawn for it by its label.
SHOWS = """() => {
  const here = document.activeElement;
  const styles = () => [getComputedStyle(here), ...["::before", "::after"].map(
    (part) => getComputedStyle(here.labels?.[0] || here, part))];
  const look = () => styles().map((style) => [style.outline, style.boxShadow, style.backgroundColor]).join();
  const focused = look();
  here.blur();
  const left = look();
  here.focus();
  return here === document.body || focused !== left;
}"""


def test_a_member_signs_in_and_speaks_with_keys_alone(
    member: Membership, facilitator: Membership, arrive: Callable[..., Page]
) -> None:
    EmailAddress.objects.create(user=member.person.account, email=member.person.email, verified=True)
    open_room(member.group)
    keys = arrive()
    signs_in(keys, "member@demo.example")
    skips_to_the_words(keys)
    goes_to_a_place(keys)
    goes_into_the_room(keys)
    raises_a_hand(keys)
    types_a_thought(keys, "Ask us what matters.")


def signs_in(keys: Page, address: str) -> None:
    keys.goto("/")
    enters(keys, "Sign in")
    goes_to(keys, "Your email address")
    keys.keyboard.type(address)
    enters(keys, "Send me a code")
    goes_to(keys, "Code")
    keys.keyboard.type(sign_in_code(address))
    with keys.expect_navigation():
        keys.keyboard.press("Enter")
    expect(keys.get_by_role("heading", level=1, name="Today")).to_be_visible()


def skips_to_the_words(keys: Page) -> None:
    goes_to(keys, "Skip to main content")
    keys.keyboard.press("Enter")
    expect(keys.locator("main")).to_be_focused()


def goes_to_a_place(keys: Page) -> None:
    keys.goto("/")
    enters(keys, "Our group")
    expect(keys.get_by_role("heading", level=1, name="Northshire group")).to_be_visible()


def goes_into_the_room(keys: Page) -> None:
    enters(keys, "Join")
    enters(keys, "Join the room")
    reads(keys, "In the room.")


def raises_a_hand(keys: Page) -> None:
    goes_to(keys, "Raise a hand")
    keys.keyboard.press("Space")
    reads(keys, "Your hand is up.")
    expect(keys.get_by_role("button", name="Put my hand down")).to_be_focused()


def types_a_thought(keys: Page, words: str) -> None:
    keys.reload()
    goes_to(keys, "Type a thought")
    keys.keyboard.press("Enter")
    goes_to(keys, "Your thought")
    keys.keyboard.type(words)
    for choice in ("Everyone in the group", "With my name"):
        goes_to(keys, choice)
        keys.keyboard.press("Space")
    goes_to(keys, "Send")
    keys.keyboard.press("Enter")
    reads(keys, "Your thought is here for those you chose.", words)


def goes_to(keys: Page, name: str) -> None:
    """Press Tab until we are at what has this name; every stop on the way can be seen."""
    for _ in range(FAR_ENOUGH):
        keys.keyboard.press("Tab")
        at = keys.evaluate(NAME)
        assert keys.evaluate(SHOWS), f"Nothing shows that we are at “{at}” on {keys.url}"
        if at == name:
            return
    raise AssertionError(f"Tab never came to “{name}” on {keys.url}")


def picks(keys: Page, first: str, name: str) -> None:
    """Go to the first of several rounds, or to the one that is chosen, and on to this one with the arrows."""
    goes_to(keys, first)
    for _ in range(FAR_ENOUGH):
        keys.keyboard.press("ArrowDown")
        if keys.evaluate(NAME) == name:
            return
    raise AssertionError(f"The arrows never came to “{name}” on {keys.url}")


def enters(keys: Page, name: str) -> None:
    """Go to a link or a button, and through it."""
    goes_to(keys, name)
    with keys.expect_navigation():
        keys.keyboard.press("Enter")
