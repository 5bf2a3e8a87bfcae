"""Two who take on the same thing at the same moment: one of them leads it, and no act happens twice."""

from functools import partial

import pytest

from facilitation.actions.co_facilitation import (
    accept_co_facilitation,
    ask_to_co_facilitate,
    decline_co_facilitation,
)
from facilitation.actions.leading import look_for_leader, offer_to_lead
from facilitation.models import CoFacilitation
from groups.models import Activity, Group, Membership
from tests.at_once import at_once
from tests.facilitation.meeting import make_item, make_session

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("many_writers")]


def test_two_who_offer_to_lead_at_once_and_one_of_them_does(
    group: Group, member: Membership, carer: Membership, facilitator: Membership
):
    item = make_item(make_session(group))
    look_for_leader(item, is_looking=True, by=facilitator)
    assert at_once(*(partial(offer_to_lead, item, by=who) for who in (member, carer))) == 1
    item.refresh_from_db()
    assert item.led_by in (member, carer)
    assert Activity.objects.filter(verb="agendaitem.lead_yes").count() == 1


def test_asking_and_answering_twice_at_once_is_done_once(
    group: Group, member: Membership, facilitator: Membership
):
    session = make_session(group)
    ask = partial(ask_to_co_facilitate, session, member=member, by=facilitator)
    assert at_once(ask, ask) == 1
    held = CoFacilitation.objects.get()
    answers = [
        partial(answer, held, by=member) for answer in (accept_co_facilitation, decline_co_facilitation)
    ]
    assert at_once(*answers) == 1
    held.refresh_from_db()
    assert held.state in {"accepted", "declined"}
