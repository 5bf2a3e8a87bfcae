"""The group looks back: a review is answered and closed, a report is written, agreed and shown to anyone."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from groups.models import Group, Membership
from groups.states import Side
from lifecycle.actions.reviews import answer_review, seal_review
from lifecycle.models import ImpactReport
from tests.lifecycle.impact import (
    an_item,
    join_many,
    make_published,
    make_report,
    make_review,
    reviewed,
    same,
)

Sign = Callable[[Membership], None]
Check = Callable[[Page], None]


def test_a_member_answers_a_review(
    page: Page, member: Membership, facilitator: Membership, sign_in_browser: Sign, open_to_all: Check
) -> None:
    make_review(facilitator)
    sign_in_browser(member)
    page.goto(f"/g/{member.group.public_id}/what-changed/")
    open_to_all(page)
    page.get_by_role("link", name="Answer, about 6 minutes").click()
    expect(page.get_by_text("A side too small to hide in")).to_be_visible()
    open_to_all(page)
    page.get_by_label("7: in partnership, sharing power").check()
    page.get_by_label("What should change?").fill("Ask us before the options are fixed.")
    page.get_by_role("button", name="Send my answers").click()
    expect(page.get_by_text("Your answers are kept without your name.")).to_be_visible()
    open_to_all(page)


def test_both_sides_are_seen_next_to_each_other(
    page: Page, member: Membership, facilitator: Membership, sign_in_browser: Sign, open_to_all: Check
) -> None:
    reviewed(facilitator, [1, 2, 2, 3, 4, 5], [4, 5, 5, 6, 7])
    reviewed(facilitator, [3, 4, 4, 5, 6], [6, 7])
    review = make_review(facilitator)
    for n, person in enumerate(join_many(facilitator.group, Side.LIVED, 5)):
        answer_review(review=review, points=same(3 + n % 3), words=f"Thing {n}", by=person)
    seal_review(review=review, by=facilitator)
    sign_in_browser(member)
    page.goto(f"/g/{member.group.public_id}/what-changed/")
    expect(page.get_by_text("Too few to show. Talk it through.")).to_be_visible()
    open_to_all(page)
    page.get_by_role("link", name="Open the discussion sheet").click()
    expect(page.get_by_role("heading", level=1, name="Talk it through")).to_be_visible()
    open_to_all(page)


def test_a_report_is_written_agreed_and_frozen(
    page: Page, facilitator: Membership, sign_in_browser: Sign, open_to_all: Check
) -> None:
    item = an_item(facilitator.group)
    reviewed(facilitator, [1, 2, 2, 3, 4, 5], [4, 5, 5, 6, 7])
    report = make_report(facilitator)
    sign_in_browser(facilitator)
    page.goto(f"/g/{facilitator.group.public_id}/what-changed/reports/{report.public_id}/")
    open_to_all(page)
    page.get_by_role("link", name="Write our words").click()
    page.get_by_label("what we learned").fill("Ask sooner.")
    open_to_all(page)
    page.get_by_role("button", name="Save").click()
    page.get_by_role("link", name="The group has approved it").click()
    page.get_by_label("Where did the group agree this?").select_option(str(item.public_id))
    open_to_all(page)
    page.get_by_role("button", name="Record that the group approved it").click()
    expect(page.get_by_text("Since then it has not changed, and it cannot.")).to_be_visible()
    open_to_all(page)
    assert ImpactReport.objects.get().reflections == "Ask sooner."


def test_anyone_reads_what_the_group_shows(page: Page, facilitator: Membership, open_to_all: Check) -> None:
    reviewed(facilitator, [1, 2, 2, 3, 4, 5, 5, 6], [4, 5, 5, 6, 7, 7, 7, 7])
    make_published(facilitator)
    Group.objects.update(about="We shape care in Northshire.")
    page.goto("/groups-to-see/")
    open_to_all(page)
    page.get_by_role("link", name="Northshire group").click()
    open_to_all(page)
    page.get_by_role("link", name="Our year").click()
    expect(page.get_by_role("heading", name="From the record")).to_be_visible()
    open_to_all(page)
