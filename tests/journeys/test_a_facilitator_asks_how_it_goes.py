"""Dee asks how it feels in the group, for those on paper and phone too, and the clock asks after each session."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from facilitation.models import Session
from groups.models import Membership
from groups.permissions import Role
from groups.states import Side
from lifecycle.models import Review, ReviewAnswer, ReviewMark, ReviewPaper
from lifecycle.tasks import open_pulses
from tests.cast import Part, join
from tests.facilitation.making import make_item, make_session
from tests.journeys.walking import add, choose, does_not_read, follow, look, press, reads, visit
from tests.lifecycle.impact import make_cycle

type Arrive = Callable[..., Page]

PHONE = {"viewport": {"width": 390, "height": 844}}
CLIMATE = "How it feels in this group"
LEFT_OUT, HEARD = "We can disagree and still get on.", "When I speak, people listen."
OWN, TWICE = "Papers come in time to read them.", "I ask twice before I am answered."


@pytest.fixture
def session(member: Membership) -> Session:
    """One that is still open, in a cycle."""
    make_cycle(member.group)
    session = make_session(member.group)
    make_item(session)
    return session


@pytest.fixture
def colin(member: Membership) -> Membership:
    """Who has no account."""
    return join(member.group, Part("Colin Marsh", Side.LIVED, Role.MEMBER))


def test_a_facilitator_asks_everyone_and_leaves_nobody_out(
    session: Session, colin: Membership, facilitator: Membership, member: Membership, arrive: Arrive
) -> None:
    dee, ade = arrive(facilitator, **PHONE), arrive(member, **PHONE)
    opens_a_review_that_fits_the_group(dee)
    sees_who_does_not_sign_in(dee)
    prints_a_form(dee, colin)
    types_what_he_said_by_phone(dee)
    closes_it(dee)
    prints_a_sheet_to_talk_it_through(dee)
    closes_the_session(dee)
    open_pulses()
    says_how_the_session_was(ade)
    finds_nothing_of_one_session_alone(dee)


def opens_a_review_that_fits_the_group(dee: Page) -> None:
    visit(dee, "/")
    follow(dee, "Our group")
    follow(dee, "What changed")
    follow(dee, "Open a review")
    reads(dee, "One review is open at a time, so choose a short one.")
    follow(dee, CLIMATE)
    dee.get_by_label(LEFT_OUT).uncheck()
    add(dee, {"A new line of your own": OWN})
    press(dee, "Open the review and ask everyone")
    reads(dee, "The review is open. Everyone who takes part is asked to answer.")


def sees_who_does_not_sign_in(dee: Page) -> None:
    follow(dee, "For people who do not sign in")
    reads(dee, "Colin Marsh", "The list does not say who has answered.")
    expect(dee.locator("main").get_by_role("heading", level=2)).to_have_text(["Colin Marsh"])


def prints_a_form(dee: Page, colin: Membership) -> None:
    follow(dee, "The form to print : Colin Marsh")
    reads(dee, ReviewPaper.objects.get(member=colin).code, HEARD, OWN)
    does_not_read(dee, LEFT_OUT)
    follow(dee, "Back to people who do not sign in")


def types_what_he_said_by_phone(dee: Page) -> None:
    follow(dee, "Write down what they say : Colin Marsh")
    reads(dee, "Say this first:", "I hear them and write them down, so they are not hidden from me.")
    dee.get_by_role("group", name=HEARD).get_by_label("2", exact=True).check()
    add(dee, {"What should change?": TWICE})
    press(dee, "Send it for them")
    reads(dee, "Read it back to them, then tick this.")
    expect(dee.get_by_role("group", name=HEARD).get_by_label("2", exact=True)).to_be_checked()
    choose(dee, "They asked me to write this down, know that I see it, and heard it read back")
    press(dee, "Send it for them")
    reads(dee, "Kept without their name. They are told that you wrote it down.")


def closes_it(dee: Page) -> None:
    follow(dee, "Back to What changed")
    follow(dee, "Close the review now")
    press(dee, "Close the review now")
    reads(dee, "The review is closed, and nothing says any more who answered.")
    assert not ReviewMark.objects.exists()
    assert not ReviewPaper.objects.exists()


def prints_a_sheet_to_talk_it_through(dee: Page) -> None:
    follow(dee, CLIMATE)
    reads(dee, "Too few to show. Talk it through.", "Too few answers to show any of these:", HEARD)
    does_not_read(dee, TWICE)
    follow(dee, "A sheet to talk it through, to print")
    reads(dee, "Go round once, so that everyone can speak or pass.", HEARD, OWN)
    does_not_read(dee, LEFT_OUT)


def closes_the_session(dee: Page) -> None:
    follow(dee, "Sessions")
    follow(dee, "Spring session")
    follow(dee, "Close the session")
    press(dee, "Close it")


def says_how_the_session_was(ade: Page) -> None:
    visit(ade, "/")
    follow(ade, "How was it for you? Three short lines")
    reads(ade, "Spring session", "Nothing is shown of one session alone: always three sessions together")
    follow(ade, "Begin, one at a time")
    for step, point in enumerate(("7: fully true for me", "3", "I would rather not say"), start=1):
        reads(ade, f"{step} of 3")
        choose(ade, point)
        press(ade, "Keep it and go on" if step < 3 else "Keep it and look before sending")
    press(ade, "Send my answers")
    reads(ade, "Thank you. Your answers are kept without your name.")
    pulse = Review.objects.pulses().get()
    assert ReviewAnswer.objects.get(review=pulse).points == {"say": 7, "count": 3}


def finds_nothing_of_one_session_alone(dee: Page) -> None:
    visit(dee, "/")
    follow(dee, "Our group")
    follow(dee, "What changed")
    follow(dee, "Close the review now")
    press(dee, "Close the review now")
    follow(dee, "After sessions")
    reads(dee, "Nothing to show yet.", "The next three are together after 2 more sessions.")
    look(dee)
