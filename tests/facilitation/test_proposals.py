"""Members propose what is talked about, and always hear what became of it, and why."""

from typing import Any

import pytest
from django.db import IntegrityError, transaction

from facilitation.actions.proposals import (
    MOST_WAITING,
    keep_for_later,
    propose_item,
    say_not_now,
    withdraw_proposal,
)
from facilitation.models import ItemProposal, Session
from facilitation.states import SessionState
from groups.models import Delivery, Membership
from groups.states import Channel
from groups.transitions import Refused
from tests.facilitation.meeting import make_session, path, words_of

FORM = {
    "title": "Parking",
    "why": "Many of us come late",
    "purpose": "explore",
    "minutes": "20",
    "is_named": "on",
}


def told(person) -> list[str]:
    app = Delivery.objects.filter(person=person, channel=Channel.APP).order_by("pk")
    return list(app.values_list("notification__kind", flat=True))


def proposed(by: Membership, session: Session | None = None, **more: Any) -> ItemProposal:
    return propose_item(ItemProposal(**{"title": "Parking"} | more), session=session, by=by)


def test_a_member_proposes_and_those_who_plan_hear(member, facilitator, lead, sign_in):
    session = make_session(member.group)
    sign_in(member).post(path("propose_for", member.group, session), FORM)
    made = ItemProposal.objects.get()
    assert (made.session, made.member) == (session, member)
    assert told(facilitator.person) == ["item_proposed"]
    assert told(lead.person) == []
    assert "Parking" in words_of(sign_in(facilitator).get(path("session", member.group, session)))
    assert sign_in(lead).get(path("propose", member.group)).status_code == 403


def test_it_goes_on_the_agenda_with_the_name_of_whoever_proposed_it(member, carer, facilitator, sign_in):
    session = make_session(member.group)
    made = proposed(member, wants_to_lead=True)
    form = {"session": session.public_id, "title": "Parking", "purpose": "explore", "minutes": "15"}
    sign_in(facilitator).post(path("proposal_take_on", member.group, made), form)
    made.refresh_from_db()
    assert (made.state, made.item.session, made.item.led_by) == ("taken_on", session, member)
    assert told(member.person) == ["item_proposal_answered"]
    assert "proposed by Ade" in words_of(sign_in(carer).get(path("session", member.group, session)))


def test_whoever_does_not_want_it_is_not_named(member, carer, facilitator, sign_in):
    session = make_session(member.group)
    made = proposed(member, is_named=False)
    form = {"session": session.public_id, "title": "Parking", "purpose": "explore", "minutes": "15"}
    sign_in(facilitator).post(path("proposal_take_on", member.group, made), form)
    page = words_of(sign_in(carer).get(path("session", member.group, session)))
    assert "Parking" in page
    assert "proposed by" not in page


def test_not_now_is_never_said_without_a_reason(member, facilitator, sign_in):
    made = proposed(member)
    page = sign_in(facilitator).post(path("proposal_not_now", member.group, made), {"reason": " "})
    assert "Why not now?" in words_of(page)
    with pytest.raises(Refused, match="Say why"):
        say_not_now(made, reason="", by=facilitator)
    with pytest.raises(IntegrityError), transaction.atomic():
        ItemProposal.objects.filter(pk=made.pk).update(state="not_now")
    say_not_now(made, reason="The car park is being built.", by=facilitator)
    read = words_of(sign_in(member).get(path("proposal", member.group, made)))
    assert "The car park is being built." in read
    assert told(member.person) == ["item_proposal_answered"]


def test_what_is_kept_for_later_can_still_go_on_an_agenda(member, facilitator):
    later = keep_for_later(proposed(member), by=facilitator)
    assert later.state == "later"
    assert "taken_on" in ItemProposal.MOVES[later.state]


def test_others_do_not_read_it(member, carer, sign_in):
    made = proposed(member)
    assert sign_in(carer).get(path("proposal", member.group, made)).status_code == 404
    assert "Parking" not in words_of(sign_in(carer).get(path("proposals", member.group)))


def test_only_whoever_proposed_it_takes_it_back_and_its_words_go(member, carer, facilitator):
    made = proposed(member, why="Because of my back")
    with pytest.raises(Refused):
        withdraw_proposal(made, by=facilitator)
    withdraw_proposal(made, by=member)
    made.refresh_from_db()
    assert (made.state, made.why) == ("withdrawn", "")
    assert not Delivery.objects.needing(facilitator.person).filter(notification__closed_at=None).exists()


def test_ten_may_wait_and_no_more(member, facilitator):
    for _ in range(MOST_WAITING):
        proposed(member)
    with pytest.raises(Refused, match="10 proposals waiting"):
        proposed(member)


def test_nothing_is_proposed_for_a_session_that_is_over(member, facilitator):
    with pytest.raises(Refused, match="over or was called off"):
        proposed(member, make_session(member.group, state=SessionState.CLOSED))
