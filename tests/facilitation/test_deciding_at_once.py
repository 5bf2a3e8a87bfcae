"""Deciding in a rush: an objection as it is recorded, a position as the clock closes, two who close at once."""

from datetime import timedelta
from functools import partial

import pytest
from django.utils import timezone

from facilitation.actions.agreements import object_to, quick_agree, record_quick_agree
from facilitation.actions.options import MOST_OPTIONS, propose_option
from facilitation.actions.positions import take_position
from facilitation.actions.rounds import close_by_clock, close_round, open_round
from facilitation.models import Decision, Option, Position, QuickAgree
from facilitation.states import DecisionState, ItemState
from groups.models import Activity, Group, Membership
from tests.at_once import at_once
from tests.facilitation.making import make_item, make_session, make_topic

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("many_writers")]


def test_an_objection_wins_or_is_told_that_it_came_too_late(
    group: Group, facilitator: Membership, member: Membership
):
    item = make_item(make_session(group))
    item.state = ItemState.NOW
    item.save()
    put = quick_agree(wording="We begin at ten.", item=item, by=facilitator)
    QuickAgree.objects.update(put_at=timezone.now() - timedelta(minutes=1))
    put.refresh_from_db()
    refused = at_once(partial(record_quick_agree, put, by=facilitator), partial(object_to, put, by=member))
    put.refresh_from_db()
    assert refused == 1
    assert put.state in {"agreed", "objected"}
    assert Decision.objects.count() == (put.state == "agreed")


@pytest.fixture
def decision(
    group: Group, facilitator: Membership, member: Membership, carer: Membership, professional: Membership
) -> Decision:
    """A round in which everyone has agreed."""
    decision = open_round(topic=make_topic(facilitator), wording="Plain words", by=facilitator)
    for voter in (member, carer, professional):
        take_position(decision, answer="agree", reason="", by=voter)
    return decision


def test_a_position_given_as_the_clock_closes_counts_or_is_refused(decision: Decision, member: Membership):
    Decision.objects.update(closes_on=decision.group.today - timedelta(days=1))
    no = partial(take_position, decision, answer="not_accept", reason="Wait", by=member)
    refused = at_once(no, partial(close_by_clock, decision))
    decision.refresh_from_db()
    heard = Position.objects.filter(decision=decision, answer="not_accept").exists()
    assert heard == (refused == 0)
    assert decision.state == (DecisionState.NOT_AGREED if heard else DecisionState.AGREED)


def test_two_facilitators_and_the_clock_close_it_once(decision: Decision, facilitator: Membership):
    Decision.objects.update(closes_on=decision.group.today - timedelta(days=1))
    at_once(
        partial(close_round, decision, by=facilitator),
        partial(close_round, decision, by=facilitator),
        partial(close_by_clock, decision),
    )
    assert Decision.objects.get().state == DecisionState.AGREED
    assert Activity.objects.filter(verb="decision.agreed").count() == 1


def test_no_topic_takes_more_options_than_it_says(group: Group, facilitator: Membership, member: Membership):
    topic = make_topic(facilitator)
    for number in range(MOST_OPTIONS - 1):
        propose_option(Option(title=str(number), means="So"), topic=topic, by=member)
    last = [partial(propose_option, Option(title="Last", means="So"), topic=topic, by=member)] * 2
    assert at_once(*last) == 1
    assert topic.options.count() == MOST_OPTIONS
