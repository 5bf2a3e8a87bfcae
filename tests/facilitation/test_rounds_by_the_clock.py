"""A round waits for those who were not there: the clock closes it, and nobody closes it over somebody's head."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from facilitation.actions.positions import say_position_is_right, take_position, take_position_for
from facilitation.actions.rounds import close_round, open_round
from facilitation.models import Decision
from facilitation.states import DecisionState, PositionAnswer
from facilitation.tasks import close_rounds, remind_of_rounds
from groups.models import Delivery, Group, Membership
from groups.states import GroupState, Origin
from groups.transitions import Refused
from groups.working_days import working_days_between
from tests.facilitation.making import make_topic
from tests.facilitation.meeting import path, words_of

AGREE, NOT_ACCEPT = PositionAnswer.AGREE, PositionAnswer.NOT_ACCEPT
YESTERDAY = timezone.localdate() - timedelta(days=1)


@pytest.fixture
def voters(group: Group, member: Membership, carer: Membership, professional: Membership) -> list[Membership]:
    return [member, carer, professional]


@pytest.fixture
def decision(facilitator: Membership, voters: list[Membership]) -> Decision:
    return open_round(topic=make_topic(facilitator), wording="Letters in plain words", by=facilitator)


def last_day_was(day: date) -> None:
    Decision.objects.rounds().update(closes_on=day)


def say(decision: Decision, voters: list[Membership], answer: str = AGREE) -> None:
    for voter in voters:
        take_position(decision, answer=answer, reason="Because", by=voter)


def told(kind: str) -> set[str]:
    return {
        delivery.person.name
        for delivery in Delivery.objects.filter(notification__kind=kind, channel="app").select_related(
            "person"
        )
    }


def test_a_round_leaves_five_working_days_to_those_who_were_not_there(decision):
    assert working_days_between(decision.group.today, decision.closes_on, decision.group) == 5


def test_no_facilitator_chooses_a_sooner_day(facilitator, voters):
    with pytest.raises(Refused, match="need time to speak"):
        open_round(
            topic=make_topic(facilitator),
            wording="Now",
            by=facilitator,
            closes_on=facilitator.group.today + timedelta(days=1),
        )


def test_no_facilitator_closes_it_while_somebody_may_still_speak(decision, voters, facilitator):
    say(decision, voters[:2])
    with pytest.raises(Refused, match="Those who were not there can speak"):
        close_round(decision, by=facilitator)
    say(decision, voters[2:])
    assert close_round(decision, by=facilitator).state == DecisionState.AGREED


# How many gave a position, and what one of them said; what the clock makes of it, once and then once more.
@pytest.mark.parametrize(
    ("given", "one_says", "first", "then"),
    [
        (3, AGREE, "agreed", "agreed"),
        (3, NOT_ACCEPT, "not_agreed", "not_agreed"),
        (2, AGREE, "round", "not_agreed"),
        (0, AGREE, "round", "not_agreed"),
    ],
)
def test_the_clock_closes_it(decision, voters, given, one_says, first, then):
    say(decision, voters[:given])
    if given:
        say(decision, voters[:1], one_says)
    close_rounds()
    assert Decision.objects.get().state == DecisionState.ROUND, "its last day is not over"
    last_day_was(YESTERDAY)
    close_rounds()
    close_rounds()
    decision.refresh_from_db()
    assert decision.state == first
    last_day_was(YESTERDAY)
    close_rounds()
    decision.refresh_from_db()
    assert (decision.state, decision.lacked_quorum) == (then, first != then)


def test_the_last_day_belongs_to_it_whole(decision, voters):
    say(decision, voters)
    last_day_was(decision.group.today)
    close_rounds()
    assert Decision.objects.get().state == DecisionState.ROUND


def test_more_time_reminds_those_who_have_not_spoken_and_nobody_learns_who_they_are(
    decision, voters, facilitator, sign_in
):
    say(decision, voters[:2])
    last_day_was(YESTERDAY)
    close_rounds()
    assert told("round_reminder") == {"Chris Doyle"}
    page = words_of(sign_in(facilitator).get(path("decision", decision.group, decision)))
    assert "It was given more time" in page
    assert "Chris" not in page


def test_a_reminder_comes_once_two_working_days_before(decision, voters):
    say(decision, voters[:1])
    remind_of_rounds()
    assert told("round_reminder") == set(), "there is time enough"
    last_day_was(decision.group.today)
    remind_of_rounds()
    remind_of_rounds()
    assert told("round_reminder") == {"Bronwen", "Chris Doyle"}
    assert Delivery.objects.filter(notification__kind="round_reminder", channel="app").count() == 2


def test_a_paused_group_decides_nothing_meanwhile(decision, voters):
    say(decision, voters)
    last_day_was(YESTERDAY)
    Group.objects.update(state=GroupState.PAUSED)
    close_rounds()
    assert Decision.objects.get().state == DecisionState.ROUND


def test_a_position_told_on_the_phone_counts_and_shows_how_it_came(decision, voters, coordinator, sign_in):
    said = {"member": str(voters[0].public_id), "answer": "agree", "origin": "phone", "read_back": "not_yet"}
    page = sign_in(coordinator).post(path("position_for", decision.group, decision), said, follow=True)
    assert "Said on the phone, typed by Evan" in words_of(page)
    assert told("position_typed") == {"Ade"}
    assert "Is it right?" in words_of(sign_in(voters[0]).get(path("decision", decision.group, decision)))
    say_position_is_right(decision, by=voters[0])
    assert decision.positions.get().checked_at


def test_their_last_word_counts_whoever_typed_it(decision, voters, coordinator):
    take_position_for(
        decision,
        member=voters[0],
        answer=AGREE,
        reason="",
        origin=Origin.LETTER,
        read_back=True,
        by=coordinator,
    )
    take_position(decision, answer=NOT_ACCEPT, reason="No braille", by=voters[0])
    position = decision.positions.get()
    assert (position.answer, position.origin, position.typed_by) == (NOT_ACCEPT, Origin.APP, None)


def test_nobody_types_a_position_for_who_has_none(decision, lead, coordinator, facilitator):
    for nobody in (lead, facilitator):
        with pytest.raises(Refused):
            take_position_for(
                decision,
                member=nobody,
                answer=AGREE,
                reason="",
                origin=Origin.PHONE,
                read_back=True,
                by=coordinator,
            )
