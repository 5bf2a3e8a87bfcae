"""What is mine: a copy, where I am signed in, what I let the group show, and going without a trace."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from groups.actions.memberships import ByHand, add_by_hand
from groups.jobs import run_next
from groups.models import Account, Membership, Person
from tests.cast import PASSWORD
from tests.journeys.walking import follow, look, press, visit


def test_i_see_it_take_it_and_delete_it(member: Membership, arrive: Callable[..., Page]) -> None:
    page = arrive(member)
    visit(page, "/me/")
    follow(page, "What we hold about you")
    expect(page.get_by_text("member@demo.example").first).to_be_visible()
    press(page, "Get a copy")
    run_next()
    page.reload()
    look(page)
    with page.expect_download() as saved:
        page.get_by_role("link", name="Save the file").click()
    assert saved.value.suggested_filename == "copy.zip"

    visit(page, "/me/data/")
    follow(page, "Delete everything about me")
    press(page, "Delete everything about me")  # nothing ticked yet
    expect(page.get_by_text("Tick this box if you want everything").first).to_be_visible()
    page.get_by_label("Yes, delete everything about me").check()
    press(page, "Delete everything about me")
    expect(page.get_by_role("heading", name="It is done")).to_be_visible()
    assert Person.objects.get(pk=member.person_id).erased_at
    page.goto("/me/")
    expect(page.get_by_role("heading", name="Sign in", exact=True)).to_be_visible()


def test_i_give_a_quote_and_take_it_back(
    member: Membership, carer: Membership, facilitator: Membership, arrive: Callable[..., Page]
) -> None:
    mine = arrive(member)
    visit(mine, "/me/consents/")
    follow(mine, "My words, quoted")
    mine.get_by_label("The words, as they may be quoted").fill("Letters come too late.")
    mine.get_by_label("How it is signed").fill("a neighbour")
    mine.get_by_label("I agree to this").check()
    press(mine, "Yes, you may")
    expect(mine.get_by_text("It stands nowhere yet.")).to_be_visible()

    theirs = arrive(facilitator)
    home = f"/g/{member.group.public_id}"
    visit(theirs, f"{home}/consents/")
    follow(theirs, "Ade")
    visit(theirs, f"{home}/information/new/")
    theirs.get_by_label("Title").fill("What people say")
    theirs.get_by_label("In plain words").fill("One voice.")
    theirs.get_by_label("Where it comes from").fill("The group, in its own words")
    theirs.get_by_label("The date of the source").fill("2026-03-03")
    theirs.get_by_label("A story, a quote or a photograph of somebody who agreed").select_option(index=1)
    press(theirs, "Share with everyone")
    expect(theirs.locator("blockquote, p").get_by_text("Letters come too late.")).to_be_visible()

    mine.reload()
    press(mine, "Take it back")
    expect(mine.get_by_text("It is gone from every page.")).to_be_visible()
    expect(mine.get_by_text("We cannot call that back.")).to_be_visible()
    theirs.reload()
    look(theirs)
    expect(theirs.get_by_text("Letters come too late.")).to_have_count(0)
    expect(theirs.get_by_text("was taken back on")).to_be_visible()


def test_i_see_where_i_am_signed_in(member: Membership, arrive: Callable[..., Page]) -> None:
    account = Account.objects.get(person=member.person)
    account.emailaddress_set.create(email=account.email, primary=True, verified=True)
    phone, laptop = arrive(), arrive()
    for page in (phone, laptop):
        page.goto("/account/login/")
        page.get_by_text("With a password").click()
        page.get_by_label("Others use this device too").last.check()
        page.locator("#id_login").fill(account.email)
        page.locator("#id_password").fill(PASSWORD)
        page.get_by_role("button", name="Sign in", exact=True).click()
        page.wait_for_url("**/")
    visit(laptop, "/me/")
    follow(laptop, "Where I am signed in")
    expect(laptop.get_by_text("(this one)")).to_be_visible()
    press(laptop, "Sign out everywhere else")
    expect(laptop.get_by_text("You are signed in nowhere else.")).to_be_visible()
    phone.goto("/me/")
    expect(phone.get_by_role("heading", name="Sign in", exact=True)).to_be_visible()


def test_a_coordinator_does_it_for_someone_without_an_account(
    coordinator: Membership, arrive: Callable[..., Page]
) -> None:
    colin = add_by_hand(ByHand("Colin Marsh", "member", ("letter",), address="4 Quarry Lane"), by=coordinator)
    page = arrive(coordinator)
    visit(page, f"/g/{colin.group.public_id}/people/{colin.public_id}/data/")
    page.get_by_label("A copy of what we hold").check()
    page.get_by_label("How did they say so?").select_option("phone")
    page.get_by_label("I read it back to them").check()
    press(page, "Note it")
    follow(page, "Print their copy")
    expect(page.get_by_text("4 Quarry Lane").first).to_be_visible()
    page.go_back()
    press(page, "It is in the post")
    visit(page, f"/g/{colin.group.public_id}/data-requests/")
