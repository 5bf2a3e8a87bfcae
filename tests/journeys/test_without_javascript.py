"""A member's whole part, in a browser that runs no scripts at all."""

from collections.abc import Callable
from datetime import timedelta
from urllib.parse import urlsplit

from allauth.account.models import EmailAddress
from django.utils import timezone
from playwright.sync_api import Page, expect

from facilitation.actions.contributions import contribute
from facilitation.actions.notes import share_notes
from facilitation.actions.sessions import close_session, open_session
from facilitation.models import Session
from facilitation.states import Audience
from groups.models import Membership
from tests.facilitation.meeting import make_item, make_session, path
from tests.journeys.walking import (
    choose,
    does_not_read,
    email_to,
    fill,
    follow,
    press,
    reads,
    sign_in_code,
    visit,
)
from tests.lifecycle.impact import make_review


def test_a_member_takes_part_without_javascript(
    member: Membership, carer: Membership, facilitator: Membership, arrive: Callable[..., Page]
) -> None:
    group = member.group
    session = make_session(group, starts_at=timezone.now() + timedelta(minutes=10))
    make_item(session)
    EmailAddress.objects.create(user=member.person.account, email=member.person.email, verified=True)
    ade = arrive(java_script_enabled=False)

    signs_in_by_code(ade, "member@demo.example")
    says_that_he_comes(ade)
    open_session(session, by=facilitator)
    goes_into_the_room(ade)
    says_by_name(ade, "Ask us first.")
    says_without_a_name(ade, "I felt small.")
    raises_a_hand(ade)
    asks_to_hear_it_again(ade)
    says_me_too(ade, session, carer)
    steps_out(ade)

    close_session(Session.objects.get(), by=facilitator)
    share_notes(Session.objects.get(), notes="We agreed to ask first.", by=facilitator)
    adds_a_late_thought(ade)
    visit(ade, path("my_words", group))
    reads(ade, "Ask us first.")
    does_not_read(ade, "I felt small.")

    make_review(facilitator)
    answers_the_review(ade)
    reads_messages_and_stops_them(ade)


def signs_in_by_code(ade: Page, address: str) -> None:
    visit(ade, "/")
    follow(ade, "Sign in")
    fill(ade, {"Your email address": address})
    press(ade, "Send me a code")
    ade.get_by_label("Code").fill(sign_in_code(address))
    press(ade, "Confirm")
    expect(ade.get_by_role("heading", level=1, name="Today")).to_be_visible()


def says_that_he_comes(ade: Page) -> None:
    follow(ade, "Planning conversations")
    choose(ade, "I am coming")
    press(ade, "Send")
    reads(ade, "What you told us")


def goes_into_the_room(ade: Page) -> None:
    visit(ade, "/")
    ade.get_by_role("link", name="Join").first.click()
    press(ade, "Join the room")
    reads(ade, "In the room.")


def types_a_thought(ade: Page, words: str, name: str) -> None:
    ade.get_by_text("Type a thought").click()
    fill(ade, {"Your thought": words})
    choose(ade, "Everyone in the group", name)
    press(ade, "Send")


def says_by_name(ade: Page, words: str) -> None:
    types_a_thought(ade, words, "With my name")
    reads(ade, words)


def says_without_a_name(ade: Page, words: str) -> None:
    types_a_thought(ade, words, "Without my name")
    reads(ade, "This is your code.")
    follow(ade, "Back to the room")
    reads(ade, words, "Someone in the group")


def raises_a_hand(ade: Page) -> None:
    press(ade, "Raise a hand")
    reads(ade, "You are next.")
    press(ade, "Put my hand down")
    does_not_read(ade, "You are next.")


def asks_to_hear_it_again(ade: Page) -> None:
    ade.get_by_text("I need…").click()
    press(ade, "Say that again")
    reads(ade, "Let's say that again.")


def says_me_too(ade: Page, session: Session, carer: Membership) -> None:
    """What Bronwen says meanwhile is there after looking again."""
    contribute(session, words="Carers wait too.", audience=Audience.EVERYONE, by=carer)
    does_not_read(ade, "Carers wait too.")
    follow(ade, "See what is new")
    reads(ade, "Carers wait too.")
    ade.get_by_role("button", name="Me too").first.click()
    reads(ade, "You said me too")


def steps_out(ade: Page) -> None:
    follow(ade, "I need to step out")
    expect(ade.get_by_role("heading", level=1, name="Planning conversations")).to_be_visible()


def adds_a_late_thought(ade: Page) -> None:
    ade.reload()
    reads(ade, "We agreed to ask first.")
    follow(ade, "Add a late thought")
    fill(ade, {"Your thought": "And tell us after."})
    choose(ade, "Everyone in the group", "With my name")
    press(ade, "Send")
    reads(ade, "And tell us after.")


def answers_the_review(ade: Page) -> None:
    visit(ade, "/")
    follow(ade, "Your group asks how things are going")
    follow(ade, "All on one page")
    for point in ade.get_by_label("4", exact=True).all():
        point.check()
    press(ade, "Send my answers")
    reads(ade, "Your answers are kept without your name.")


def reads_messages_and_stops_them(ade: Page) -> None:
    link = email_to("member@demo.example").extra_headers["List-Unsubscribe"].strip("<>")
    visit(ade, "/me/messages/")
    reads(ade, "Your group asks how things are going")
    visit(ade, urlsplit(link).path)
    press(ade, "Stop messages like this")
    visit(ade, "/me/reach/")
    reads(ade, "You stopped these messages.")
