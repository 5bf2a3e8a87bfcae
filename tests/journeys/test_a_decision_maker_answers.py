"""Dr Nair answers between two meetings, on her phone: from the link of an email, bit by bit, and with a colleague."""

import re
from collections.abc import Callable
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.core.mail import EmailMessage
from playwright.sync_api import Page, expect

from groups.models import Group, Membership
from lifecycle.models import Ask
from tests.cast import CAST, Part, join
from tests.journeys.walking import (
    add,
    choose,
    does_not_read,
    email_to,
    emails_go_out,
    fill,
    follow,
    look,
    press,
    reads,
    sign_in_code,
    visit,
)
from tests.lifecycle.asking import ask

type Arrive = Callable[..., Page]

PHONE = {"viewport": {"width": 390, "height": 844}}
CODE = re.compile(r"\b[2-9A-Z]{4}-[2-9A-Z]{4}\b")
LETTERS, LIFTS, QUIET = "Letters in large print", "Lifts that work", "A quiet room to wait in"
ASK_WARDS = "Ask every ward what it needs."
WILL_DO = "Nine wards print in large letters."
REASON = "Half of our printers can do it now."
PLAN = {
    "name": "plan.txt",
    "mimeType": "text/plain",
    "buffer": b"Nine wards print in large letters from May.",
}


@pytest.fixture
def letters(lead: Membership, facilitator: Membership) -> Ask:
    """The one whose email she opens."""
    return ask(lead, facilitator, title=LETTERS, today=lead.group.today)


@pytest.fixture
def elsewhere(group: Group, lead: Membership) -> Membership:
    """She answers to a second group too."""
    other = Group.objects.create(system=group.system, name="Southshire group", state="running")
    dee = join(other, CAST["facilitator"], "dee@south.example")
    there = join(other, Part(lead.name, lead.side, lead.roles, lead.job, lead.body))
    Membership.objects.filter(pk=there.pk).update(person=lead.person)
    there.refresh_from_db()
    ask(there, dee, title="Buses to the clinic", today=other.today)
    return there


def test_a_decision_maker_answers_from_her_email_and_comes_back(
    letters: Ask,
    lead: Membership,
    facilitator: Membership,
    member: Membership,
    elsewhere: Membership,
    arrive: Arrive,
) -> None:
    EmailAddress.objects.create(user=lead.person.account, email=lead.person.email, verified=True)
    for title in (LIFTS, QUIET):
        ask(lead, facilitator, title=title, today=lead.group.today)
    emails_go_out()
    [email] = [each for each in mail.outbox if each.to == [lead.person.email] and LETTERS in each.body]
    priya, ade = arrive(**PHONE), arrive(member, **PHONE)

    opens_the_link(priya, link_in(email, "/answering/link/"), lead.person.email)
    begins_and_keeps_it_for_later(priya)
    finds_no_word_of_it(ade)
    comes_back_by_signing_in(priya, lead.person.email)
    reads_it_before_the_group_does(priya)
    answers_in_part(priya, letters.group)
    reads_the_answer(ade)
    sees_what_waits_in_all_her_groups(priya)
    asks_for_more_time(priya, letters.group)
    sam = hands_it_to_a_colleague(priya, arrive)
    answers_what_he_took_over(sam)
    reads_who_answered(ade)


def link_in(email: EmailMessage, kind: str) -> str:
    return next(urlsplit(word).path for word in email.body.split() if kind in word)


def opens_the_link(priya: Page, path: str, address: str) -> None:
    visit(priya, path)
    does_not_read(priya, LETTERS)
    press(priya, "Send me the code")
    [code] = CODE.findall(next(each for each in reversed(mail.outbox) if each.to == [address]).body)
    fill(priya, {"Your code": code.lower()})
    press(priya, "Go to the request")
    reads(priya, LETTERS, "Some of us cannot read them.")


def begins_and_keeps_it_for_later(priya: Page) -> None:
    choose(priya, "Yes, in part")
    fill(priya, {"Your reason": REASON})
    press(priya, "Save, finish later")
    reads(priya, "Saved. Only you can see it.", "This device has forgotten the request.")


def finds_no_word_of_it(ade: Page) -> None:
    visit(ade, "/")
    follow(ade, "Our group")
    follow(ade, LETTERS)
    reads(ade, "Waiting for Dr Priya Nair, Medical Director, Northshire Board")
    does_not_read(ade, REASON)


def comes_back_by_signing_in(priya: Page, address: str) -> None:
    priya.locator("main").get_by_role("link", name="Sign in").click()
    fill(priya, {"Your email address": address})
    press(priya, "Send me a code")
    priya.get_by_label("Code").fill(sign_in_code(address))
    press(priya, "Confirm")
    priya.get_by_role("link", name=LETTERS).first.click()
    look(priya)
    follow(priya, "Go on with my answer")
    reads(priya, "Only you can see it until you send it.")
    expect(priya.get_by_label("Your reason")).to_have_value(REASON)


def reads_it_before_the_group_does(priya: Page) -> None:
    add(priya, {"What will happen?": WILL_DO, "Who will do it?": "The letters team"})
    press(priya, "See how it reads first")
    reads(priya, "How it reads")
    expect(priya.get_by_label("What will happen?")).to_have_value(WILL_DO)


def answers_in_part(priya: Page, group: Group) -> None:
    fill(priya, {"By when?": (group.today + timedelta(days=40)).isoformat()})
    priya.get_by_label("Add a file").set_input_files([PLAN])
    line = priya.locator("details", has_text="Promise 1")
    line.locator("summary").click()
    line.get_by_label("What else is promised?").fill(ASK_WARDS)
    line.get_by_label("The day for this").fill((group.today + timedelta(days=20)).isoformat())
    press(priya, "Send this answer to the group")
    reads(
        priya, "Your answer is with the group. They say if it answers them.", "Our turn: does this answer us?"
    )


def reads_the_answer(ade: Page) -> None:
    ade.reload()
    look(ade)
    reads(ade, "Yes, in part", REASON, "Who: The letters team", ASK_WARDS, "plan.txt")


def sees_what_waits_in_all_her_groups(priya: Page) -> None:
    follow(priya, "Groups")
    follow(priya, "All requests to you, by their day")
    reads(priya, "Southshire group", "Buses to the clinic", LIFTS, QUIET)
    reads(priya, "Too few answers to show how long they take.")


def asks_for_more_time(priya: Page, group: Group) -> None:
    follow(priya, LIFTS)
    follow(priya, "Ask for more time")
    fill(
        priya,
        {
            "By when could you answer?": (group.today + timedelta(days=60)).isoformat(),
            "Why do you need more time?": "The engineers come in March.",
        },
    )
    press(priya, "Ask the group")
    reads(priya, "The day stays until they give another.", "The engineers come in March.")


def hands_it_to_a_colleague(priya: Page, arrive: Arrive) -> Page:
    """Sam is not in the group. He comes by his email, in a browser that runs no scripts."""
    follow(priya, "Back to What we asked for")
    follow(priya, QUIET)
    follow(priya, "Hand it to someone else")
    follow(priya, "Ask a colleague to take it over")
    fill(
        priya,
        {
            "Their name": "Sam Okoro",
            "Their email": "sam@north.example",
            "Their job": "Estates Director",
            "Their organisation": "Northshire Board",
        },
    )
    press(priya, "Invite them")
    reads(priya, "They are invited.", "Sam Okoro, Estates Director, was asked on")

    sam = arrive(java_script_enabled=False, **PHONE)
    visit(sam, link_in(email_to("sam@north.example"), "/join/"))
    reads(sam, "You are invited to Northshire group")
    press(sam, "Yes, I join")
    reads(sam, "Welcome. You are in the group now.")
    return sam


def answers_what_he_took_over(sam: Page) -> None:
    visit(sam, "/")
    sam.get_by_role("link", name=QUIET).first.click()
    reads(sam, "A quiet room to wait in", "Waiting for you")
    press(sam, "Tell the group that I have it")
    follow(sam, "Answer this request")
    choose(sam, "No")
    fill(sam, {"Your reason": "There is no room that can be closed off."})
    press(sam, "Send this answer to the group")
    reads(sam, "Your answer is with the group.")


def reads_who_answered(ade: Page) -> None:
    follow(ade, "Back to What we asked for")
    follow(ade, QUIET)
    reads(ade, "Sam Okoro, Estates Director, Northshire Board answered")
    reads(ade, "There is no room that can be closed off.")
