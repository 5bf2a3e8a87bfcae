"""Somebody who belongs to no group reads what this is, in two languages."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

PAGES = ("about", "accessibility", "privacy", "anonymity", "not-watched")


@pytest.mark.parametrize("address", PAGES)
def test_anyone_reads_it_in_english_and_in_welsh(
    address: str, page: Page, open_to_all: Callable[[Page], None]
) -> None:
    page.goto(f"/{address}/")
    open_to_all(page)
    english = page.get_by_role("heading", level=1).inner_text()
    page.get_by_role("button", name="Cymraeg").click()
    expect(page.locator("html")).to_have_attribute("lang", "cy")
    expect(page.get_by_role("heading", level=1)).not_to_have_text(english)
    open_to_all(page)
    page.get_by_role("button", name="English").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(english)
