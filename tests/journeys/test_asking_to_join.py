"""Somebody finds a group, asks to join, is talked with, and has a place."""

import re
from collections.abc import Callable
from urllib.parse import urlsplit

from django.urls import reverse
from playwright.sync_api import Page, expect

from groups.actions.equality import close_half_year
from groups.equality import half_year
from groups.models import DutyHolder, EqualityAnswer, Group, Membership, Person
from groups.permissions import Duty
from tests.facilitation.meeting import path
from tests.journeys.walking import choose, email_to, fill, follow, press, reads, visit

JESS = "jess@new.example"


def link_in(address: str, start: str) -> str:
    """The link in the newest email to this address, as a path."""
    body = str(email_to(address).body)
    return urlsplit(next(word for word in re.findall(r"https?://\S+", body) if start in word)).path


def opened(group: Group) -> None:
    group.is_public = group.welcomes_interest = True
    group.looking_for = "People who look after someone"
    group.save()


def test_from_the_public_page_to_a_place_in_the_group(
    group: Group, facilitator: Membership, arrive: Callable[..., Page]
) -> None:
    opened(group)
    jess, dee = arrive(), arrive(facilitator)

    # The group has a question of its own.
    visit(dee, path("interest", group))
    follow(dee, "The questions we ask")
    dee.get_by_label(re.compile("^Your questions")).fill("When could you come?")
    press(dee, "Keep these questions")

    # Jess finds the group and asks.
    visit(jess, path("public_group", group))
    reads(jess, "People who look after someone")
    follow(jess, "Ask to join")
    press(jess, "Send to the group")
    reads(jess, "There is a problem")
    fill(jess, {"Your name": "Jess", "Why would you like to join?": "I care for my son."})
    choose(jess, "By email")
    jess.get_by_label(re.compile("^Email")).fill(JESS)
    jess.get_by_label(re.compile("^When could you come")).fill("On Mondays")
    press(jess, "Send to the group")
    reads(jess, "What happens next", "answers you by")

    # The questions on equality are a page apart.
    follow(jess, "Look at the questions")
    choose(jess.get_by_role("group", name=re.compile("Do you look after someone")), "Yes")
    press(jess, "Send my answers")
    reads(jess, "Your answers are kept without you")

    # Dee reads, writes back, talks and offers a place.
    visit(dee, path("interest", group))
    follow(dee, "Jess")
    reads(dee, "I care for my son.", "On Mondays")
    fill(dee, {"What you write to them": "Shall we talk on Monday?"})
    press(dee, "Send this to them")
    assert "Shall we talk on Monday?" in str(email_to(JESS).body)
    fill(dee, {"What was said": "Would like to listen first."})
    press(dee, "Keep this note")
    reads(dee, "Would like to listen first.")
    follow(dee, "Offer a place")
    choose(dee, "Someone who cares for a person")
    press(dee, "Send the invitation")
    reads(dee, "Offered a place")

    # Jess says yes, and is in the group.
    visit(jess, link_in(JESS, "/join/"))
    press(jess, "Yes, I join")
    reads(jess, "Welcome. You are in the group now.")
    visit(dee, path("interest", group))
    reads(dee, "In the group")


def test_not_now_with_a_reason_and_taking_it_back(
    group: Group, facilitator: Membership, arrive: Callable[..., Page]
) -> None:
    opened(group)
    jess, dee = arrive(), arrive(facilitator)
    visit(dee, path("interest", group))
    follow(dee, "Type in a letter or a call")
    choose(dee, "From an email")
    fill(dee, {"Their name": "Jess", "Why would they like to join?": "To help"})
    dee.get_by_label(re.compile("^Email")).fill(JESS)
    choose(dee, "They want us to keep this and to reach them")
    press(dee, "Keep it")
    reads(dee, "Typed by Dee.")
    follow(dee, "Not now")
    fill(dee, {"Why there is no place for them now": "We are full until May."})
    press(dee, "Tell them")
    assert "We are full until May." in str(email_to(JESS).body)

    visit(jess, link_in(JESS, "/taking-back/"))
    press(jess, "Take it back")
    expect(jess.get_by_role("heading", level=1)).to_have_text("It is taken back")
    visit(dee, path("interest", group))
    reads(dee, "Taken back")


def test_figures_on_equality_show_what_may_be_shown(
    group: Group, stranger: Person, arrive: Callable[..., Page]
) -> None:
    DutyHolder.objects.create(system=group.system, person=stranger, duty=Duty.ADMINISTRATOR)
    period = half_year(group.today)
    for option, number in {"a_lot": 3, "a_little": 6, "no": 52, "not_said": 22}.items():
        EqualityAnswer.objects.bulk_create(
            EqualityAnswer(system=group.system, period=period, question="disability", option=option)
            for _ in range(number)
        )
    close_half_year(system=group.system, period=period)
    alex = arrive(stranger)
    visit(alex, reverse("systems"))
    follow(alex, "Whom we reach: figures on equality")
    reads(alex, "Hidden", "Too few to show")
    expect(alex.get_by_role("row", name="No 50")).to_be_visible()
