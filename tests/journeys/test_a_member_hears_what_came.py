"""What people said, and what came of it: Ade on his phone, Bronwen who helps to run the group, and someone unnamed."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from facilitation.actions.contributions import contribute_anonymously
from facilitation.models import Contribution, Session
from facilitation.states import Audience
from groups.models import Group, Membership
from groups.permissions import Role
from lifecycle.actions.asks import answer_ask, report_progress
from lifecycle.actions.promises import Promised
from lifecycle.actions.routing import say_why_not, use_words
from lifecycle.models import Ask
from tests.facilitation.making import make_item, make_session
from tests.facilitation.room import open_room
from tests.journeys.test_by_keyboard import enters, goes_to
from tests.journeys.walking import (
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
from tests.lifecycle.asking import ask, fresh

type Arrive = Callable[..., Page]

PHONE = {"viewport": {"width": 390, "height": 844}}
TITLE = "Letters in large print"
SAID, UNNAMED, BUS = "I cannot read my letters", "I was ashamed to ask", "The bus comes too late"
WHY_NOT = "The bus company decides that. We wrote to it."
FIRST, SECOND = "Half of our printers can do it now.", "All wards will print in large letters."
MISSING = "Nothing is said of the wards, where most letters come from."
NEXT = ("What makes a good first conversation", "First words")


@pytest.fixture
def spring(member: Membership) -> Session:
    session = make_session(member.group)
    make_item(session)
    for words in (SAID, BUS):
        Contribution.objects.create(
            group=session.group, session=session, author=member, words=words, audience=Audience.EVERYONE
        )
    return session


@pytest.fixture
def receipt(spring: Session) -> str:
    """The code of something said there without a name."""
    return contribute_anonymously(spring, words=UNNAMED, audience=Audience.EVERYONE)


@pytest.fixture
def letters(
    spring: Session, receipt: str, member: Membership, facilitator: Membership, lead: Membership
) -> Ask:
    """What was said is in a request, or it is said why not; and the request has an answer."""
    Session.objects.filter(pk=spring.pk).update(state="closed")
    group = member.group
    Group.objects.filter(pk=group.pk).update(is_public=True)
    heard = Contribution.objects.get(words=SAID)
    made = ask(lead, facilitator, title=TITLE, contributions=[heard], is_public=True, today=group.today)
    use_words(Contribution.objects.get(words=UNNAMED), used_in=made, by=facilitator)
    say_why_not(Contribution.objects.get(words=BUS), why=WHY_NOT, by=facilitator)
    answers(made, FIRST)
    return made


def answers(letters: Ask, reason: str) -> None:
    in_a_month = letters.group.today + timedelta(days=30)
    answer_ask(
        fresh(letters),
        kind="in_part",
        reason=reason,
        promised_on=in_a_month,
        promises=[Promised("Ask every ward what it needs", in_a_month)],
        by=letters.to,
    )


def test_members_hear_and_say_what_came_of_their_words(
    letters: Ask, receipt: str, member: Membership, carer: Membership, lead: Membership, arrive: Arrive
) -> None:
    Membership.objects.filter(pk=carer.pk).update(roles=Role.MEMBER | Role.FACILITATOR)
    open_room(letters.group)
    ade, bronwen = arrive(member, **PHONE), arrive(carer, **PHONE)
    hears_it_first_on_today(ade)
    follows_his_words(ade)
    reads_why_the_other_led_to_nothing(ade)
    says_in_the_room_why_it_does_not_answer(ade)
    records_the_no(bronwen)
    answers(letters, SECOND)
    records_the_yes(bronwen)
    says_that_a_promise_is_done(letters)
    confirms_that_it_is(bronwen)
    reads_all_of_it(ade)
    anyone = arrive(**PHONE)
    reads_what_they_did(anyone)
    finds_the_unnamed_words_with_keys_alone(arrive(**PHONE), receipt)


def hears_it_first_on_today(ade: Page) -> None:
    visit(ade, "/")
    reads(ade, "What came of your words", "I said", SAID, "Our request", "The reply", FIRST)


def follows_his_words(ade: Page) -> None:
    ade.locator("summary", has_text="Ade").click()
    follow(ade, "My words")
    does_not_read(ade, UNNAMED)
    opens_all_that_came(ade, SAID)
    reads(ade, SAID, "Part of our request", "The latest answer:", FIRST)
    follow(ade, TITLE)
    reads(ade, "Our turn: does this answer us?", "Say what you think in a session, or tell a facilitator.")
    ade.go_back()
    follow(ade, "Back to My words")


def opens_all_that_came(ade: Page, said: str) -> None:
    story = ade.get_by_role("article").filter(has_text=said)
    with ade.expect_navigation():
        story.get_by_role("link", name="All that came of these words").click()
    look(ade)


def reads_why_the_other_led_to_nothing(ade: Page) -> None:
    reads(ade, "Heard, and not taken further", BUS, WHY_NOT)
    opens_all_that_came(ade, BUS)
    reads(ade, "It led to no request and no decision. Why:", WHY_NOT)
    follow(ade, "Back to My words")


def says_in_the_room_why_it_does_not_answer(ade: Page) -> None:
    follow(ade, "Today")
    ade.get_by_role("link", name="Join").first.click()
    press(ade, "Join the room")
    ade.get_by_text("Type a thought").click()
    fill(ade, {"Your thought": MISSING})
    choose(ade, "Everyone in the group", "With my name")
    ade.get_by_role("button", name="Send", exact=True).click()
    reads(ade, "Your thought is here for those you chose.", MISSING)


def opens_the_request(bronwen: Page) -> None:
    follow(bronwen, "What we asked for")
    follow(bronwen, TITLE)


def records_the_no(bronwen: Page) -> None:
    visit(bronwen, "/")
    follow(bronwen, "What we asked for")
    reads(bronwen, "our turn, 10 working days left")
    follow(bronwen, TITLE)
    follow(bronwen, "Record: does this answer us?")
    choose(bronwen, "No, we need another answer")
    agreed_in(bronwen, *NEXT)
    press(bronwen, "Record what the group says")
    reads(bronwen, "Say what is missing, so that the next answer can be better.")
    fill(bronwen, {"What the group says about it": MISSING})
    press(bronwen, "Record what the group says")
    reads(bronwen, "We said: this does not answer us", MISSING, "Waiting for Dr Priya Nair")


def records_the_yes(bronwen: Page) -> None:
    opens_the_request(bronwen)
    reads(bronwen, "gave answer 2", SECOND)
    follow(bronwen, "Record: does this answer us?")
    choose(bronwen, "Yes, it answers us")
    agreed_in(bronwen, *NEXT)
    press(bronwen, "Record what the group says")
    reads(bronwen, "What was promised", "Promised")


def says_that_a_promise_is_done(letters: Ask) -> None:
    promise = letters.milestones.get(words="Ask every ward what it needs", answer__number=2)
    report_progress(
        fresh(letters),
        words="Every ward has said what it needs.",
        next_on=letters.group.today + timedelta(days=40),
        milestone=promise,
        said_done=True,
        by=letters.to,
    )


def confirms_that_it_is(bronwen: Page) -> None:
    follow(bronwen, "Today")
    bronwen.locator("main").get_by_role("link", name=TITLE).first.click()
    follow(bronwen, "Record: is it done?")
    reads(bronwen, "Is this done? Ask every ward what it needs")
    choose(bronwen, "Yes, it is done")
    agreed_in(bronwen, *NEXT)
    press(bronwen, "Record what the group says")
    card = bronwen.locator(".card", has_text="Ask every ward what it needs")
    expect(card.locator(".tag")).to_have_text("Done, the group says")


def reads_all_of_it(ade: Page) -> None:
    visit(ade, "/")
    follow(ade, "Our group")
    follow(ade, "My words")
    reads(ade, SAID, SECOND, "Every ward has said what it needs.")


def reads_what_they_did(anyone: Page) -> None:
    visit(anyone, "/")
    follow(anyone, "Groups that chose to be seen")
    follow(anyone, "Northshire group")
    reads(
        anyone,
        "We said, we did",
        TITLE,
        SECOND,
        "Earlier answers",
        FIRST,
        "Medical Director, Northshire Board",
    )
    does_not_read(anyone, "Priya")
    does_not_read(anyone, SAID)
    follow(anyone, "Back to groups to see")


def finds_the_unnamed_words_with_keys_alone(keys: Page, receipt: str) -> None:
    visit(keys, "/")
    enters(keys, "What became of words you sent without your name")
    goes_to(keys, "Your code")
    keys.keyboard.type(receipt.lower())
    enters(keys, "Find my words")
    look(keys)
    reads(keys, UNNAMED, f"They became part of a request: “{TITLE}”.", SECOND)
