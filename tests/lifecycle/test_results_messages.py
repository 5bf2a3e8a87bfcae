"""When a review closes, everyone who takes part hears that the results are there, all alike."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from facilitation.states import SessionState
from groups.kinds import KINDS
from groups.models import Delivery, Membership, Notification
from groups.notifications.writing import write
from groups.states import Side
from lifecycle.actions.review_answers import Answers, answer_openly, answer_review
from lifecycle.actions.reviews import open_pulse, open_review, seal_review
from lifecycle.instruments import WORDS
from lifecycle.models import Review
from lifecycle.tasks import seal_reviews
from tests.facilitation.making import make_session
from tests.facilitation.meeting import words_of
from tests.lifecycle.impact import in_three_weeks, join_many, make_cycle, make_review, reviewed, same

KIND = KINDS["review_results"]
TO_TALK_THROUGH = "There is something to talk through together"


def told() -> set[str]:
    return {one.person.name for one in Delivery.objects.filter(notification__kind=KIND.name, channel="app")}


def message(review: Review) -> str:
    delivery = Delivery.objects.filter(notification__kind=KIND.name, notification__subject=review.public_id)
    return write(delivery.latest("pk"), KIND, review).text


class TestWhoHears:
    def test_everyone_who_takes_part_and_nobody_else(
        self, facilitator: Membership, member: Membership, lead: Membership, supporter: Membership
    ):
        review = make_review(facilitator)
        answer_review(review=review, points=same(4), words="", by=member)
        assert not told()
        seal_review(review=review, by=facilitator)
        assert told() == {facilitator.name, member.name, lead.name}

    def test_once_and_also_when_its_last_day_closes_it(self, facilitator: Membership, member: Membership):
        make_review(facilitator)
        Review.objects.update(closes_on=timezone.localdate() - timedelta(days=1))
        seal_reviews()
        seal_reviews()
        assert told() == {facilitator.name, member.name}
        assert Notification.objects.filter(kind=KIND.name).count() == 1

    def test_nobody_of_a_pulse(self, facilitator: Membership, member: Membership):
        """It is too small for a message, and never shown alone."""
        make_cycle(facilitator.group)
        pulse = open_pulse(make_session(facilitator.group, state=SessionState.CLOSED))
        assert pulse
        answer_review(review=pulse, points={"say": 4}, words="", by=member)
        seal_review(review=pulse, by=None)
        assert not told()

    def test_it_leads_to_the_results(
        self, facilitator: Membership, member: Membership, sign_in: Callable[[Membership], Client]
    ):
        review = reviewed(facilitator, [4] * 5, [5] * 5)
        page = sign_in(member).get(KIND.path(review.group, str(review.public_id)))
        assert "The review of" in words_of(page)
        assert "the middle answer is 4" in words_of(page)


class TestWhatItSays:
    def test_that_results_are_there(self, facilitator: Membership):
        said = message(reviewed(facilitator, [4] * 5, [5] * 2))
        assert "the results are there" in said
        assert "whether they answered or not" in said

    def test_that_there_is_something_to_talk_through_where_too_few_answered(self, facilitator: Membership):
        """Without a number: nobody learns how few."""
        four, nobody = message(reviewed(facilitator, [4] * 3, [5])), message(reviewed(facilitator, [], []))
        assert TO_TALK_THROUGH in four
        assert _without_its_address(four) == _without_its_address(nobody)

    @pytest.mark.parametrize(("people", "is_enough"), [(4, False), (5, True)])
    def test_the_same_of_words_alone(self, facilitator: Membership, people: int, is_enough: bool):
        make_cycle(facilitator.group)
        review = open_review(closes_on=in_three_weeks(), by=facilitator, instrument=WORDS)
        for member in join_many(facilitator.group, Side.LIVED, people):
            answer_review(review=review, points={}, words="Ask us sooner", by=member)
        assert (TO_TALK_THROUGH not in message(seal_review(review=review, by=facilitator))) == is_enough

    def test_an_answer_in_the_open_counts_as_none(self, facilitator: Membership, lead: Membership):
        review = make_review(facilitator)
        for member in join_many(facilitator.group, Side.LIVED, 4):
            answer_review(review=review, points=same(4), words="", by=member)
        answer_openly(review, Answers(same(2)), signed="name", by=lead)
        assert TO_TALK_THROUGH in message(seal_review(review=review, by=facilitator))


def _without_its_address(text: str) -> str:
    return " ".join(word for word in text.split() if not word.startswith("http"))
