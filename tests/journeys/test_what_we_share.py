"""Purpose, information and the lived experience space, on the screen of a member."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from groups.models import Membership
from tests.facilitation.meeting import path


def test_a_member_drafts_reads_and_speaks_where_it_is_safe(
    member: Membership,
    lead: Membership,
    page: Page,
    sign_in_browser: Callable[[Membership], None],
    open_to_all: Callable[[Page], None],
) -> None:
    group = member.group
    sign_in_browser(member)
    page.goto(path("purpose", group))
    open_to_all(page)
    page.get_by_role("link", name="Write a draft").click()
    page.get_by_label("Words").fill("A real say in how our care is planned.")
    open_to_all(page)
    page.get_by_role("button", name="Share this draft").click()
    expect(page.get_by_text("A real say in how our care is planned.")).to_be_visible()
    open_to_all(page)

    page.goto(path("space", group))
    page.get_by_label("Your words").fill("I was afraid to ask.")
    page.get_by_role("button", name="Send to people with lived experience").click()
    expect(page.get_by_text("I was afraid to ask.")).to_be_visible()
    open_to_all(page)
    page.get_by_role("link", name="Take back my words").click()
    open_to_all(page)
    page.get_by_role("button", name="Take them back").click()
    expect(page.get_by_text("I was afraid to ask.")).to_have_count(0)

    page.context.clear_cookies()
    sign_in_browser(lead)
    page.goto(path("information_new", group))
    open_to_all(page)
    page.get_by_label("Title").fill("The budget")
    page.get_by_label("In plain words").fill("There are £40,000 to move.")
    page.get_by_label("Where it comes from").fill("The Board, finance team")
    page.get_by_label("The date of the source").fill("2026-03-03")
    page.get_by_label("The whole text").fill("# Where it goes\n\n- transport\n- training")
    page.get_by_role("button", name="Share with everyone").click()
    expect(page.get_by_role("heading", name="Where it goes")).to_be_visible()
    open_to_all(page)
    page.goto(path("information", group))
    open_to_all(page)
