"""Someone comes to the door."""

from collections.abc import Callable

from playwright.sync_api import Page, expect


def test_anyone_can_find_how_to_sign_in(page: Page, open_to_all: Callable[[Page], None]) -> None:
    page.goto("/account/login/")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.get_by_label("Your email address")).to_be_visible()
    open_to_all(page)


def test_a_page_that_is_not_there_says_so_in_plain_words(page: Page, site: str) -> None:
    answer = page.request.get(f"{site}/nothing-is-here/")
    assert answer.status == 404
    assert "<h1" in answer.text()
