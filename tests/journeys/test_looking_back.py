"""The group looks back: a review is answered on one page, and both sides are seen next to each other."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from groups.models import Membership
from groups.states import Side
from lifecycle.actions.review_answers import answer_review
from lifecycle.actions.reviews import seal_review
from tests.journeys.walking import follow, press, reads
from tests.lifecycle.impact import (
    join_many,
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
    follow(page, "Answer, about 6 minutes")
    reads(page, "Your side is too small to hide in", "Nothing is required. Skip what you like.")
    follow(page, "All on one page")
    page.get_by_label("7: in partnership, sharing power").check()
    page.get_by_label("What should change?").fill("Ask us before the options are fixed.")
    press(page, "Send my answers")
    reads(page, "Your answers are kept without your name.")


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
