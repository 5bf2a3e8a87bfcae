"""A side too small to hide in may answer a review openly, and is told so first (promise 6)."""

from collections.abc import Callable

import pytest
from django.test import Client

from groups.models import Membership
from groups.states import Side
from groups.transitions import Refused
from lifecycle.actions import review_answers as acts
from lifecycle.actions.review_answers import Answers
from lifecycle.actions.reviews import seal_review
from lifecycle.models import OpenAnswer, ReviewAnswer
from tests.facilitation.meeting import words_of
from tests.lifecycle.impact import join_many, make_review, page_of, same

SignIn = Callable[[Membership], Client]


def test_a_lead_alone_on_their_side_is_told_and_chooses(
    facilitator: Membership, lead: Membership, member: Membership, sign_in: SignIn
):
    review, browser = make_review(facilitator), sign_in(lead)
    assert "Your side is too small to hide in" in words_of(browser.get(page_of("review", review)))
    browser.post(
        page_of("review_in_the_open", review),
        {"signed": "role", "power": "2", "words": "I find it hard too."},
    )
    assert not ReviewAnswer.objects.exists()
    before = sign_in(member).get(page_of("review_results", review)).content.decode()
    assert "I find it hard too." not in before
    sealed = seal_review(review=review, by=facilitator)
    assert (sealed.answered_lived, sealed.answered_system) == (0, 0)
    shown = words_of(sign_in(member).get(page_of("review_results", review)))
    assert "I find it hard too." in shown
    assert lead.job in shown
    assert lead.name not in shown.split("Said in the open")[1].split("What should change")[0]


def test_it_can_be_taken_back_at_any_time_by_them_alone(
    facilitator: Membership, lead: Membership, member: Membership
):
    review = make_review(facilitator)
    given = acts.answer_openly(review, Answers({"power": 2}, words="Hard"), signed="name", by=lead)
    seal_review(review=review, by=facilitator)
    with pytest.raises(Refused, match="Only the person"):
        acts.take_back_open_answer(given, by=member)
    acts.take_back_open_answer(given, by=lead)
    assert not OpenAnswer.objects.exists()


def test_taken_back_in_time_they_may_answer_anew(facilitator: Membership, lead: Membership):
    review = make_review(facilitator)
    given = acts.answer_openly(review, Answers({"power": 2}), signed="name", by=lead)
    acts.take_back_open_answer(given, by=lead)
    acts.answer_review(review=review, points=same(3), words="", by=lead)
    assert ReviewAnswer.objects.get().points == same(3)


def test_a_side_large_enough_has_no_need(facilitator: Membership):
    someone = join_many(facilitator.group, Side.LIVED, 6)[0]
    review = make_review(facilitator)
    with pytest.raises(Refused, match="large enough to hide in"):
        acts.answer_openly(review, Answers({"power": 2}), signed="name", by=someone)


def test_no_figure_counts_it(facilitator: Membership, lead: Membership):
    review = make_review(facilitator)
    for person in join_many(facilitator.group, Side.LIVED, 5):
        acts.answer_review(review=review, points=same(3), words="", by=person)
    acts.answer_openly(review, Answers(same(7)), signed="name", by=lead)
    assert seal_review(review=review, by=facilitator).answers.count() == 5


def test_nobody_answers_both_ways(facilitator: Membership, lead: Membership):
    review = make_review(facilitator)
    acts.answer_openly(review, Answers(same(7)), signed="name", by=lead)
    with pytest.raises(Refused, match="You have answered"):
        acts.answer_review(review=review, points=same(1), words="", by=lead)
