"""The whole loop of a group, walked by its own people: from an empty page to "We said, we did"."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from groups.actions.setting_up import give_duty, set_up
from groups.models import Group, Person
from groups.permissions import Duty
from tests.journeys.the_loop.asking import (
    answers_with_a_reason,
    closes_it_as_done,
    is_told_what_came_of_his_words,
    raises_a_request,
    reports_how_far_it_has_come,
    the_clock_reminds_and_escalates,
    the_group_says_it_answers,
)
from tests.journeys.the_loop.beginning import (
    accepts_by_the_code_of_a_letter,
    accepts_by_the_code_of_an_email,
    accepts_by_the_link_of_an_email,
    invites_a_professional,
    invites_by_email,
    invites_by_letter,
    makes_the_group,
    starts_the_group,
    writes_and_signs_the_commitment,
)
from tests.journeys.the_loop.looking_back import (
    answers_the_eight_shifts,
    approves_and_publishes_it,
    closes_the_review,
    is_asked_to_open_a_review,
    reads_the_report,
    sees_what_came_of_it,
    writes_a_report,
)
from tests.journeys.the_loop.meeting import (
    accepts_to_be_told,
    adds_a_late_thought,
    begins_the_first_cycle,
    closes_and_shares_the_notes,
    comes_into_the_room,
    declares_who_decides,
    drafts_the_purpose,
    finds_words_without_a_name,
    goes_on_to,
    names_someone_outside,
    opens_the_session,
    plans_a_session,
    records_a_decision,
    records_the_agreed_purpose,
    says_by_name,
    says_if_coming,
    says_without_a_name,
    takes_turns_fairly,
)
from tests.journeys.the_loop.words import WORDS
from tests.journeys.walking import reads

type Arrive = Callable[..., Page]


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
    goes_on_to(dee, "The first appointment")
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
