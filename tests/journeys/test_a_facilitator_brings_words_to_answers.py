"""Dee sees to it that everything said goes somewhere, and that every request has someone whose turn it is."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from facilitation.actions.agreements import record_agreement
from facilitation.models import Contribution, Session
from facilitation.states import Audience
from groups.models import Group, Membership
from lifecycle.models import Ask
from tests.facilitation.making import make_item, make_session
from tests.journeys.walking import (
    add,
    agreed_in,
    choose,
    does_not_read,
    fill,
    follow,
    look,
    press,
    reads,
    visit,
)
from tests.lifecycle.asking import ask

type Arrive = Callable[..., Page]

PHONE = {"viewport": {"width": 390, "height": 844}}
SPRING = ("Spring session", "Letters")
BUS, LETTERS, BIGGER = "The bus comes too late", "I cannot read my letters", "Bigger letters, please"
WHY = "The bus company decides that. We wrote to it, and it is not in our group."


@pytest.fixture
def session(member: Membership, carer: Membership, facilitator: Membership) -> Session:
    """One that is still open, with three things said in it and one thing agreed."""
    session = make_session(member.group)
    record_agreement(wording="We ask for letters first", item=make_item(session), by=facilitator)
    for who, words in ((member, BUS), (carer, LETTERS), (None, BIGGER)):
        Contribution.objects.create(
            group=session.group,
            session=session,
            author=who,
            is_anonymous=who is None,
            words=words,
            audience=Audience.EVERYONE,
        )
    return session


def test_a_facilitator_lets_no_word_go_nowhere(
    session: Session, facilitator: Membership, lead: Membership, arrive: Arrive
) -> None:
    dee = arrive(facilitator, **PHONE)
    closes_the_session(dee)
    says_why_one_thing_led_to_nothing(dee)
    makes_a_request_of_another(dee, lead)
    adds_the_last_to_it(dee)


def closes_the_session(dee: Page) -> None:
    visit(dee, "/")
    follow(dee, "Our group")
    follow(dee, "Sessions")
    follow(dee, "Spring session")
    follow(dee, "Close the session")
    press(dee, "Close it")
    follow(dee, "What came of this session")
    reads(dee, "Said here, and not gone anywhere so far", BUS, LETTERS, BIGGER)


def says_why_one_thing_led_to_nothing(dee: Page) -> None:
    goes_on_with(dee, BUS, "Say why it led to nothing")
    fill(dee, {"Why did this lead to no request and no decision?": WHY})
    press(dee, "Keep this and tell them")
    reads(dee, "Kept. Whoever said it is told why.", LETTERS)
    does_not_read(dee, BUS)


def makes_a_request_of_another(dee: Page, lead: Membership) -> None:
    goes_on_with(dee, LETTERS, "It is in a request or a decision")
    follow(dee, "Write a new request from this")
    expect(dee.get_by_label(f"“{LETTERS}” Bronwen")).to_be_checked()
    choose(dee, "We ask for letters first")
    fill(
        dee,
        {
            "What do we ask for, in a few words?": "Letters in large print",
            "What we ask for": "Send every letter in large print to those who ask.",
            "Why it matters to people": "Some of us cannot read them.",
        },
    )
    add(dee, {"What would a good answer hold?": "From which day, and for whom."})
    dee.get_by_label("Who do we ask?").select_option(label=lead.titled)
    agreed_in(dee, *SPRING)
    press(dee, "Send this request")
    reads(dee, "Sent to Dr Priya Nair.", "From what we decided", "We ask for letters first", LETTERS)


def adds_the_last_to_it(dee: Page) -> None:
    follow(dee, "Sessions")
    follow(dee, "Spring session")
    follow(dee, "What came of this session")
    goes_on_with(dee, BIGGER, "It is in a request or a decision")
    dee.get_by_label("The request they are part of").select_option(label="Letters in large print")
    press(dee, "Keep this")
    reads(dee, "Kept. Whoever said it is told.")
    does_not_read(dee, "Said here, and not gone anywhere so far")
    follow(dee, "All that was said, and where each thing went")
    reads(dee, BUS, WHY, LETTERS, BIGGER, "Said without a name", "Part of our request")
    follow(dee, "Back to What came of this session")


def goes_on_with(dee: Page, said: str, act: str) -> None:
    with dee.expect_navigation():
        dee.locator(".card", has_text=said).get_by_role("link", name=act).click()
    look(dee)


LIFTS, DOORS, QUIET, LATE = "Lifts that work", "Doors that open", "A quiet room", "Time to ask questions"


@pytest.fixture
def asked(facilitator: Membership, lead: Membership) -> Group:
    """A group with four requests, agreed in a session that was held."""
    held = make_session(lead.group, state="closed")
    item = make_item(held)
    for title in (LIFTS, DOORS, QUIET, LATE):
        ask(lead, facilitator, title=title, item=item, today=lead.group.today)
    return lead.group


def test_a_facilitator_keeps_each_request_in_somebodys_hands(
    asked: Group, facilitator: Membership, lead: Membership, arrive: Arrive
) -> None:
    dee = arrive(facilitator, **PHONE)
    visit(dee, "/")
    follow(dee, "Our group")
    splits_one(dee)
    joins_two(dee)
    lets_one_rest_and_wakes_it(dee, asked)
    takes_one_back_and_sends_one_that_follows(dee)
    types_in_an_answer_that_came_by_letter(dee)
    confirms_that_it_is_hers(arrive(lead, **PHONE))
    sees_whose_turn_it_is(dee)


def opens(dee: Page, title: str, act: str) -> None:
    follow(dee, "What we asked for")
    follow(dee, title)
    dee.get_by_text("What else the group can do with it").click()
    look(dee)
    follow(dee, act)


def splits_one(dee: Page) -> None:
    opens(dee, LIFTS, "Split it into more requests")
    for number, (title, what) in enumerate(
        (("Lifts mended in a day", "Mend each lift in a day."), ("A ramp at the back", "Build a ramp.")),
        start=1,
    ):
        part = dee.get_by_role("group", name=f"New request {number}")
        part.get_by_label("What do we ask for, in a few words?").fill(title)
        part.get_by_label("What we ask for", exact=True).fill(what)
    agreed_in(dee, *SPRING)
    press(dee, "Split it")
    reads(dee, "Split. Each of the new requests has its own clock.", "A part of it goes on in:")
    follow(dee, "A ramp at the back")
    reads(dee, "Before it and after it", LIFTS)


def joins_two(dee: Page) -> None:
    opens(dee, "A ramp at the back", "Join it with others")
    choose(dee, DOORS)
    fill(
        dee,
        {
            "What do we ask for, in a few words?": "A way in for everyone",
            "What we ask for": "Build a ramp, and make the doors open by themselves.",
        },
    )
    agreed_in(dee, *SPRING)
    press(dee, "Join them into one")
    reads(dee, "Joined. The new request goes on in place of the others.")
    expect(dee.get_by_role("heading", level=1)).to_have_text("A way in for everyone")
    reads(dee, "A ramp at the back", DOORS)


def lets_one_rest_and_wakes_it(dee: Page, group: Group) -> None:
    opens(dee, QUIET, "Let it rest until a day")
    fill(
        dee,
        {
            "Until when?": (group.today + timedelta(days=30)).isoformat(),
            "Why does it rest?": "The building work ends then.",
        },
    )
    agreed_in(dee, *SPRING)
    press(dee, "Stop its clock until that day")
    reads(dee, "It rests now. Nobody is reminded until that day.", "The building work ends then.")
    opens(dee, QUIET, "Let it go on now")
    agreed_in(dee, *SPRING)
    press(dee, "Start its clock again")
    reads(dee, "Its clock goes on.", "20 working days left")


def takes_one_back_and_sends_one_that_follows(dee: Page) -> None:
    opens(dee, "Lifts mended in a day", "Take it back")
    fill(dee, {"Why do we take it back?": "They are mended."})
    agreed_in(dee, *SPRING)
    press(dee, "Take it back for good")
    follow(dee, "Send a request that follows this one")
    fill(
        dee,
        {"What do we ask for, in a few words?": "Lifts that stay mended", "What we ask for": "Test them."},
    )
    agreed_in(dee, *SPRING)
    press(dee, "Send this request")
    reads(dee, "Sent. It names the request it follows.")
    expect(dee.get_by_role("heading", level=1)).to_have_text("Lifts that stay mended")
    reads(dee, "Lifts mended in a day")


def types_in_an_answer_that_came_by_letter(dee: Page) -> None:
    follow(dee, "What we asked for")
    follow(dee, LATE)
    follow(dee, "Type in an answer that came by email or letter")
    choose(dee, "No")
    fill(dee, {"Your reason": "We have ten minutes for each person, by contract."})
    press(dee, "Ask them if it is theirs")
    reads(dee, "Dr Priya Nair is asked if it is theirs.", "Until then it is not an answer.")


def confirms_that_it_is_hers(priya: Page) -> None:
    visit(priya, "/")
    priya.get_by_role("link", name=f"Is this your answer? {LATE}").click()
    look(priya)
    follow(priya, "Is this your answer?")
    reads(priya, "Dee typed it in.", "We have ten minutes for each person, by contract.")
    press(priya, "Yes, send it to the group")
    reads(priya, "Your answer is with the group. They say if it answers them.")


def sees_whose_turn_it_is(dee: Page) -> None:
    follow(dee, "Back to What we asked for")
    turns = {
        "Our turn": [LATE],
        "Waiting for others": ["A way in for everyone", QUIET, "Lifts that stay mended"],
        "Closed by us": [LIFTS, DOORS, "A ramp at the back", "Lifts mended in a day"],
    }
    for turn, titles in turns.items():
        section = dee.locator("section", has=dee.get_by_role("heading", name=turn, exact=True))
        assert set(section.get_by_role("heading", level=3).all_inner_texts()) == set(titles)
    assert Ask.objects.get(title=LATE).latest_answer.entered_by
