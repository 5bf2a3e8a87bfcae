"""How it meets: a session is planned, held in the room, and its notes are shared."""

from datetime import timedelta
from urllib.parse import urlsplit

from django.utils import timezone
from playwright.sync_api import Page, expect

from facilitation.models import Session
from groups.models import Group
from tests.facilitation.meeting import path
from tests.journeys.the_loop.words import AGREED_HERE, SESSION
from tests.journeys.walking import (
    agreed_in,
    choose,
    does_not_read,
    email_to,
    fill,
    follow,
    look,
    press,
    reads,
    visit,
)

PURPOSE = "People have a real say in how their care is planned."
NOTES = {
    "What we are here for": "We agreed our purpose.",
    "The first appointment": "It begins with what matters.",
}


def begins_the_first_cycle(dee: Page, group: Group) -> None:
    visit(dee, path("group", group))
    follow(dee, "How we work")
    follow(dee, "Begin our first cycle")
    press(dee, "Begin it")
    visit(dee, path("stage", group, 3))
    follow(dee, "We open this stage")
    press(dee, "Record it")
    reads(dee, "Open now")


def declares_who_decides(dee: Page, group: Group) -> None:
    visit(dee, path("decisions", group))
    follow(dee, "Begin a topic")
    fill(
        dee,
        {
            "What is there to decide?": "The first appointment",
            "What is open to change": "How long it is and how it begins.",
            "What is fixed, and why": "Nothing is fixed.",
            "Who has the final say": "Dr Priya Nair, Medical Director",
        },
    )
    dee.get_by_label("What the group's word weighs").select_option(
        label="The group advises, the person or forum named decides"
    )
    press(dee, "Declare it")
    reads(dee, "Final say", "Dr Priya Nair, Medical Director")


def plans_a_session(dee: Page, group: Group) -> None:
    visit(dee, path("sessions", group))
    follow(dee, "Plan a session")
    tomorrow = (group.today + timedelta(days=1)).isoformat()
    fill(dee, {"Title": "How care is planned", "Day": tomorrow, "Starts": "14:00"})
    press(dee, "Keep as a draft")
    adds_an_item(dee, "What we are here for", "Explore")
    adds_an_item(dee, "The first appointment", "Decide", topic="The first appointment")
    follow(dee, "Announce it")
    press(dee, "Announce it")


def adds_an_item(dee: Page, title: str, purpose: str, *, topic: str = "") -> None:
    follow(dee, "Add to the agenda")
    fill(dee, {"What we talk about": title})
    choose(dee, purpose)
    if topic:
        dee.get_by_label("The topic it belongs to").select_option(label=topic)
    press(dee, "Save")


def drafts_the_purpose(bronwen: Page, group: Group) -> None:
    visit(bronwen, path("purpose", group))
    follow(bronwen, "Write a draft")
    fill(bronwen, {"Words": PURPOSE})
    press(bronwen, "Share this draft")


def says_if_coming(person: Page, group: Group, answer: str) -> None:
    visit(person, "/")
    follow(person, "Sessions")
    follow(person, "How care is planned")
    choose(person, answer)
    press(person, "Send")
    reads(person, "What you told us", answer)


def names_someone_outside(dee: Page, group: Group, address: str) -> None:
    visit(dee, path("outside_contact", group))
    fill(dee, {"Name": "Joy Adeyemi", "Organisation": "Healthwatch North"})
    dee.get_by_label("Email", exact=False).last.fill(address)
    press(dee, "Ask them")


def accepts_to_be_told(joy: Page, address: str) -> None:
    link = next(word for word in email_to(address).body.split() if word.startswith("http"))
    visit(joy, urlsplit(link).path)
    press(joy, "Yes, I accept")
    reads(joy, "Thank you")


def opens_the_session(dee: Page, group: Group) -> None:
    now = timezone.now()
    Session.objects.update(starts_at=now, ends_at=now + timedelta(hours=2))
    visit(dee, path("session", group, Session.objects.get()))
    follow(dee, "Open the session")
    press(dee, "Open it")
    comes_into_the_room(dee)


def comes_into_the_room(person: Page) -> None:
    visit(person, "/")
    person.get_by_role("link", name="Join").first.click()
    owes_it = person.get_by_role("button", name="I promise, and I join the room")
    press(person, "I promise, and I join the room" if owes_it.count() else "Join the room")
    reads(person, "In the room.")


def goes_on_to(dee: Page, item: str) -> None:
    dee.get_by_role("button", name="Next: go on to this").click()
    expect(dee.get_by_role("heading", level=1, name=item)).to_be_visible()


def takes_turns_fairly(dee: Page, ade: Page, bronwen: Page) -> None:
    """Bronwen has spoken, so Ade comes before her, though she asks first. Each sees only their own place."""
    raises_a_hand(bronwen)
    dee.get_by_role("button", name="Bronwen has spoken").click()
    expect(bronwen.get_by_role("button", name="Raise a hand")).to_be_visible()
    raises_a_hand(bronwen)
    raises_a_hand(ade)
    reads(ade, "You are next.")
    reads(bronwen, "1 person before you.")
    does_not_read(bronwen, "Ade")
    look(dee)
    dee.get_by_role("button", name="Ade has spoken").click()
    reads(bronwen, "You are next.")


def raises_a_hand(person: Page) -> None:
    person.get_by_role("button", name="Raise a hand").click()
    expect(person.get_by_role("button", name="Put my hand down")).to_be_visible()


def types_a_thought(person: Page, words: str, name: str) -> None:
    person.get_by_text("Type a thought").click()
    fill(person, {"Your thought": words})
    choose(person, "Everyone in the group", name)
    person.get_by_role("button", name="Send", exact=True).click()


def says_by_name(ade: Page, words: str) -> None:
    types_a_thought(ade, words, "With my name")
    reads(ade, "Your thought is here for those you chose.", words)


def says_without_a_name(bronwen: Page, words: str) -> str:
    """The code for it is shown this once."""
    types_a_thought(bronwen, words, "Without my name")
    reads(bronwen, "Sent without your name", words)
    look(bronwen)
    code = bronwen.locator("#sent .purpose").inner_text()
    bronwen.reload()
    reads(bronwen, words)
    does_not_read(bronwen, code)
    return code


def records_the_agreed_purpose(dee: Page, group: Group) -> None:
    visit(dee, path("purpose", group))
    follow(dee, "Record that the group agreed this")
    agreed_in(dee, *AGREED_HERE)
    press(dee, "Record it")
    reads(dee, "Agreed by the group on", PURPOSE)


def records_a_decision(dee: Page, group: Group) -> None:
    visit(dee, path("decisions", group))
    follow(dee, "Record what we agreed in a session")
    fill(dee, {"What did the group agree?": "Every first appointment begins with what matters."})
    agreed_in(dee, SESSION, "The first appointment")
    press(dee, "Record it")
    reads(dee, "Final say", "Dr Priya Nair, Medical Director")


def closes_and_shares_the_notes(dee: Page, group: Group) -> None:
    visit(dee, path("session", group, Session.objects.get()))
    follow(dee, "Close the session")
    press(dee, "Close it")
    follow(dee, "Write the notes")
    for item, note in NOTES.items():
        fill(dee, {f"{item} (you can leave this out)": note})
    press(dee, "Share with everyone")
    for item, note in NOTES.items():
        expect(dee.get_by_role("article", name=item, exact=True)).to_contain_text(note)


def adds_a_late_thought(bronwen: Page, group: Group) -> None:
    visit(bronwen, path("session", group, Session.objects.get()))
    follow(bronwen, "Add a late thought")
    fill(bronwen, {"Your thought": "Tell carers too."})
    choose(bronwen, "Everyone in the group", "With my name")
    press(bronwen, "Send")
    reads(bronwen, "Tell carers too.")


def finds_words_without_a_name(visitor: Page, code: str) -> None:
    visit(visitor, "/receipt/")
    fill(visitor, {"Your code": code})
    press(visitor, "Find my words")
    reads(visitor, "I was not asked, and it hurt.")
