"""A facilitator puts the agenda in order: by dragging, with keys alone, and while it is being typed."""

from collections.abc import Callable

from playwright.sync_api import Locator, Page, expect

from facilitation.models import Session
from groups.models import Membership
from tests.facilitation.meeting import make_item, make_session, path
from tests.journeys.test_by_keyboard import enters, goes_to
from tests.journeys.walking import look, reads, visit

TITLES = "letters", "money", "plans"


def agenda_of(facilitator: Membership) -> Session:
    session = make_session(facilitator.group)
    for title in TITLES:
        make_item(session, title, minutes=40)
    make_item(session, "tea", purpose="break", minutes=10)
    return session


def item(page: Page, title: str) -> Locator:
    return page.locator(f"[data-title='{title}']")


def stands(page: Page, *titles: str) -> None:
    """The items stand in this order, here and after the page is read anew."""
    for _ in range(2):
        expect(page.locator("[data-item] strong")).to_have_text(list(titles))
        page.reload()


def drag(page: Page, title: str, to: Locator, *, below: float = 0.2, let_go: bool = True) -> None:
    """Take hold of an item by its handle and move it over another, in steps, as a hand does."""
    page.locator("#agenda").scroll_into_view_if_needed()
    item(page, title).locator("[data-handle]").hover()
    page.mouse.down()
    box = to.bounding_box()
    assert box
    page.mouse.move(box["x"] + 30, box["y"] + box["height"] * below, steps=8)
    if let_go:
        page.mouse.up()


def test_an_item_is_dragged_to_another_place(facilitator: Membership, arrive: Callable[..., Page]) -> None:
    session = agenda_of(facilitator)
    dee = arrive(facilitator, viewport={"width": 1000, "height": 1600})
    visit(dee, path("session", facilitator.group, session))
    check = dee.locator("#agenda-check")
    expect(check).to_contain_text("These items take 2 hours 10 minutes")
    expect(check).to_contain_text("There is no break for 2 hours")

    drag(dee, "tea", item(dee, "plans"))
    expect(dee.locator("[data-order-said]")).to_have_text("tea is now number 3 of 4.")
    expect(check).to_contain_text("There is no break for 1 hour 20 minutes: add one after “letters”.")
    look(dee)
    stands(dee, "letters", "money", "tea", "plans")

    drag(dee, "letters", item(dee, "plans"), below=0.9)
    expect(dee.locator("[data-order-said]")).to_have_text("letters is now number 4 of 4.")
    expect(item(dee, "letters").get_by_role("button", name="Move down")).to_be_hidden()
    expect(item(dee, "money").get_by_role("button", name="Move up")).to_be_hidden()
    stands(dee, "money", "tea", "plans", "letters")


def test_what_is_dragged_is_kept_wherever_one_lets_go(
    facilitator: Membership, arrive: Callable[..., Page]
) -> None:
    session = agenda_of(facilitator)
    dee = arrive(facilitator, viewport={"width": 1000, "height": 1600})
    visit(dee, path("session", facilitator.group, session))
    drag(dee, "plans", item(dee, "letters"), let_go=False)
    dee.mouse.move(5, 5)
    dee.mouse.up()
    expect(dee.locator("[data-order-said]")).to_have_text("plans is now number 1 of 4.")
    stands(dee, "plans", "letters", "money", "tea")

    drag(dee, "tea", item(dee, "plans"), let_go=False)
    dee.keyboard.press("Escape")
    dee.mouse.up()
    stands(dee, "plans", "letters", "money", "tea")


def test_keys_alone_put_the_agenda_in_order(facilitator: Membership, arrive: Callable[..., Page]) -> None:
    session = agenda_of(facilitator)
    dee = arrive(facilitator)
    visit(dee, path("session", facilitator.group, session))
    enters(dee, "Move up tea")
    enters(dee, "Move up tea")
    expect(dee.locator("#agenda-check")).to_contain_text("There is no break for 1 hour 20 minutes")
    stands(dee, "letters", "tea", "money", "plans")

    enters(dee, "Move down letters")
    dee.keyboard.press("Tab")
    expect(item(dee, "letters").get_by_role("link", name="Change")).to_be_focused()
    stands(dee, "tea", "letters", "money", "plans")


def test_time_and_breaks_are_worked_out_while_several_items_are_typed(
    facilitator: Membership, arrive: Callable[..., Page]
) -> None:
    session = make_session(facilitator.group)
    dee = arrive(facilitator)
    visit(dee, path("session", facilitator.group, session))
    enters(dee, "Add several at once")
    check = dee.locator("#agenda-check")
    expect(check).to_be_empty()
    goes_to(dee, "What we talk about (you can leave this out)")
    dee.keyboard.type("letters")
    dee.locator("#id_form-0-minutes").press_sequentially("50")
    expect(check).to_contain_text("These items take 50 minutes of 2 hours.")
    dee.locator("#id_form-1-title").press_sequentially("money")
    dee.locator("#id_form-1-minutes").press_sequentially("40")
    expect(check).to_contain_text("There is no break for 1 hour 30 minutes: add one after “letters”.")
    dee.locator("#id_form-1-purpose").select_option("break")
    expect(check).not_to_contain_text("There is no break")
    assert not session.items.exists(), "working it out keeps nothing"
    look(dee)
    enters(dee, "Add these")
    reads(dee, "Added.")
    stands(dee, "letters", "money")
