"""The outcome says whether it is what we asked; the group says how good it was, and looks at it again."""

from datetime import timedelta
from importlib import import_module

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction
from django.utils import timezone

from facilitation.actions.afterwards import look_again
from facilitation.actions.agreements import record_agreement
from facilitation.good_decisions import GOOD_DECISIONS
from facilitation.models import AgendaItem, Decision, Outcome
from groups.models import Delivery, Membership
from groups.transitions import Refused
from lifecycle.attentions import ATTENTIONS
from tests.facilitation.making import make_item, make_session
from tests.facilitation.meeting import path, words_of


@pytest.fixture
def item(facilitator: Membership) -> AgendaItem:
    return make_item(make_session(facilitator.group))


@pytest.fixture
def decision(item: AgendaItem, facilitator: Membership) -> Decision:
    return record_agreement(wording="Large print for all", item=item, by=facilitator)


def outcome(browser, decision: Decision, **said: str):
    said = {"outcome": "Large print for some", "outcome_by": "The board"} | said
    return browser.post(path("outcome", decision.group, decision), said, follow=True)


def test_nobody_writes_an_outcome_without_saying_whether_it_differs(decision, facilitator, sign_in):
    browser = sign_in(facilitator)
    outcome(browser, decision)
    page = outcome(browser, decision, is_same="differs")
    assert "Say where it differs" in words_of(page)
    outcome(browser, decision, is_same="same", differs="But later")
    decision.refresh_from_db()
    assert decision.outcome == ""
    with pytest.raises(IntegrityError), transaction.atomic():
        Decision.objects.filter(pk=decision.pk).update(outcome="Something", is_as_asked=None)


def test_same_or_different_everyone_reads_which(decision, facilitator, member, sign_in):
    page = path("decision", decision.group, decision)
    outcome(sign_in(facilitator), decision, is_same="same")
    assert "It is the same as the group asked for." in words_of(sign_in(member).get(page))
    outcome(sign_in(facilitator), decision, is_same="differs", differs="It costs too much this year")
    read = words_of(sign_in(member).get(page))
    assert "It costs too much this year" in read
    assert "It is the same" not in read


def test_the_group_says_how_good_it_was_and_where_it_said_so(decision, item, facilitator, member, sign_in):
    said = {"item": str(item.public_id), "shift": "yes", "final-say": "partly", "balance": "no"}
    said |= {"final-say-why": "We heard of the board late"}
    sign_in(facilitator).post(path("good_decision", decision.group, decision), said)
    read = words_of(sign_in(member).get(path("decision", decision.group, decision)))
    found = read[read.index("Was this a good decision?") :]
    assert "It is clear who has the final say Partly We heard of the board late" in found
    assert "from “Letters” in Spring session" in found


def test_the_three_points_stand_once():
    told = next(attention for attention in ATTENTIONS if attention.key == "decisions").points
    assert [point.label for point in told[:3]] == [point.label for point in GOOD_DECISIONS]


def test_still_right_moves_the_day_and_takes_it_off_today(decision, item, facilitator, member, sign_in):
    later = timezone.localdate() + timedelta(days=200)
    look_again(decision, still_right=True, words="It works", item=item, review_on=later, by=facilitator)
    decision.refresh_from_db()
    assert decision.review_on == later
    assert "still right" in words_of(sign_in(member).get(path("decision", decision.group, decision)))
    assert not Delivery.objects.needing(facilitator.person).exists()
    with pytest.raises(Refused):
        look_again(decision, still_right=True, words="", item=item, review_on=None, by=member)


def test_to_change_it_begins_with_a_topic_of_its_own(decision, item, facilitator, sign_in):
    said = {"still": "change", "words": "It leaves out braille", "item": str(item.public_id)}
    page = sign_in(facilitator).post(path("look_again", decision.group, decision), said, follow=True)
    assert page.context["form"]["title"].value() == "Large print for all"
    assert "What is open to change" in words_of(page)


def test_how_we_work_stands_apart_from_what_we_decided(decision, item, facilitator, member, sign_in):
    record_agreement(wording="We open a stage", item=item, by=facilitator, is_bookkeeping=True)
    register, browser = path("decisions", member.group), sign_in(member)
    assert "We open a stage" not in words_of(browser.get(register))
    assert "We open a stage" in words_of(browser.get(register, {"all": "on"}))


def test_a_decision_is_found_by_its_words_and_its_year(decision, item, facilitator, member, sign_in):
    record_agreement(wording="Tea at every session", item=item, by=facilitator)
    register, browser = path("decisions", member.group), sign_in(member)
    found = words_of(browser.get(register, {"words": "print"}))
    assert "Large print for all" in found
    assert "Tea" not in found
    assert "Nothing found" in words_of(browser.get(register, {"year": "2001"}))
    assert "Large print for all" in words_of(browser.get(register, {"year": "soon", "words": "\0"}))


def test_written_again_what_it_said_before_stays_to_be_read(decision, facilitator, member, sign_in):
    page, browser = path("decision", decision.group, decision), sign_in(facilitator)
    outcome(browser, decision, is_same="same")
    assert "What this said before" not in words_of(sign_in(member).get(page))
    outcome(browser, decision, outcome="Large print for all", is_same="differs", differs="From May only")
    kept = Outcome.objects.filter(decision=decision)
    assert [(one.number, one.outcome, one.is_as_asked) for one in kept] == [
        (1, "Large print for some", True),
        (2, "Large print for all", False),
    ]
    assert {one.recorded_by for one in kept} == {facilitator}
    read = words_of(sign_in(member).get(page))
    assert "What this said before, and what changed" in read
    assert "Taken out: some" in read
    assert "New: all" in read
    assert "Then it was what the group asked for." in read
    told = Delivery.objects.filter(person=member.person, notification__kind="decision_outcome")
    assert told.values("notification").distinct().count() == 2, "on one day too"


def test_the_same_words_again_make_no_new_version(decision, facilitator, sign_in):
    for _again in range(2):
        outcome(sign_in(facilitator), decision, is_same="same")
    assert Outcome.objects.count() == 1


def test_an_outcome_written_before_there_were_versions_is_the_first(decision, facilitator, sign_in):
    outcome(sign_in(facilitator), decision, is_same="same")
    Outcome.objects.all().delete()
    migration = import_module("facilitation.migrations.0007_first_outcomes")
    for _again in range(2):
        migration.keep_what_stands(apps, None)
    outcome(sign_in(facilitator), decision, outcome="Large print for all", is_same="same")
    assert [one.outcome for one in Outcome.objects.all()] == ["Large print for some", "Large print for all"]
