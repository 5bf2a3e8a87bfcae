"""Whoever holds the receipt of unnamed words reads what came of them, without signing in."""

import pytest
from django.test import Client
from django.utils import timezone

from facilitation.actions.contributions import contribute_anonymously, find_by_receipt
from facilitation.actions.sealing import seal_session
from facilitation.states import Audience
from groups.models import Membership
from lifecycle.models import Answer, Trace
from lifecycle.states import AnswerKind
from tests.facilitation.meeting import words_of
from tests.facilitation.room import open_room
from tests.lifecycle.making import make_ask


@pytest.fixture
def code(lead: Membership, facilitator: Membership) -> str:
    """Of words that became part of a request, and were sealed after that."""
    session = open_room(lead.group)
    code = contribute_anonymously(session, words="I cannot read the letters.", audience=Audience.EVERYONE)
    ask = make_ask(lead, facilitator)
    Trace.objects.create(group=lead.group, contribution=find_by_receipt(code), ask=ask)
    Trace.objects.create(group=lead.group, contribution=find_by_receipt(code), decision=ask.decision)
    seal_session(session)
    return code


def test_the_request_and_the_decision_are_told(code: str, client: Client):
    page = words_of(client.post("/receipt/", {"code": code}))
    assert "They became part of a request: “Letters in large print”. Where it stands: Sent" in page
    assert "They were used in a decision: Letters in large print" in page


def test_a_no_is_told_with_its_reason(code: str, lead: Membership, client: Client):
    ask = Trace.objects.exclude(ask=None).get().ask
    no = {"kind": AnswerKind.NOT_ACCEPTED, "reason": "The contract runs until 2028.", "at": timezone.now()}
    Answer.objects.create(group=lead.group, ask=ask, number=1, by=lead, **no)
    page = words_of(client.post("/receipt/", {"code": code}))
    assert "The reason given: The contract runs until 2028." in page
