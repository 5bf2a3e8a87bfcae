"""A review answered without an account, with a helper, and in the open: on phones that run no scripts."""

from collections.abc import Callable

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from groups.models import Membership
from groups.permissions import Role
from groups.states import HelperPower, Side
from lifecycle.actions.reviews import open_review, seal_review
from lifecycle.instruments import CLIMATE
from lifecycle.models import OpenAnswer, Review, ReviewAnswer, ReviewPaper
from tests.cast import Part, join, make_person
from tests.groups.helpers.helping import helping
from tests.journeys.walking import choose, does_not_read, fill, follow, press, reads, visit
from tests.lifecycle.impact import in_three_weeks, make_cycle

type Arrive = Callable[..., Page]

PHONE = {"viewport": {"width": 390, "height": 844}}
PLAIN = PHONE | {"java_script_enabled": False}
SAFE, HEARD = "I feel safe to say what I think.", "When I speak, people listen."
TWICE = "I ask twice before I am answered."


@pytest.fixture
def colin(member: Membership) -> Membership:
    """Who has no account: his letter holds a form with a code."""
    return join(member.group, Part("Colin Marsh", Side.LIVED, Role.MEMBER))


@pytest.fixture
def review(colin: Membership, member: Membership, lead: Membership, facilitator: Membership) -> Review:
    make_cycle(member.group)
    return open_review(closes_on=in_three_weeks(), instrument=CLIMATE, by=facilitator)


def test_everyone_answers_in_the_way_that_suits_them(
    review: Review,
    colin: Membership,
    member: Membership,
    lead: Membership,
    facilitator: Membership,
    arrive: Arrive,
) -> None:
    code = ReviewPaper.objects.get(member=colin).code
    colins = arrive(**PLAIN)
    nothing_bars_the_way_to_the_questions(arrive(**PHONE), code)
    answers_with_the_code_of_his_form(colins, code)
    finds_that_the_device_has_forgotten_him(colins)

    hana = helping(member, make_person("Hana", "h@demo.example"), [HelperPower.REVIEWS])
    answers_with_him(arrive(hana.person, **PLAIN))
    reads_that_she_helped(arrive(member, **PLAIN))

    priya = arrive(lead, **PLAIN)
    hears_that_her_side_is_small(priya)
    answers_in_the_open(priya)
    takes_it_back(priya)
    assert not OpenAnswer.objects.exists()
    seal_review(review=review, by=facilitator)
    finds_no_word_of_it(priya)
    assert ReviewAnswer.objects.exclude(words="").get().words == TWICE


def types_the_code(colin: Page, code: str) -> None:
    visit(colin, "/")
    follow(colin, "I have a code")
    follow(colin, "A form with questions, from a letter")
    fill(colin, {"Your code": code.lower()})


def nothing_bars_the_way_to_the_questions(anyone: Page, code: str) -> None:
    """Looked at with scripts, which the checkers need. Looking sends nothing."""
    types_the_code(anyone, code)
    press(anyone, "Go on")
    reads(anyone, "How it feels in this group", SAFE)


def answers_with_the_code_of_his_form(colin: Page, code: str) -> None:
    types_the_code(colin, code)
    press(colin, "Go on")
    reads(colin, "Your answers are kept without your name.", "Nothing is required.")
    press(colin, "Send my answers")
    reads(colin, "Nothing is answered yet. Answer at least one, or come back later.")
    says(colin, SAFE, "2")
    says(colin, HEARD, "I do not know")
    colin.get_by_label("What should change?").fill(TWICE)
    press(colin, "Send my answers")
    reads(colin, "Thank you", "This device has forgotten your code")


def finds_that_the_device_has_forgotten_him(colin: Page) -> None:
    visit(colin, reverse("review_with_code"))
    reads(colin, "Answer a review with a code")
    does_not_read(colin, SAFE)


def answers_with_him(hana: Page) -> None:
    visit(hana, "/helping/")
    follow(hana, "Ade")
    follow(hana, "Answer a review with them: How it feels in this group")
    reads(hana, "write only what they say", "They can skip any line.")
    says(hana, HEARD, "6")
    press(hana, "Send for them")
    reads(hana, "Sent without their name. They can read that you helped.")


def reads_that_she_helped(ade: Page) -> None:
    visit(ade, "/me/helpers/")
    reads(ade, "answered a review with you")
    visit(ade, "/")
    does_not_read(ade, "Your group asks how things are going")


def hears_that_her_side_is_small(priya: Page) -> None:
    visit(priya, "/")
    follow(priya, "Your group asks how things are going")
    reads(
        priya, "Your side is too small to hide in", "Then only this group sees it, and you can take it back."
    )


def answers_in_the_open(priya: Page) -> None:
    follow(priya, "Answer in the open")
    reads(priya, "They count in no figure, and stand in no report.")
    choose(priya, "With what I do here")
    says(priya, SAFE, "7: fully true for me")
    priya.get_by_label("What should change?").fill("Fewer papers.")
    press(priya, "Answer in the open")
    reads(priya, "Thank you. The group sees your answers when the review closes.")


def takes_it_back(priya: Page) -> None:
    follow(priya, "About your answers")
    reads(priya, "You have answered in the open.")
    press(priya, "Take my answers back")
    reads(priya, "Your answers are deleted.")
    expect(priya.get_by_role("link", name="Answer, about 2 minutes")).to_be_visible()


def finds_no_word_of_it(priya: Page) -> None:
    priya.reload()
    follow(priya, "How it feels in this group")
    does_not_read(priya, "Said in the open")
    does_not_read(priya, "Fewer papers.")


def says(person: Page, line: str, answer: str) -> None:
    person.get_by_role("group", name=line).get_by_label(answer, exact=True).check()
