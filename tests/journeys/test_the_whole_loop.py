"""The whole loop of a group, walked by its own people: from an empty page to "We said, we did"."""

from collections.abc import Callable
from datetime import date, timedelta
from urllib.parse import urlsplit

import pytest
from django.core import mail
from django.utils import timezone
from playwright.sync_api import Page, expect

from facilitation.models import Session
from groups.actions.setting_up import give_duty, set_up
from groups.models import Group, Person
from groups.months import add_months
from groups.permissions import Duty
from groups.working_days import add_working_days
from lifecycle.actions.clocks import tell_due
from lifecycle.models import Ask, Cycle
from lifecycle.tasks import prompt_reviews_and_reports
from tests.facilitation.meeting import path
from tests.journeys.walking import (
    CODE,
    agreed_in,
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

type Arrive = Callable[..., Page]

WORDS = "Ask us what matters before you plan anything."
PURPOSE = "People have a real say in how their care is planned."
AGREED_HERE = "How care is planned: What we are here for"


@pytest.fixture
def evan(db: None) -> Person:
    """Evan, who sets up groups for Northshire."""
    site = set_up(name="Ann", email="ann@north.example", system_name="Northshire", level="local")
    system = site.administrator.duties.get().system
    give_duty(
        system=system, duty=Duty.COORDINATOR, name="Evan", email="evan@north.example", by=site.administrator
    )
    return Person.objects.get(name="Evan")


def test_a_group_goes_once_round_the_loop(evan: Person, arrive: Arrive) -> None:
    makes_the_group(arrive(evan))
    dee, priya = arrive(), arrive()
    accepts_by_the_link_of_an_email(dee, "dee@home.example", "Dee")
    group = Group.objects.get()
    accepts_by_the_code_of_an_email(priya, "priya@north.example")
    writes_and_signs_the_commitment(priya, group)
    starts_the_group(dee, group)

    ade, bronwen, chris = arrive(), arrive(), arrive()
    code = invites_by_letter(dee, group, "Ade")
    accepts_by_the_code_of_a_letter(ade, code, "ade@home.example")
    invites_by_email(dee, group, "Bronwen", "bronwen@home.example")
    accepts_by_the_link_of_an_email(bronwen, "bronwen@home.example", "Bronwen")
    invites_a_professional(dee, group, "chris@surgery.example")
    accepts_by_the_link_of_an_email(chris, "chris@surgery.example", "Chris Doyle")

    begins_the_first_cycle(dee, group)
    declares_who_decides(dee, group)
    plans_a_session(dee, group)
    drafts_the_purpose(bronwen, group)
    says_if_coming(ade, group, "I am coming")
    says_if_coming(bronwen, group, "I will send my thoughts instead")

    names_someone_outside(dee, group, "joy@outside.example")
    accepts_to_be_told(arrive(), "joy@outside.example")
    opens_the_session(dee, group)
    for person in (ade, bronwen, chris, priya):
        comes_into_the_room(person)
    goes_on_to(dee, "What we are here for")
    takes_turns_fairly(dee, ade, bronwen)
    says_by_name(ade, WORDS)
    receipt = says_without_a_name(bronwen, "I was not asked, and it hurt.")
    reads(dee, WORDS, "I was not asked, and it hurt.")
    records_the_agreed_purpose(dee, group)
    records_a_decision(dee, group)
    closes_and_shares_the_notes(dee, group)
    adds_a_late_thought(bronwen, group)
    finds_words_without_a_name(arrive(), receipt)

    raises_a_request(dee, group)
    the_clock_reminds_and_escalates()
    answers_with_a_reason(priya, group)
    the_group_says_it_answers(dee, group)
    reports_how_far_it_has_come(priya, group)
    closes_it_as_done(dee, group)
    is_told_what_came_of_his_words(ade, group)

    is_asked_to_open_a_review(dee, group)
    for person in (ade, bronwen, chris, priya):
        answers_the_eight_shifts(person, group)
    closes_the_review(dee, group)
    writes_a_report(dee, group)
    approves_and_publishes_it(dee, group)
    reads_the_report(priya, group)
    sees_what_came_of_it(arrive())


# Beginning


def makes_the_group(evan: Page) -> None:
    visit(evan, "/")
    follow(evan, "Systems and their groups")
    follow(evan, "New group")
    fill(
        evan,
        {
            "Name of the group": "Northshire group",
            "First facilitator: name": "Dee",
            "First facilitator: email": "dee@home.example",
            "Decision-maker: name": "Dr Priya Nair",
            "Decision-maker: email": "priya@north.example",
            "Decision-maker: job": "Medical Director",
            "Decision-maker: organisation": "Northshire Board",
        },
    )
    choose(evan, "Lived experience")
    press(evan, "Make the group")
    reads(evan, "The group is forming.", "Northshire group: Forming")


def accepts_by_the_link_of_an_email(person: Page, address: str, name: str) -> None:
    link = next(word for word in email_to(address).body.split() if "/join/" in word)
    visit(person, urlsplit(link).path)
    reads(person, "You are invited to Northshire group")
    fill(person, {"The name people see": name})
    press(person, "Yes, I join")
    reads(person, "Welcome. You are in the group now.")


def accepts_by_the_code_of_an_email(priya: Page, address: str) -> None:
    [code] = CODE.findall(email_to(address).body)
    visit(priya, "/join/")
    fill(priya, {"Your code": code})
    press(priya, "Go on")
    reads(priya, "Medical Director, Northshire Board")
    press(priya, "Yes, I join")


def accepts_by_the_code_of_a_letter(ade: Page, code: str, address: str) -> None:
    """A letter proves no email address, so a code is sent to the one he gives."""
    visit(ade, "/")
    follow(ade, "I have a code")
    fill(ade, {"Your code": code.lower()})
    press(ade, "Go on")
    fill(ade, {"Your email": address})
    press(ade, "Send me a code")
    ade.get_by_label("Code").fill(sign_in_code(address))
    with ade.expect_navigation():
        ade.get_by_role("button", name="Confirm").click()
    look(ade)
    press(ade, "Yes, I join")
    reads(ade, "Welcome. You are in the group now.")


def writes_and_signs_the_commitment(priya: Page, group: Group) -> None:
    visit(priya, path("commitment", group))
    follow(priya, "Write the commitment")
    fill(
        priya,
        {
            "What the group can shape": "How care is planned with people.",
            "What is open to change": "The first appointment.",
            "What is fixed, and why": "The budget until April, because it is agreed.",
            "Who has the final say": "Dr Priya Nair, Medical Director",
            "Working days to answer a request": "20",
            "Whom to tell, outside the organisation, if the promise is broken": "Healthwatch, 01234 567890",
            "When we look at it again": (group.today + timedelta(days=365)).isoformat(),
        },
    )
    for label, typed in {
        "Sponsor: name": "Sam Okafor",
        "Sponsor: email": "sam@north.example",
        "Forum that receives the group's advice": "Northshire Board",
        "Forum: name of its contact": "Board office",
        "Forum: email of its contact": "board@north.example",
    }.items():
        priya.get_by_label(label).fill(typed)
    press(priya, "Keep this and go on to sign")
    choose(priya, "Nothing said here will affect anyone's care, benefits or job")
    press(priya, "Sign for the system")
    reads(priya, "Signed by Dr Priya Nair", "20 working days")


def starts_the_group(dee: Page, group: Group) -> None:
    visit(dee, path("people", group))
    follow(dee, "Settings of the group")
    press(dee, "Start: reminders and clocks run from now on")
    choose(dee, "Anyone may see this group")
    press(dee, "Keep these settings")


def invites_by_letter(dee: Page, group: Group, name: str) -> str:
    visit(dee, path("people", group))
    follow(dee, "Invite someone")
    fill(dee, {"Name": name, "Address for letters (you can leave this out)": "4 Quarry Lane"})
    choose(dee, "Someone with lived experience", "By a letter that I print")
    press(dee, "Make the invitation")
    return dee.locator(".code").inner_text()


def invites_by_email(dee: Page, group: Group, name: str, address: str) -> None:
    visit(dee, path("invite", group))
    fill(dee, {"Name": name})
    choose(dee, "Someone who cares for a person", "By email, now")
    dee.get_by_label("Email", exact=False).last.fill(address)
    press(dee, "Make the invitation")


def invites_a_professional(dee: Page, group: Group, address: str) -> None:
    visit(dee, path("invite", group))
    fill(dee, {"Name": "Chris Doyle"})
    choose(dee, "A professional", "By email, now")
    dee.get_by_label("Job").fill("Practice nurse")
    dee.get_by_label("Organisation").fill("Hill Surgery")
    dee.get_by_label("Email", exact=False).last.fill(address)
    press(dee, "Make the invitation")


# Meeting


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
    agreed_in(dee, AGREED_HERE)
    press(dee, "Record it")
    reads(dee, "Agreed by the group on", PURPOSE)


def records_a_decision(dee: Page, group: Group) -> None:
    visit(dee, path("decisions", group))
    follow(dee, "Record what we agreed in a session")
    fill(dee, {"What did the group agree?": "Every first appointment begins with what matters."})
    agreed_in(dee, "How care is planned: The first appointment")
    press(dee, "Record it")
    reads(dee, "Final say", "Dr Priya Nair, Medical Director")


def closes_and_shares_the_notes(dee: Page, group: Group) -> None:
    visit(dee, path("session", group, Session.objects.get()))
    follow(dee, "Close the session")
    press(dee, "Close it")
    follow(dee, "Write the notes")
    fill(dee, {"Notes": "## What we are here for\n\nWe agreed our purpose."})
    press(dee, "Share with everyone")
    reads(dee, "We agreed our purpose.")


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


# Asking


def raises_a_request(dee: Page, group: Group) -> None:
    visit(dee, path("asks", group))
    follow(dee, "Write a new request")
    fill(
        dee,
        {
            "What do we ask for, in a few words?": "Begin with what matters",
            "What we ask for": "Every first appointment begins with what matters to the person.",
            "Why it matters to people": "Nobody should have to fit in with a plan made without them.",
        },
    )
    dee.get_by_label("Who do we ask?").select_option(
        label="Dr Priya Nair, Medical Director, Northshire Board"
    )
    choose(dee, f"“{WORDS}” Ade")
    dee.get_by_label("Show this request on our public page").check()
    agreed_in(dee, AGREED_HERE)
    press(dee, "Send this request")
    reads(dee, "Waiting for Dr Priya Nair")


def the_clock_reminds_and_escalates() -> None:
    """The lead before the day and on it; a week late the sponsor, two weeks late the forum."""
    ask = Ask.objects.get()
    assert ask.next_step_on
    emails_go_out()
    mail.outbox.clear()
    on = {days: add_working_days(ask.next_step_on, days, ask.group) for days in (-6, -5, 5, 10)}
    assert told_on(on[-6]) == set()
    assert told_on(on[-5]) == {"priya@north.example"}
    assert told_on(ask.next_step_on) == {"priya@north.example"}
    assert told_on(on[5]) == {"priya@north.example", "sam@north.example"}
    assert told_on(on[10]) == {"priya@north.example", "board@north.example"}
    assert told_on(on[10]) == set()


def told_on(today: date) -> set[str]:
    tell_due(today=today)
    emails_go_out()
    told = {address for each in mail.outbox for address in each.to}
    mail.outbox.clear()
    return told


def opens_the_request(person: Page, group: Group) -> None:
    visit(person, path("asks", group))
    follow(person, "Begin with what matters")


def answers_with_a_reason(priya: Page, group: Group) -> None:
    visit(priya, "/")
    priya.get_by_role("link", name="Begin with what matters").first.click()
    follow(priya, "Answer this request")
    choose(priya, "Yes, we will do this")
    fill(priya, {"Your reason": "You are right. Plans made with people work better."})
    priya.get_by_label("What will happen?").fill("All clinics change their first appointment.")
    priya.get_by_label("By when?").fill((group.today + timedelta(days=60)).isoformat())
    press(priya, "Send this answer to the group")


def the_group_says_it_answers(dee: Page, group: Group) -> None:
    opens_the_request(dee, group)
    reads(dee, "Our turn: does this answer us?")
    follow(dee, "Record: does this answer us?")
    choose(dee, "Yes, it answers us")
    agreed_in(dee, AGREED_HERE)
    press(dee, "Record what the group says")


def reports_how_far_it_has_come(priya: Page, group: Group) -> None:
    opens_the_request(priya, group)
    follow(priya, "Say how far it has come")
    fill(priya, {"What has happened so far": "Four clinics of nine have changed."})
    priya.get_by_label("When will you report next?").fill((group.today + timedelta(days=30)).isoformat())
    press(priya, "Tell the group")


def closes_it_as_done(dee: Page, group: Group) -> None:
    opens_the_request(dee, group)
    reads(dee, "Four clinics of nine have changed.")
    follow(dee, "Record: the group closes it")
    choose(dee, "Done")
    fill(dee, {"In the group's own words": "All nine clinics ask what matters first."})
    agreed_in(dee, AGREED_HERE)
    press(dee, "Close it for good")
    reads(dee, "We closed it on")


def is_told_what_came_of_his_words(ade: Page, group: Group) -> None:
    visit(ade, "/")
    reads(ade, "I said", WORDS, "All nine clinics ask what matters first.")
    visit(ade, path("my_words", group))
    reads(ade, WORDS, "All nine clinics ask what matters first.")


# Looking back


def is_asked_to_open_a_review(dee: Page, group: Group) -> None:
    Cycle.objects.update(began_on=add_months(group.today, -7))
    prompt_reviews_and_reports()
    visit(dee, "/")
    follow(dee, "It is time for a review in your group")
    press(dee, "Open the review and ask everyone")


def answers_the_eight_shifts(person: Page, group: Group) -> None:
    visit(person, path("what_changed", group))
    follow(person, "Answer, about 6 minutes")
    fives = person.get_by_label("5", exact=True)
    expect(fives).to_have_count(8)
    for five in fives.all():
        five.check()
    press(person, "Send my answers")
    reads(person, "Your answers are kept without your name.")


def closes_the_review(dee: Page, group: Group) -> None:
    visit(dee, path("what_changed", group))
    follow(dee, "Close the review now")
    press(dee, "Close the review now")
    reads(dee, "nothing says any more who answered", "Too few to show. Talk it through.")


def writes_a_report(dee: Page, group: Group) -> None:
    follow(dee, "Begin a report")
    fill(dee, {"Title": "Our first round"})
    press(dee, "Begin")
    reads(
        dee, "People from the system cannot see this draft.", "How care is planned", "Begin with what matters"
    )
    follow(dee, "Write our words")
    dee.get_by_label("What we learned").fill("Asking early is kind, and it is quicker.")
    press(dee, "Save")


def approves_and_publishes_it(dee: Page, group: Group) -> None:
    follow(dee, "The group has approved it")
    agreed_in(dee, AGREED_HERE)
    press(dee, "Record that the group approved it")
    follow(dee, "The group wants to show it to anyone")
    agreed_in(dee, AGREED_HERE)
    press(dee, "Record that the group shows it to anyone")


def reads_the_report(priya: Page, group: Group) -> None:
    visit(priya, path("what_changed", group))
    follow(priya, "Our first round")
    reads(priya, "Asking early is kind, and it is quicker.")


def sees_what_came_of_it(visitor: Page) -> None:
    visit(visitor, "/groups-to-see/")
    follow(visitor, "Northshire group")
    reads(visitor, "We said, we did", "Begin with what matters", "All nine clinics ask what matters first.")
    follow(visitor, "Our first round")
    reads(visitor, "Asking early is kind, and it is quicker.")
    does_not_read(visitor, "Ade")
