"""Every move from every state: those in the table happen and are recorded, all others are refused."""

import itertools
from datetime import timedelta
from typing import Any

import pytest
from django.db import models
from django.utils import timezone

from coproduction.documents import moving_models
from facilitation.models import (
    Decision,
    GroupText,
    InformationRequest,
    NotUnderstood,
    ParkedMatter,
    QuickAgree,
    ToDo,
    Topic,
)
from groups.models import Activity, CallMe, Concern, Consent, Delivery, Expression, Job, OutsideContact
from groups.states import DeliveryState, JobState
from groups.transitions import Refused, move
from lifecycle.models import Ask, ImpactReport, Milestone
from tests.house.everything import Everything

pytestmark = pytest.mark.django_db

# Claimed by conditional UPDATE, so that no two workers take the same: they have tests of their own.
CLAIMED = (Delivery, Job)
MOVED = [(model, moves) for model, moves in moving_models() if model not in CLAIMED]
PAIRS = [
    pytest.param(model, start, to, id=f"{model.__name__}-{start}-{to}")
    for model, moves in MOVED
    for start, to in itertools.product(moves, moves)
]


@pytest.mark.parametrize(("model", "start", "to"), PAIRS)
def test_the_table_decides(model: type[models.Model], start: str, to: str, everything: Everything):
    row = everything.row_of(model)
    model._default_manager.filter(pk=row.pk).update(state=start, **whole(row))
    row.refresh_from_db()
    before = Activity.objects.count()
    by = everything.cast["facilitator"]
    if to in row.MOVES[start]:
        assert move(row, to, by=by).state == to
        assert Activity.objects.count() == before + 1
    else:
        with pytest.raises(Refused):
            move(row, to, by=by)
        row.refresh_from_db()
        assert (row.state, Activity.objects.count()) == (start, before)


@pytest.mark.parametrize(("model", "moves"), moving_models(), ids=lambda one: getattr(one, "__name__", ""))
def test_every_state_can_be_reached(model: type[models.Model], moves: Any):
    start = model._meta.get_field("state").default
    reached = {start, *itertools.chain.from_iterable(moves.values())}
    begins = {"Decision": {"round", "agreed"}, "Delivery": {"weekly"}}.get(model.__name__, set())
    assert set(moves) <= reached | begins


def whole(row: models.Model) -> dict[str, Any]:
    """What the database asks for in one state or another, all at once."""
    today, now = timezone.localdate(), timezone.now()
    decision = Decision.objects.filter(group=row.group).first() if hasattr(row, "group") else None
    filled: dict[type[models.Model], dict[str, Any]] = {
        NotUnderstood: {"answer": "It means this.", "answered_at": now},
        InformationRequest: {"reason": "Only this is known.", "answered_on": today},
        OutsideContact: {"accepted_at": now},
        ParkedMatter: {"became": "We did it."},
        CallMe: {"settled_at": now},
        Concern: {"reply": "We will.", "closed_at": now},
        Consent: {"withdrawn_at": now},
        Expression: {"acknowledged_at": now, "ended_at": now, "reason": "The group is full."},
        Ask: {"closing_decision": decision, "closed_on": today, "next_step_on": today + timedelta(days=1)},
        Milestone: {"settled_on": today},
        Topic: {"why_dropped": "No money this year."},
        Decision: {"closes_on": today + timedelta(days=7)},
        QuickAgree: {"decision": decision},
        ToDo: {"ended_on": today},
        GroupText: {"decision": decision, "agreed_on": today},
        ImpactReport: {
            "decision": decision,
            "approved_at": now,
            "publishing_decision": decision,
            "published_at": now,
        },
    }
    return filled.get(type(row), {})


def test_those_left_out_have_tables_too():
    assert Delivery.MOVES[DeliveryState.SENT] == ()
    assert Job.MOVES[JobState.DONE] == ()
