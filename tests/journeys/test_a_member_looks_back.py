"""Ade says how things are going, on his phone and with keys alone: bit by bit, and he reads what all of them said."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from groups.models import Membership
from groups.states import Side
from lifecycle.actions.review_answers import answer_review
from lifecycle.actions.reviews import open_review, seal_review
from lifecycle.instruments import CLIMATE
from lifecycle.models import Review, ReviewAnswer, ReviewDraft
from tests.journeys.test_by_keyboard import enters, goes_to, picks
from tests.journeys.walking import does_not_read, look, reads, visit
from tests.lifecycle.impact import in_three_weeks, join_many, make_cycle

type Arrive = Callable[..., Page]

PHONE = {"viewport": {"width": 390, "height": 844}}
ASKED = "Your group asks how things are going"
LOWEST, HIGHEST, UNKNOWN = "1: not true for me", "7: fully true for me", "I do not know"
MINE, ANOTHERS, ALONE = "Post papers sooner, please.", "Papers come too late.", "A quieter room."
TOGETHER = "Papers in time"


@pytest.fixture
def review(member: Membership, facilitator: Membership) -> Review:
    """How it feels in this group, open, and answered by seven others on Ade's side."""
    make_cycle(member.group)
    review = open_review(closes_on=in_three_weeks(), instrument=CLIMATE, by=facilitator)
    others = zip(join_many(member.group, Side.LIVED, 7), [4, 5, 5, 6, 6, 6, 7], strict=True)
    for words, (other, point) in zip([ANOTHERS, ALONE, *[""] * 5], others, strict=True):
        said = {statement.id: point for statement in CLIMATE.statements}
        answer_review(review=review, points=said, words=words, by=other)
    return review


def test_a_member_answers_bit_by_bit_with_keys_alone(
    review: Review, member: Membership, facilitator: Membership, arrive: Arrive
) -> None:
    here = arrive(member, **PHONE)
    begins_one_at_a_time(here)
    keeps_three_answers(here)
    stops(here)

    elsewhere = arrive(member, **PHONE)
    finds_what_he_began(elsewhere)
    adds_words_and_sends(elsewhere)
    assert not ReviewDraft.objects.exists()
    reads_that_results_come_later(elsewhere)

    seal_review(review=review, by=facilitator)
    assert ReviewAnswer.objects.filter(words=MINE, points={}, side="").count() == 1
    reads_what_all_of_them_said(elsewhere)
    puts_words_together(elsewhere)


def begins_one_at_a_time(ade: Page) -> None:
    visit(ade, "/")
    reads(ade, "What needs you", ASKED)
    goes_on(ade, ASKED)
    reads(ade, "It takes about 2 minutes.", "Before you answer", "Nothing is required. Skip what you like.")
    goes_on(ade, "Begin, one at a time")


def keeps_three_answers(ade: Page) -> None:
    for step, said in ((1, "6"), (2, UNKNOWN), (3, HIGHEST)):
        reads(ade, f"{step} of 7", "You can stop here and come back.")
        picks(ade, LOWEST, said)
        goes_on(ade, "Keep it and go on")


def stops(ade: Page) -> None:
    reads(ade, "4 of 7")
    goes_on(ade, "Back to all lines")
    reads(ade, "It is kept for you alone, with your name, until you send it or the review closes.")
    ade.close()


def finds_what_he_began(ade: Page) -> None:
    visit(ade, "/")
    goes_on(ade, ASKED)
    reads(ade, "What you have begun")
    expect(ade.get_by_text("answered", exact=True)).to_have_count(3)
    goes_on(ade, "When I speak, people listen.")
    expect(ade.get_by_label(UNKNOWN)).to_be_checked()
    goes_on(ade, "Back to all lines")


def adds_words_and_sends(ade: Page) -> None:
    goes_on(ade, "What should change?")
    goes_to(ade, "What should change? (you can leave this out)")
    ade.keyboard.type(MINE)
    goes_on(ade, "Keep it and look before sending")
    goes_on(ade, "Send my answers")
    reads(ade, "Thank you. Your answers are kept without your name.")


def reads_that_results_come_later(ade: Page) -> None:
    reads(ade, "You have answered. Thank you. The results come when the review closes.")
    does_not_read(ade, ANOTHERS)
    visit(ade, "/")
    does_not_read(ade, ASKED)


def reads_what_all_of_them_said(ade: Page) -> None:
    goes_on(ade, "Our group")
    goes_on(ade, "What changed")
    goes_on(ade, CLIMATE.name)
    reads(ade, "I feel safe to say what I think.", "People with lived experience: the middle answer is 6")
    reads(ade, "Too few to show. Talk it through.", MINE, ANOTHERS, ALONE)


def puts_words_together(ade: Page) -> None:
    goes_on(ade, "Put words together")
    goes_to(ade, "A name for words that say something alike")
    ade.keyboard.type(TOGETHER)
    goes_on(ade, "Add this name")
    for words in (ANOTHERS, MINE):
        goes_to(ade, words)
        ade.keyboard.press("ArrowDown")
    goes_on(ade, "Keep them so")
    reads(ade, "Kept. Everyone in the group sees the words so.", TOGETHER, "On its own")
    assert {one.words for one in ReviewAnswer.objects.filter(theme__name=TOGETHER)} == {MINE, ANOTHERS}


def goes_on(keys: Page, name: object) -> None:
    enters(keys, str(name))
    look(keys)
