"""What one facilitator writes down alone is told to those who can say that it was not so."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from facilitation.actions.agreements import quick_agree, record_agreement, record_quick_agree
from facilitation.actions.disputes import dispute
from facilitation.actions.on_behalf import type_for
from facilitation.actions.positions import take_position, take_position_for
from facilitation.actions.rounds import open_round
from facilitation.models import QuickAgree
from facilitation.models.quick import QUICK_SECONDS
from facilitation.states import Audience, ItemState
from facilitation.states.agenda import SessionKind
from groups.models import Delivery, Group, Membership, Person
from groups.permissions import Permission, Role
from groups.states import Origin, Side
from groups.transitions import Refused
from tests.cast import Part, join
from tests.facilitation.making import make_item, make_session, make_topic
from tests.facilitation.meeting import path, words_of

type SignIn = Callable[[Membership | Person], Client]


def told(kind: str) -> set[int]:
    return set(Delivery.objects.filter(notification__kind=kind).values_list("person", flat=True))


def test_everyone_who_may_dispute_an_agreement_hears_that_it_was_recorded(
    group: Group, member, carer, professional, facilitator, lead, supporter
):
    decision = record_agreement(
        wording="We stop at four.", item=make_item(make_session(group)), by=facilitator
    )
    assert told("agreement_recorded") == {member.person_id, carer.person_id, professional.person_id}
    assert dispute(decision, reason="We never said that.", by=carer)


def test_so_they_do_of_what_was_agreed_quickly(group: Group, member, carer, facilitator):
    item = make_item(make_session(group))
    item.state = ItemState.NOW
    item.save()
    put = quick_agree(wording="We begin at ten.", item=item, by=facilitator)
    QuickAgree.objects.update(put_at=timezone.now() - timedelta(seconds=2 * QUICK_SECONDS))
    put.refresh_from_db()
    record_quick_agree(put, by=facilitator)
    assert told("agreement_recorded") == {member.person_id, carer.person_id}


def test_whoever_signs_in_hears_of_a_position_typed_in_their_name(
    group: Group, member, facilitator, coordinator, sign_in: SignIn
):
    decision = open_round(topic=make_topic(facilitator), wording="Plain words", by=facilitator)
    take_position(decision, answer="not_accept", reason="Not before the summer", by=member)
    said = {"answer": "agree", "reason": "", "origin": Origin.PHONE, "read_back": True}
    take_position_for(decision, member=member, **said, by=coordinator)
    assert told("position_noted") == {member.person_id}
    assert "typed by Evan" in words_of(sign_in(member).get(path("decision", group, decision)))
    take_position(decision, answer="not_accept", reason="I did not say that", by=member)
    assert decision.positions.get().answer == "not_accept"


def test_whoever_signs_in_hears_of_words_typed_in_their_name(group: Group, member, carer, facilitator):
    session = make_session(group)
    said = {"audience": Audience.EVERYONE, "origin": Origin.PHONE, "read_back": True}
    type_for(session, member=member, words="All is well", **said, by=facilitator)
    assert told("words_noted") == {member.person_id}
    session.kind = SessionKind.DEBRIEF
    session.save()
    type_for(session, member=carer, words="All was well", **said, by=facilitator)
    assert told("words_noted") == {member.person_id}, "no message tells of a debrief"


@pytest.fixture
def ines(group: Group) -> Membership:
    """Facilitates for the health and care system."""
    part = Part("Ines", Side.SYSTEM, Role.FACILITATOR, "Facilitator", "Northshire Board")
    return join(group, part, "ines@demo.example")


def test_a_facilitator_from_the_system_speaks_in_nobodys_name(
    group: Group, member, facilitator, coordinator, ines, sign_in: SignIn
):
    session = make_session(group)
    said = {"audience": Audience.EVERYONE, "origin": Origin.PHONE, "read_back": True}
    with pytest.raises(Refused, match="types for others"):
        type_for(session, member=member, words="All is well", **said, by=ines)
    for page in (
        path("for_someone", group, session),
        path("arrangements", group, session),
        path("person_data", group, member),
        path("data_requests", group),
    ):
        assert sign_in(ines).get(page).status_code == 403
    for near in (Permission.TYPE_FOR_OTHERS, Permission.ARRANGE):
        able = group.memberships.who_may(near)
        assert set(able) == {facilitator, coordinator}
        assert not ines.may(near)
    assert ines.may(Permission.RUN_ROOM)
