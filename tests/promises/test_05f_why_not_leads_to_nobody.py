"""Promise 5: writing why words without a name led to nothing, or where they are used, leads to nobody."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from facilitation.actions.agreements import record_agreement
from facilitation.models import Contribution, Session
from groups.models import Activity, Delivery, Membership
from groups.states import Channel
from lifecycle.actions.routing import say_why_not, use_words
from lifecycle.models import NotTaken, Trace
from tests.facilitation.making import make_item, make_session
from tests.facilitation.meeting import path

type SignIn = Callable[[Membership], Client]

MANY = 12


@pytest.fixture
def session(member: Membership) -> Session:
    return make_session(member.group, state="closed")


@pytest.fixture
def unnamed(session: Session) -> list[Contribution]:
    here = {"group": session.group, "session": session, "is_anonymous": True}
    return [Contribution.objects.create(**here, words=f"Said as number {n}.") for n in range(MANY)]


def rows_of(person: Any) -> list[dict[str, Any]]:
    told = Delivery.objects.filter(person=person, channel=Channel.APP).order_by("pk")
    return list(told.values("notification", "state", "read_at", "done_at"))


def test_all_who_could_have_said_it_have_the_same_rows(
    session, unnamed, member: Membership, carer: Membership, facilitator: Membership
):
    say_why_not(unnamed[0], why="Not ours to decide.", by=facilitator)
    decision = record_agreement(wording="We meet later", item=make_item(session), by=facilitator)
    use_words(unnamed[1], used_in=decision, by=facilitator)
    of_words = [row for row in rows_of(member.person) if row["notification"]]
    assert of_words
    assert rows_of(member.person) == rows_of(carer.person)
    assert not NotTaken.objects.of_words_of(member).exists()
    assert not Trace.objects.of_words_of(member).exists()


def test_what_was_done_names_the_facilitator_alone(unnamed, member: Membership, facilitator: Membership):
    before = set(Activity.objects.values_list("pk", flat=True))
    say_why_not(unnamed[0], why="Not ours to decide.", by=facilitator)
    done = Activity.objects.exclude(pk__in=before)
    assert {one.person_id for one in done} <= {facilitator.person_id, None}


@pytest.mark.parametrize("page", ["what_came_of_session", "words_of_session"])
def test_no_list_keeps_the_order_in_which_they_were_said(
    page: str, session, unnamed, facilitator: Membership, sign_in: SignIn
):
    shown = sign_in(facilitator).get(path(page, session.group, session)).text
    places = [shown.index(one.words) for one in sorted(unnamed, key=lambda one: one.pk)]
    assert places == sorted(places), "by their random keys, and by nothing else"
