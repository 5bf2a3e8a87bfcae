"""From what somebody said to what changed: the request, the answer, our word on it, and its closing."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from facilitation.actions.contributions import contribute
from groups.models import Membership
from tests.facilitation.making import make_item, make_session
from tests.facilitation.meeting import path

type SignIn = Callable[[Membership], None]


def test_a_member_hears_what_became_of_what_they_said(
    member: Membership,
    facilitator: Membership,
    lead: Membership,
    page: Page,
    sign_in_browser: SignIn,
    open_to_all: Callable[[Page], None],
) -> None:
    group = member.group
    session = make_session(group)
    make_item(session)
    contribute(session, words="I cannot read my letters", audience="everyone", by=member)

    def as_(who: Membership, name: str = "asks") -> None:
        page.context.clear_cookies()
        sign_in_browser(who)
        page.goto(path(name, group))
        open_to_all(page)

    def agree_where() -> None:
        page.get_by_label("Where did the group agree this?").select_option(index=1)

    as_(lead, "commitment")
    page.get_by_role("link", name="Write the commitment").click()
    open_to_all(page)
    page.get_by_label("What the group can shape").fill("Letters and appointments")
    page.get_by_label("What is open to change").fill("How letters are written")
    page.get_by_label("What is fixed, and why").fill("The postage contract")
    page.get_by_label("Who has the final say").fill("The Northshire Board")
    page.get_by_label("Whom to tell, outside the organisation").fill("Healthwatch Northshire")
    page.get_by_label("When we look at it again").fill("2031-06-01")
    page.get_by_role("button", name="Keep this and go on to sign").click()
    open_to_all(page)
    page.get_by_role("button", name="Sign for the system").click()
    expect(page.get_by_role("alert")).to_contain_text("Tick this to sign")
    page.get_by_label("Nothing said here will affect").check()
    page.get_by_role("button", name="Sign for the system").click()
    expect(page.get_by_text("Version 1.")).to_be_visible()
    open_to_all(page)

    as_(facilitator)
    page.get_by_role("link", name="Write a new request").click()
    open_to_all(page)
    page.get_by_label("What do we ask for, in a few words?").fill("Letters in large print")
    page.get_by_label("What we ask for", exact=True).fill("Send letters in large print to those who ask")
    page.get_by_label("Why it matters to people").fill("Some of us cannot read them")
    page.get_by_label("Who do we ask?").select_option(label=lead.titled)
    page.get_by_label("I cannot read my letters").check()
    agree_where()
    page.get_by_role("button", name="Send this request").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Letters in large print")
    open_to_all(page)

    as_(lead)
    page.get_by_role("link", name="Letters in large print").click()
    page.get_by_role("link", name="Answer this request").click()
    open_to_all(page)
    page.get_by_label("Yes, in part").check()
    page.get_by_label("Your reason").fill("Half of our printers can do it now.")
    page.get_by_role("button", name="Send this answer to the group").click()
    expect(page.get_by_role("alert")).to_contain_text("Give a date")
    open_to_all(page)
    page.get_by_label("By when?").fill("2031-03-03")
    page.get_by_role("button", name="Send this answer to the group").click()
    expect(page.get_by_text("Half of our printers can do it now.")).to_be_visible()

    as_(facilitator)
    page.get_by_role("link", name="Letters in large print").click()
    page.get_by_role("link", name="Record: does this answer us?").click()
    open_to_all(page)
    page.get_by_label("Yes, it answers us").check()
    agree_where()
    page.get_by_role("button", name="Record what the group says").click()
    page.get_by_role("link", name="Record: the group closes it").click()
    open_to_all(page)
    page.get_by_label("Done", exact=True).check()
    page.get_by_label("In the group's own words").fill("31 of 34 practices do it.")
    agree_where()
    page.get_by_role("button", name="Close it for good").click()
    expect(page.get_by_text("Closed by the group.")).to_be_visible()

    as_(member)
    as_(member, "my_words")
    expect(page.get_by_text("I cannot read my letters", exact=True)).to_be_visible()
    expect(page.get_by_text("31 of 34 practices do it.")).to_be_visible()
    page.get_by_role("link", name="Letters in large print").click()
    open_to_all(page)
