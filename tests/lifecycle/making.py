"""Rows that many tests of the lifecycle app begin with."""

from datetime import timedelta

from django.utils import timezone

from facilitation.actions.agreements import record_agreement
from groups.models import Membership
from lifecycle.models import Ask, Commitment
from tests.facilitation.making import make_item, make_session


def sign_commitment(lead: Membership, *, response_days: int = 20) -> Commitment:
    return Commitment.objects.create(
        group=lead.group,
        number=Commitment.objects.filter(group=lead.group).count() + 1,
        lead=lead,
        scope="Letters, appointments and care plans",
        open_to_change="How letters are written",
        fixed="The postage contract, until 2028",
        final_say="The Northshire Board",
        forum="Northshire Board",
        outside_contact="Healthwatch Northshire, 01632 960 001",
        response_days=response_days,
        no_comeback=True,
        state="signed",
        signed_at=timezone.now(),
    )


def make_ask(lead: Membership, facilitator: Membership, *, title: str = "Letters in large print") -> Ask:
    session = lead.group.sessions.filter(state="closed").first() or make_session(lead.group, state="closed")
    decision = record_agreement(wording=title, item=make_item(session), by=facilitator)
    return Ask.objects.create(
        group=lead.group,
        title=title,
        words="Send every letter in large print to those who ask.",
        why="Some of us cannot read them.",
        to=lead,
        decision=decision,
        response_days=20,
        next_step_on=timezone.localdate() + timedelta(days=28),
    )
