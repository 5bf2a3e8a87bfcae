"""How a group agrees: quorum in two parts, reasons where they are owed, disputes within 5 working days."""

from datetime import timedelta

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from facilitation.actions.afterwards import record_outcome
from facilitation.actions.agreements import record_agreement
from facilitation.actions.disputes import dispute
from facilitation.actions.positions import hand_over_facilitation, take_position
from facilitation.actions.rounds import (
    ask_again_on_new_version,
    close_round,
    counted,
    open_round,
    quorum_lacking,
    reopen_round,
)
from facilitation.models import Decision, Position
from facilitation.states import DecisionState, PositionAnswer, TopicState
from facilitation.tasks import ask_for_decision_reviews
from groups.models import Delivery, Group, Membership
from groups.permissions import Role
from groups.states import Side
from groups.transitions import Refused
from tests.cast import Part, join
from tests.facilitation.making import make_item, make_session, make_topic
from tests.facilitation.meeting import path, words_of

AGREE, NOT_ACCEPT = PositionAnswer.AGREE, PositionAnswer.NOT_ACCEPT


@pytest.fixture
def voters(group: Group, member: Membership, carer: Membership, professional: Membership) -> list[Membership]:
    return [member, carer, professional]


@pytest.fixture
def decision(facilitator: Membership, voters: list[Membership]) -> Decision:
    return open_round(topic=make_topic(facilitator), wording="Letters in plain words", by=facilitator)


def all_agree(decision: Decision, voters: list[Membership]) -> None:
    for voter in voters:
        take_position(decision, answer=AGREE, reason="", by=voter)


def test_a_round_with_a_quorum_and_no_refusal_is_agreed(decision, voters, facilitator):
    all_agree(decision, voters)
    closed = close_round(decision, by=facilitator)
    assert closed.state == DecisionState.AGREED
    assert closed.dispute_until is not None


def test_one_person_who_does_not_accept_it_is_enough(decision, voters, facilitator):
    all_agree(decision, voters)
    take_position(decision, answer=NOT_ACCEPT, reason="It leaves out braille", by=voters[0])
    assert close_round(decision, by=facilitator).state == DecisionState.NOT_AGREED


def test_two_positions_are_no_quorum(group, facilitator, member, professional):
    decision = open_round(topic=make_topic(facilitator), wording="Letters in plain words", by=facilitator)
    all_agree(decision, [member, professional])
    with pytest.raises(Refused, match="At least 3 people"):
        close_round(decision, by=facilitator)


@given(lived=st.integers(0, 20), system=st.integers(0, 20))
def test_quorum_is_three_people_and_half_with_lived_experience(lived: int, system: int):
    positions = [Position(member=Membership(side=Side.LIVED))] * lived
    positions += [Position(member=Membership(side=Side.SYSTEM))] * system
    assert (quorum_lacking(positions) == "") == (lived + system >= 3 and lived >= system)


def test_a_closed_round_takes_no_more_positions(decision, voters, facilitator):
    all_agree(decision, voters)
    close_round(decision, by=facilitator)
    with pytest.raises(Refused):
        take_position(decision, answer=NOT_ACCEPT, reason="Wait", by=voters[0])


def test_giving_a_position_takes_it_off_my_today_only(decision, voters):
    take_position(decision, answer=AGREE, reason="", by=voters[0])
    waiting = Delivery.objects.needing(voters[0].person), Delivery.objects.needing(voters[1].person)
    assert [found.count() for found in waiting] == [0, 1]


def test_the_form_asks_for_a_reason_and_keeps_the_choice(decision, voters, sign_in):
    url = f"/g/{decision.group.public_id}/decisions/{decision.public_id}/position/"
    page = sign_in(voters[0]).post(url, {"answer": "not_accept", "reason": ""})
    assert page.status_code == 422
    assert "Please say why" in page.content.decode()
    assert page.context["form"]["answer"].value() == "not_accept"
    assert not Position.objects.exists()


def test_any_voter_may_say_that_is_not_what_we_agreed(facilitator, member):
    item = make_item(make_session(member.group))
    agreed = record_agreement(wording="Large print for all", item=item, by=facilitator)
    dispute(agreed, reason="We said: for those who ask", by=member)
    agreed.refresh_from_db()
    assert agreed.state == DecisionState.DISPUTED
    assert Delivery.objects.needing(facilitator.person).count() == 1


def test_after_five_working_days_the_record_stands(facilitator, member):
    agreed = record_agreement(
        wording="Large print for all", item=make_item(make_session(member.group)), by=facilitator
    )
    Decision.objects.filter(pk=agreed.pk).update(dispute_until=timezone.localdate() - timedelta(days=1))
    agreed.refresh_from_db()
    with pytest.raises(Refused):
        dispute(agreed, reason="We said: for those who ask", by=member)


def test_asking_again_counts_anew_and_keeps_what_was_said(decision, voters, facilitator, sign_in):
    all_agree(decision, voters)
    take_position(decision, answer=NOT_ACCEPT, reason="It leaves out braille", by=voters[0])
    again = reopen_round(close_round(decision, by=facilitator), by=facilitator)
    assert again.state == DecisionState.ROUND
    assert not counted(again).exists()
    take_position(again, answer=AGREE, reason="", by=voters[0])
    assert [given.answer for given in counted(again)] == [AGREE]
    page = words_of(sign_in(voters[1]).get(path("decision", again.group, again)))
    _now, _again, before = page.partition("What was said before everyone was asked again")
    assert "It leaves out braille" in before


def test_whoever_takes_over_gives_up_what_they_say_now_and_not_what_they_said_before(
    decision, voters, facilitator, group
):
    oscar = join(group, Part("Oscar", Side.LIVED, Role.FACILITATOR | Role.MEMBER), "oscar@demo.example")
    Position.objects.create(decision=decision, group=group, member=oscar, answer=AGREE, asking=1)
    all_agree(decision, voters)
    take_position(decision, answer=NOT_ACCEPT, reason="It leaves out braille", by=voters[0])
    again = reopen_round(close_round(decision, by=facilitator), by=facilitator)
    hand_over_facilitation(again, to=oscar, by=facilitator)
    assert again.positions.filter(member=oscar).exists()


def test_the_outcome_says_where_it_differs_and_settles_the_topic(decision, voters, facilitator):
    all_agree(decision, voters)
    closed = close_round(decision, by=facilitator)
    record_outcome(
        closed,
        outcome="Plain words in hospital letters first",
        outcome_by="Dr Priya Nair",
        differs="Practices come later: no money this year",
        review_on=None,
        by=facilitator,
    )
    closed.topic.refresh_from_db()
    assert closed.topic.state == TopicState.DECIDED
    assert Delivery.objects.filter(notification__kind="decision_outcome", channel="app").count() == 4


def test_a_lead_sees_the_round_and_gives_no_position(decision, lead, sign_in):
    url = f"/g/{decision.group.public_id}/decisions/{decision.public_id}/"
    assert "You have no position to give here" in sign_in(lead).get(url).content.decode()
    assert sign_in(lead).post(f"{url}position/", {"answer": "agree"}).status_code == 403
    assert not Position.objects.exists()


def test_the_register_asks_the_same_of_the_database_for_one_and_for_three(
    facilitator, voters, sign_in, django_assert_max_num_queries
):
    client = sign_in(facilitator)
    url = f"/g/{facilitator.group.public_id}/decisions/"
    item = make_item(make_session(facilitator.group))
    for number in range(3):
        make_topic(facilitator, title=f"Topic {number}")
        record_agreement(wording=f"Words {number}", item=item, by=facilitator)
        with django_assert_max_num_queries(8):
            assert f"Words {number}" in client.get(url).content.decode()


def test_hand_over_page_offers_other_facilitators_only(decision, facilitator, sign_in):
    other = join(facilitator.group, Part("Ines", Side.LIVED, Role.FACILITATOR))
    page = sign_in(facilitator).get(
        f"/g/{facilitator.group.public_id}/decisions/{decision.public_id}/hand-over/"
    )
    assert str(other.public_id) in page.content.decode()
    assert str(facilitator.public_id) not in page.content.decode()


@pytest.fixture
def due(facilitator: Membership) -> Decision:
    """Agreed, and to be looked at again since ten days ago."""
    item = make_item(make_session(facilitator.group))
    agreed = record_agreement(wording="Large print for all", item=item, by=facilitator)
    agreed.review_on = timezone.localdate() - timedelta(days=10)
    agreed.save()
    return agreed


def asked_to_look_again(facilitator: Membership) -> int:
    return Delivery.objects.needing(facilitator.person).filter(notification__kind="decision_review").count()


def test_on_its_day_a_decision_is_to_be_looked_at_again(due, facilitator):
    ask_for_decision_reviews()
    ask_for_decision_reviews()
    assert asked_to_look_again(facilitator) == 1


def test_a_new_outcome_with_a_new_day_settles_that(due, facilitator):
    ask_for_decision_reviews()
    record_outcome(
        due,
        outcome="Still so",
        outcome_by="The group",
        differs="",
        review_on=timezone.localdate() + timedelta(days=200),
        by=facilitator,
    )
    ask_for_decision_reviews()
    assert asked_to_look_again(facilitator) == 0


def test_it_is_asked_again_each_month(due, facilitator):
    ask_for_decision_reviews()
    Delivery.objects.update(done_at=timezone.now())
    Decision.objects.update(review_on=timezone.localdate() - timedelta(days=45))
    ask_for_decision_reviews()
    assert asked_to_look_again(facilitator) == 1


def test_a_paused_group_decides_nothing_by_the_clock(due, facilitator):
    facilitator.group.state = "paused"
    facilitator.group.save()
    ask_for_decision_reviews()
    assert asked_to_look_again(facilitator) == 0


def test_a_round_that_ends_as_the_topic_is_declared_anew_stays_as_it_ended(
    group: Group, facilitator: Membership, member: Membership, carer: Membership, professional: Membership
):
    """Whoever changes the topic found it open, and it was closed before they came to it."""
    found = open_round(topic=make_topic(facilitator), wording="Plain words", by=facilitator)
    for voter in (member, carer, professional):
        take_position(found, answer="agree", reason="", by=voter)
    close_round(found, by=facilitator)
    ask_again_on_new_version(found)
    now = Decision.objects.get(pk=found.pk)
    assert (now.state, now.asking, counted(now).count()) == ("agreed", found.asking, 3)
