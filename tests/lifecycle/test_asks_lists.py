"""The place "What we asked for" stays as quick with many requests as with one."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoDbBlocker

from facilitation.actions.contributions import contribute
from groups.models import Membership
from lifecycle.actions.asks import report_progress
from lifecycle.actions.clocks import tell_due
from lifecycle.states import AskState
from lifecycle.views.asks import SHOWN
from tests.cast import CAST, join, make_group
from tests.facilitation.making import make_session
from tests.house.trying import signed_in
from tests.lifecycle.asking import ask, ask_in
from tests.lifecycle.making import sign_commitment

type SignIn = Callable[[Membership], Client]


def queries_of(client: Client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(
        connection,
    ) as caught:
        assert client.get(address).status_code == 200
    return len(caught)


def some_of_each(lead: Membership, facilitator: Membership) -> None:
    for state in AskState:
        ask_in(state, lead, facilitator)
    tell_due()


TURNS = ("", "?turn=ours", "?turn=theirs", "?turn=closed")


@pytest.fixture(scope="module")
def asked_for(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> list[dict[str, int]]:
    """How often each list asked the database: with one request in each state, and with three. Counted once for all."""
    with django_db_blocker.unblock(), transaction.atomic():
        group = make_group()
        member, lead, facilitator = (
            join(group, CAST[role], f"{role}@demo.example") for role in ("member", "lead", "facilitator")
        )
        commitment = sign_commitment(lead)
        commitment.sponsor = lead.person
        commitment.save()
        ade, where = signed_in(member.person), reverse("asks", args=[group.public_id])
        some_of_each(lead, facilitator)
        once = {turn: queries_of(ade, where + turn) for turn in TURNS}
        for _ in range(2):
            some_of_each(lead, facilitator)
        for_three = {turn: queries_of(ade, where + turn) for turn in TURNS}
        transaction.set_rollback(True)
    return [once, for_three]


@pytest.mark.django_db
@pytest.mark.parametrize("turn", TURNS)
def test_the_list_asks_the_database_as_often_for_three_as_for_one(turn: str, asked_for: list[dict[str, int]]):
    once, for_three = asked_for
    assert for_three[turn] == once[turn] <= 12


def test_one_request_with_a_long_story_asks_no_more_often(
    member: Membership, lead: Membership, facilitator: Membership, sign_in: SignIn
):
    sign_commitment(lead)
    session = make_session(lead.group)
    words = [contribute(session, words=f"Point {n}", audience="everyone", by=member) for n in range(3)]
    asked = ask_in(AskState.IN_PROGRESS, lead, facilitator, contributions=words)
    where = reverse("ask", args=[asked.group.public_id, asked.public_id])
    ade = sign_in(member)
    once = queries_of(ade, where)
    for n in range(3):
        report_progress(asked, words=f"News {n}", next_on=timezone.localdate(), by=lead)
    assert queries_of(ade, where) == once <= 12


def test_my_words_asks_no_more_often_for_more(
    member: Membership, lead: Membership, facilitator: Membership, sign_in: SignIn
):
    session = make_session(lead.group)
    words = [contribute(session, words=f"Point {n}", audience="everyone", by=member) for n in range(4)]
    ade, where = sign_in(member), reverse("my_words", args=[member.group.public_id])
    ask_in(AskState.IN_PROGRESS, lead, facilitator, contributions=words[:1])
    once = queries_of(ade, where)
    for n in range(1, 3):
        ask_in(AskState.DONE, lead, facilitator, contributions=words[: n + 1])
    assert queries_of(ade, where) == once <= 12


def test_a_long_list_is_shown_in_parts(
    member: Membership, lead: Membership, facilitator: Membership, sign_in: SignIn
):
    for n in range(SHOWN + 1):
        ask(lead, facilitator, title=f"Request {n:02}", today=timezone.localdate() + timedelta(days=n))
    ade, where = sign_in(member), reverse("asks", args=[member.group.public_id])
    first = ade.get(where).content.decode()
    assert first.count("Request ") == SHOWN
    assert "See all that wait for others" in first
    assert f"Request {SHOWN:02}" in ade.get(where, {"turn": "theirs", "page": 2}).content.decode()


def test_a_stranger_does_not_learn_that_a_request_exists(
    stranger, lead: Membership, facilitator: Membership, sign_in
):
    asked = ask(lead, facilitator)
    gwen = sign_in(stranger)
    for page in ("asks", "ask_new", "commitment", "my_words"):
        assert gwen.get(reverse(page, args=[lead.group.public_id])).status_code == 404
    for page in ("ask", "ask_answer", "ask_close", "ask_verdict", "ask_progress", "ask_hand_over"):
        address = reverse(page, args=[lead.group.public_id, asked.public_id])
        assert gwen.get(address).status_code == 404
