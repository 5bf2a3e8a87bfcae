"""What it asks for, how it is answered, and how the group closes it."""

from datetime import date, timedelta

from django.core import mail
from playwright.sync_api import Page

from groups.models import Group
from groups.working_days import add_working_days
from lifecycle.actions.clocks import tell_due
from lifecycle.models import Ask
from tests.facilitation.meeting import path
from tests.journeys.the_loop.words import AGREED_HERE, WORDS
from tests.journeys.walking import agreed_in, choose, emails_go_out, fill, follow, press, reads, visit


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
    agreed_in(dee, *AGREED_HERE)
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
    agreed_in(dee, *AGREED_HERE)
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
    agreed_in(dee, *AGREED_HERE)
    press(dee, "Close it for good")
    reads(dee, "We closed it on")


def is_told_what_came_of_his_words(ade: Page, group: Group) -> None:
    visit(ade, "/")
    reads(ade, "I said", WORDS, "All nine clinics ask what matters first.")
    visit(ade, path("my_words", group))
    reads(ade, WORDS, "All nine clinics ask what matters first.")
