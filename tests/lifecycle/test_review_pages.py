"""Reviews are prompted in time, and their pages show no more than may be seen."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from groups.models import Delivery, Group, Membership, Notification
from groups.states import GroupState, Side
from lifecycle.actions.prompts import prompt_shifts_reviews
from lifecycle.actions.review_answers import answer_review
from lifecycle.actions.reviews import seal_review
from lifecycle.instruments import SHIFTS
from lifecycle.models import Review, ReviewAnswer, ReviewMark
from lifecycle.questions import asked_in
from lifecycle.states import ReviewState
from tests.cast import CAST, join
from tests.lifecycle.impact import in_three_weeks, join_many, make_cycle, make_review, reviewed, same

SignIn = Callable[[Membership], Client]


class TestPrompt:
    """Six months after the last review was sealed, or the cycle began."""

    def told(self) -> set[str]:
        waiting = Delivery.objects.filter(
            notification__kind="shifts_review", notification__closed_at=None, channel="app"
        )
        return {delivery.person.name for delivery in waiting}

    def test_it_goes_to_the_facilitator_once(self, facilitator: Membership, member: Membership):
        make_cycle(facilitator.group, began_on=timezone.localdate() - timedelta(days=184))
        prompt_shifts_reviews()
        prompt_shifts_reviews()
        assert self.told() == {"Dee"}
        assert Notification.objects.filter(kind="shifts_review").count() == 1

    def test_it_waits_for_six_months(self, facilitator: Membership):
        make_cycle(facilitator.group, began_on=timezone.localdate() - timedelta(days=170))
        prompt_shifts_reviews()
        assert self.told() == set()

    def test_it_stops_when_the_review_is_opened(self, facilitator: Membership):
        make_cycle(facilitator.group, began_on=timezone.localdate() - timedelta(days=200))
        prompt_shifts_reviews()
        make_review(facilitator)
        assert self.told() == set()
        prompt_shifts_reviews()
        assert self.told() == set()

    def test_it_comes_again_after_the_next_six_months(self, facilitator: Membership):
        make_cycle(facilitator.group)
        review = seal_review(review=make_review(facilitator), by=facilitator)
        prompt_shifts_reviews()
        assert self.told() == set()
        Review.objects.filter(pk=review.pk).update(sealed_at=timezone.now() - timedelta(days=190))
        prompt_shifts_reviews()
        assert self.told() == {"Dee"}

    @pytest.mark.parametrize("state", [GroupState.FORMING, GroupState.PAUSED])
    def test_a_group_that_forms_or_rests_gets_none(self, facilitator: Membership, state: str):
        make_cycle(facilitator.group, began_on=timezone.localdate() - timedelta(days=400))
        Group.objects.update(state=state)
        prompt_shifts_reviews()
        assert self.told() == set()


class TestPages:
    def test_a_member_answers_and_may_skip(
        self, facilitator: Membership, member: Membership, sign_in: SignIn
    ):
        review = make_review(facilitator)
        page = reverse("review", args=[member.group.public_id, review.public_id])
        browser = sign_in(member)
        shown = browser.get(page).content.decode()
        assert "stored without your name" in shown
        assert "someone who runs the database could work out" in shown
        assert "Your side is too small to hide in" in shown
        everything = reverse("review_all", args=[member.group.public_id, review.public_id])
        browser.post(everything, {"power": "6", "story": "", "words": "More time"})
        assert ReviewAnswer.objects.get().points == {"power": 6}
        assert "nobody can change them" in browser.get(page).content.decode()

    def test_a_side_large_enough_gets_no_warning(self, facilitator: Membership, sign_in: SignIn):
        join_many(facilitator.group, Side.SYSTEM, 4)
        someone = join(facilitator.group, CAST["professional"], "professional@demo.example")
        review = make_review(facilitator)
        page = sign_in(someone).get(reverse("review", args=[review.group.public_id, review.public_id]))
        assert "too small to hide in" not in page.content.decode()

    def test_an_empty_answer_says_what_to_do(
        self, facilitator: Membership, member: Membership, sign_in: SignIn
    ):
        review = make_review(facilitator)
        page = reverse("review_all", args=[member.group.public_id, review.public_id])
        shown = sign_in(member).post(page, {"words": "  "}).content.decode()
        assert "Nothing is answered yet" in shown
        assert not ReviewMark.objects.exists()

    def test_too_few_are_talked_through(self, facilitator: Membership, member: Membership, sign_in: SignIn):
        reviewed(facilitator, [1, 2, 3, 4, 5], [7, 7])
        shown = sign_in(member).get(reverse("what_changed", args=[member.group.public_id])).content.decode()
        assert "Too few to show. Talk it through." in shown
        assert reverse("discussion_sheet", args=[member.group.public_id]) in shown
        sheet = sign_in(member).get(reverse("discussion_sheet", args=[member.group.public_id]))
        assert all(str(statement.help) in sheet.content.decode() for statement in SHIFTS.statements[:1])

    def test_helpers_do_not_read_what_was_said_without_a_name(
        self, facilitator: Membership, member: Membership, supporter: Membership, sign_in: SignIn
    ):
        review = make_review(facilitator)
        for person in join_many(facilitator.group, Side.LIVED, 6):
            answer_review(review=review, points=same(3), words="Ask us sooner", by=person)
        seal_review(review=review, by=facilitator)
        page = reverse("review_results", args=[member.group.public_id, review.public_id])
        assert "Ask us sooner" in sign_in(member).get(page).content.decode()
        assert "Ask us sooner" not in sign_in(supporter).get(page).content.decode()

    def test_a_facilitator_opens_and_closes(self, facilitator: Membership, sign_in: SignIn):
        make_cycle(facilitator.group)
        browser, group = sign_in(facilitator), facilitator.group.public_id
        page = reverse("review_open", args=[group])
        assert "Eight shifts in relationship" in browser.get(page).content.decode()
        asked = {"asked": ["power", "story"], "closes_on": in_three_weeks().isoformat()}
        page += "?about=shifts"
        late = browser.post(page, asked | {"closes_on": "2020-01-01"})
        assert "from tomorrow up to three months" in late.content.decode()
        browser.post(page, asked | {"new_1": "Papers come in time to read them."})
        review = Review.objects.get()
        assert [one.name for one in asked_in(review)][2:] == ["Papers come in time to read them."]
        seal = reverse("review_seal", args=[group, review.public_id])
        assert "cannot be opened again" in browser.get(seal).content.decode()
        browser.post(seal)
        review.refresh_from_db()
        assert review.state == ReviewState.SEALED

    @pytest.mark.parametrize("count", [1, 3])
    def test_the_page_asks_as_much_for_one_review_as_for_many(
        self,
        facilitator: Membership,
        member: Membership,
        sign_in: SignIn,
        django_assert_max_num_queries: Callable[[int], AbstractContextManager[object]],
        count: int,
    ):
        for _ in range(count):
            reviewed(facilitator, [1, 2, 3, 4, 5], [3, 4, 5, 6, 7])
        browser, page = sign_in(member), reverse("what_changed", args=[member.group.public_id])
        with django_assert_max_num_queries(11):
            browser.get(page)
