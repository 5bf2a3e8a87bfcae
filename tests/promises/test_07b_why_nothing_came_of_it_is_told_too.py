"""Promises 1, 7 and 11 along the trail of what was said: a no is told, nothing is closed by it, nobody is counted."""

from collections.abc import Callable

import pytest
from django.test import Client

from facilitation.models import Contribution
from groups.models import Delivery, Membership
from lifecycle.actions.routing import say_why_not, use_words
from lifecycle.models import Ask
from lifecycle.states import CLOSED_ASK
from tests.facilitation.making import make_session
from tests.facilitation.meeting import path, words_of
from tests.lifecycle.asking import answer, ask, ask_in, fresh

type SignIn = Callable[[Membership], Client]

WHY = "The council decides that, and nobody here can."


def said_by(author: Membership, words: str = "The bus comes too late") -> Contribution:
    session = author.group.sessions.filter(state="closed").first() or make_session(
        author.group, state="closed"
    )
    return Contribution.objects.create(group=author.group, session=session, author=author, words=words)


@pytest.mark.parametrize("state", ["raised", "answered", "in_progress", "done"])
def test_01_showing_where_words_are_used_moves_no_request(state: str, member, lead, facilitator):
    asked = ask_in(state, lead, facilitator)
    before = Ask.objects.filter(pk=asked.pk).values().get()
    use_words(said_by(member), used_in=asked, by=facilitator)
    assert Ask.objects.filter(pk=asked.pk).values().get() == before
    assert (fresh(asked).state in CLOSED_ASK) == (state == "done")


def test_07_a_no_to_ones_words_is_told_as_a_yes_is(member, carer, lead, facilitator, sign_in: SignIn):
    """By the same channels, and on the same page."""
    ask(lead, facilitator, contributions=[said_by(member, "Bigger letters")])
    say_why_not(said_by(carer), why=WHY, by=facilitator)
    channels = {
        kind: sorted(Delivery.objects.filter(notification__kind=kind).values_list("channel", flat=True))
        for kind in ("words_came_to", "words_not_taken")
    }
    assert channels["words_came_to"] == channels["words_not_taken"] != []
    assert WHY in words_of(sign_in(carer).get(path("my_words", carer.group)))


@pytest.mark.parametrize(
    "role", ["member", "professional", "facilitator", "lead", "coordinator", "supporter"]
)
def test_07_late_turns_of_both_sides_are_shown_to_all(role: str, lead, facilitator, request, sign_in: SignIn):
    theirs, ours = ask(lead, facilitator, title="Theirs"), answer(ask(lead, facilitator, title="Ours"))
    Ask.objects.filter(pk__in=[theirs.pk, ours.pk]).update(next_step_on="2026-01-05")
    reader = request.getfixturevalue(role)
    page = words_of(sign_in(reader).get(path("signs", reader.group)))
    assert f"“Theirs” waits for {lead.name} since" in page
    assert "“Ours” waits for us since" in page


@pytest.mark.parametrize("name", ["signs", "answer_times"])
def test_11_these_pages_are_the_same_whoever_spoke_and_however_often(
    name: str, member, carer, lead, facilitator, sign_in: SignIn
):
    client, where = sign_in(carer), path(name, carer.group)
    before = words_of(client.get(where))
    for number in range(4):
        say_why_not(said_by(member, f"Point {number}"), why=WHY, by=facilitator)
    assert words_of(client.get(where)) == before
