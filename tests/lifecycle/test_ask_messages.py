"""What the feedback loop writes to people: plain, complete, and gone when its fact is gone."""

from datetime import timedelta

import pytest
from django.db import models

from groups.kinds import KINDS
from groups.models import Delivery, Membership, Notification, Person
from groups.notifications.writing import write
from groups.states import Channel
from lifecycle.actions.clocks import PROMPTS
from lifecycle.actions.handing import hand_to_colleague, take_back_offer
from lifecycle.actions.more_time import ask_for_more_time, decide_more_time
from lifecycle.actions.resting import go_on, let_rest
from lifecycle.kinds.asks import ASK_PROMPTS
from lifecycle.models import Ask, Commitment
from lifecycle.states import AskState
from tests.lifecycle.asking import answer, ask, ask_in, close, end_without_a_word, fresh, item_of
from tests.lifecycle.making import sign_commitment

ABOUT_ASKS = sorted(name for name, kind in KINDS.items() if kind.model is Ask)


def message(kind: str, row: Ask | Commitment, to: Person) -> str:
    told = Notification.objects.create(
        kind=kind, subject=str(row.public_id), group=row.group, occurrence="for this test"
    )
    delivery = Delivery.objects.create(notification=told, person=to, channel=Channel.EMAIL)
    found = KINDS[kind].find(told.subject)
    assert isinstance(found, models.Model)
    words = write(delivery, KINDS[kind], found)
    assert row.group.name not in words.subject
    return words.text


@pytest.mark.parametrize("kind", ABOUT_ASKS)
@pytest.mark.parametrize("state", [AskState.RAISED, AskState.ANSWERED, AskState.NO_DISAGREED])
def test_every_message_about_a_request_can_be_written(
    kind: str, state: str, lead: Membership, facilitator: Membership
):
    sign_commitment(lead)
    asked = ask_in(state, lead, facilitator)
    text = message(kind, asked, lead.person)
    assert asked.title in text
    assert str(asked.public_id) in text
    assert asked.words not in text
    assert "None" not in text
    assert "!" not in text


@pytest.mark.parametrize("kind", ["commitment_signed", "commitment_review"])
def test_every_message_about_a_commitment_can_be_written(kind: str, lead: Membership):
    assert "/commitment/" in message(kind, sign_commitment(lead), lead.person)


def test_words_in_a_message_are_not_escaped(lead: Membership, facilitator: Membership):
    asked = ask(lead, facilitator, title="Ade & Bronwen's letters")
    assert "Ade & Bronwen's letters" in message("ask_raised", asked, lead.person)


def test_every_prompt_of_a_clock_rests_with_its_group_and_stops_with_its_fact():
    for prompt in PROMPTS:
        assert KINDS[prompt.kind].prompt
        assert prompt.kind in ASK_PROMPTS


@pytest.mark.parametrize("kind", ASK_PROMPTS)
def test_what_asks_for_something_is_untrue_once_the_request_is_closed(
    kind: str, lead: Membership, facilitator: Membership
):
    asked = ask_in(AskState.DONE, lead, facilitator)
    assert not KINDS[kind].still_true(asked)


def test_what_became_of_words_has_its_own_place():
    assert {name for name in ABOUT_ASKS if KINDS[name].about_your_words} == {
        "words_came_to",
        "unnamed_words_came_to",
        "words_came_to_among_us",
        "unnamed_words_came_to_among_us",
    }


class TestNewsOfAMomentAgo:
    """It waits for the morning or for the weekly message. When it is over by then, nothing is said of it."""

    def test_of_a_rest(self, lead: Membership, facilitator: Membership):
        asked, item = ask(lead, facilitator, today=None), item_of(lead.group)
        let_rest(asked, until=lead.group.today + timedelta(days=30), reason="So", item=item, by=facilitator)
        assert true_of(asked) >= {"ask_rests"}
        go_on(fresh(asked), item=item, by=facilitator)
        assert true_of(asked) & {"ask_rests", "ask_goes_on"} == {"ask_goes_on"}
        end_without_a_word(asked, facilitator, AskState.WITHDRAWN)
        assert not true_of(asked) & {"ask_rests", "ask_goes_on"}

    def test_of_more_time(self, lead: Membership, facilitator: Membership):
        asked, item = ask(lead, facilitator, today=None), item_of(lead.group)
        far = lead.group.today + timedelta(days=90)
        wish = ask_for_more_time(asked, wanted_on=far, reason="Ill", by=lead)
        assert "more_time_asked" in true_of(asked)
        decide_more_time(wish, give=True, words="", item=item, by=facilitator)
        assert true_of(asked) & {"more_time_asked", "more_time_decided"} == {"more_time_decided"}
        answer(fresh(asked))
        assert "more_time_decided" not in true_of(asked)

    def test_of_an_offer_and_of_a_yes(self, lead: Membership, facilitator: Membership):
        doing = ask_in(AskState.IN_PROGRESS, lead, facilitator)
        hand_to_colleague(doing, name="Sam", email="sam@new.example", job="Nurse", body="Board", by=lead)
        assert true_of(doing) >= {"ask_offered_on", "ask_going_ahead"}
        take_back_offer(doing, by=lead)
        assert "ask_offered_on" not in true_of(doing)
        close(doing, facilitator, AskState.DONE)
        assert not true_of(doing) & {"ask_going_ahead", "promise_not_kept", "ask_handed_over"}


def true_of(asked: Ask) -> set[str]:
    """What would be sent of it now."""
    return {name for name in ABOUT_ASKS if KINDS[name].still_true(fresh(asked))}
