"""Whoever facilitates an item has no say on it, no final say, and cannot edit anyone's words; a member who
facilitates gets their say back by handing over."""

import ast
from dataclasses import replace
from pathlib import Path

import pytest

from facilitation.actions.agreements import record_agreement
from facilitation.actions.having_no_say import facilitates
from facilitation.actions.positions import hand_over_facilitation, take_position
from facilitation.actions.rounds import close_round, open_round
from facilitation.actions.topics import declare_topic
from facilitation.models import Contribution
from facilitation.states import PositionAnswer
from groups.models import Group, Membership
from groups.permissions import Role
from groups.states import Side
from groups.transitions import Refused
from tests.cast import Part, join
from tests.facilitation.making import DECLARED, make_item, make_session, make_topic


@pytest.fixture
def both(group: Group) -> Membership:
    """Hari, a member who also facilitates."""
    return join(group, Part("Hari", Side.LIVED, Role.MEMBER | Role.FACILITATOR), "hari@demo.example")


def test_who_facilitates_has_no_say_until_they_hand_over(both: Membership, facilitator: Membership):
    decision = open_round(topic=make_topic(both), wording="Letters in plain words", by=both)
    with pytest.raises(Refused):
        take_position(decision, answer=PositionAnswer.AGREE, reason="", by=both)
    hand_over_facilitation(decision, to=facilitator, by=both)
    assert take_position(decision, answer=PositionAnswer.AGREE, reason="", by=both).member == both


def test_taking_over_gives_up_the_position_one_gave(both: Membership, facilitator: Membership):
    decision = open_round(topic=make_topic(facilitator), wording="Letters in plain words", by=facilitator)
    take_position(decision, answer=PositionAnswer.AGREE, reason="", by=both)
    with pytest.raises(Refused, match="So they do that themselves"):
        hand_over_facilitation(decision, to=both, by=facilitator)
    assert decision.positions.count() == 1, "nobody takes a dissenting voice away by handing over to it"
    hand_over_facilitation(decision, to=both, by=both)
    assert not decision.positions.exists()


def test_taking_over_a_closed_round_takes_no_position_off_the_record(
    both: Membership, facilitator: Membership, carer: Membership, professional: Membership
):
    decision = open_round(topic=make_topic(facilitator), wording="Letters in plain words", by=facilitator)
    for voter in (both, carer, professional):
        take_position(decision, answer=PositionAnswer.AGREE, reason="", by=voter)
    close_round(decision, by=facilitator)
    with pytest.raises(Refused, match="while it is open"):
        hand_over_facilitation(decision, to=both, by=facilitator)
    assert decision.positions.count() == 3


def test_who_leads_the_item_has_no_say_on_what_came_from_it(member: Membership, facilitator: Membership):
    item = make_item(make_session(member.group), led_by=member)
    decision = record_agreement(wording="Letters in plain words", item=item, by=facilitator)
    assert facilitates(member, decision)


def test_a_facilitator_never_has_the_final_say(facilitator: Membership):
    with pytest.raises(Refused):
        declare_topic(
            title="Letters", declaration=replace(DECLARED, final_say_member=facilitator), by=facilitator
        )


def test_the_form_does_not_offer_a_facilitator_the_final_say(
    facilitator: Membership, member: Membership, sign_in
):
    page = (
        sign_in(facilitator).get(f"/g/{facilitator.group.public_id}/decisions/topics/new/").content.decode()
    )
    assert str(member.public_id) in page
    assert str(facilitator.public_id) not in page


def test_nobody_can_edit_words_once_they_are_said(facilitator: Membership):
    """No action of the house writes a contribution's words a second time, but one: what was typed for somebody
    is put right by them, or as they say, until they have said that it is right."""

    writing = [
        path
        for path in sorted(Path("facilitation/actions").glob("*.py"))
        # what is arranged for somebody, and what a facilitator noted of an item: not what anyone said
        if path.name not in {"arrangements.py", "notes.py"}
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Attribute) and node.attr == "words" and isinstance(node.ctx, ast.Store)
    ]
    assert writing == [Path("facilitation/actions/on_behalf.py")]
    assert Contribution._meta.get_field("words").max_length == 2000
