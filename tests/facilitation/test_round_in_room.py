"""A round: one after the other, everyone speaks or passes, and nobody can tell later who did which."""

import re
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from facilitation.actions.going_round import begin_round, turn_over
from facilitation.actions.room import come_in, raise_hand
from facilitation.actions.sessions import close_session
from facilitation.models import Hand, RoundTurn, Session
from groups.models import Activity, Group, Membership, Person
from tests.facilitation.meeting import path, words_of
from tests.facilitation.room import open_room

type SignIn = Callable[[Membership | Person], Client]


@pytest.fixture
def session(
    group: Group, member: Membership, carer: Membership, professional: Membership, facilitator: Membership
) -> Session:
    """A room with three who speak and one who runs it."""
    session = open_room(group)
    for who in (member, carer, professional, facilitator):
        come_in(session, by=who)
    return session


def order(session: Session) -> list[Membership]:
    return [turn.member for turn in RoundTurn.objects.to_come(session).select_related("member")]


def test_everyone_who_speaks_gets_one_turn_and_whoever_runs_it_none(session, facilitator):
    begin_round(session, by=facilitator)
    begin_round(session, by=facilitator)
    assert {who.name for who in order(session)} == {"Ade", "Bronwen", "Chris Doyle"}
    assert len(order(session)) == 3


def test_each_sees_only_their_own_place_and_whoever_runs_it_whose_turn_it_is(session, facilitator, sign_in):
    begin_round(session, question="What matters to you here?", by=facilitator)
    first, second, third = order(session)
    said = {
        who.name: words_of(sign_in(who).get(path("room", session.group, session))) for who in order(session)
    }
    assert "What matters to you here?" in said[first.name]
    assert "It is your turn. Speak or pass, both are fine." in said[first.name]
    assert "1 person before you in the round." in said[second.name]
    assert "2 people before you in the round." in said[third.name]
    for who in (first, second, third):
        others = {each.name for each in (first, second, third)} - {who.name}
        assert not re.search(rf"\b({'|'.join(others)})\b", said[who.name])
    page = words_of(sign_in(facilitator).get(path("room_words", session.group, session)))
    assert f"It is the turn of {first.name}. Next: {second.name}." in page
    assert third.name not in page


def test_speaking_and_passing_leave_the_round_alike(session, facilitator, sign_in):
    begin_round(session, by=facilitator)
    first, second, third = order(session)
    sign_in(first).post(path("room_my_turn", session.group, session), {"how": "passed"})
    sign_in(second).post(path("room_my_turn", session.group, session), {"how": "later"})
    assert order(session) == [third, second]
    turn = str(RoundTurn.objects.to_come(session)[0].public_id)
    for _ in range(2):  # two who run it press at once
        sign_in(facilitator).post(
            path("room_round_turn", session.group, session), {"turn": turn, "how": "spoke"}
        )
    assert order(session) == [second]
    assert [hand.member for hand in Hand.objects.all()] == [third], "for whom others come first from now on"
    assert not Activity.objects.filter(verb__contains="turn").exists()


def test_a_hand_that_is_up_is_heard_with_the_turn(session, facilitator, member):
    raise_hand(session, by=member)
    begin_round(session, by=facilitator)
    mine = RoundTurn.objects.get(member=member)
    turn_over(session, turn=str(mine.public_id), how="spoke")
    assert [(hand.member, hand.state) for hand in Hand.objects.all()] == [(member, "spoke")]


def test_whoever_comes_in_late_has_their_turn_last_and_once(session, facilitator, lead):
    begin_round(session, by=facilitator)
    for _ in range(2):
        come_in(session, by=lead)
    assert order(session)[-1] == lead
    assert len(order(session)) == 4


def test_someone_without_a_screen_is_part_of_it(session, facilitator, lead, sign_in):
    begin_round(session, by=facilitator)
    form = {"member": str(lead.public_id), "hand": "on"}
    sign_in(facilitator).post(path("room_here", session.group, session), form)
    assert order(session)[-1] == lead
    assert Hand.objects.get().member == lead


def test_ending_the_round_and_closing_the_room_leave_no_turn(session, facilitator, sign_in):
    begin_round(session, by=facilitator)
    sign_in(facilitator).post(path("room_round_end", session.group, session))
    assert not RoundTurn.objects.exists()
    begin_round(session, by=facilitator)
    close_session(session, by=facilitator)
    assert not RoundTurn.objects.exists()
    assert not Hand.objects.exists()


def test_a_round_asks_the_database_one_thing_more_and_only_for_whoever_runs_it(session, facilitator, sign_in):
    begin_round(session, by=facilitator)
    costs = []
    for who in (order(session)[0], facilitator):
        browser = sign_in(who)
        with CaptureQueriesContext(connection) as asked:
            browser.get(path("room_words", session.group, session))
        costs.append(len(asked))
    assert costs[0] <= 6, "one more than a room had before there were rounds, for what was agreed"
    assert costs[1] <= costs[0] + 2


def test_the_page_of_a_member_names_nobody_else_in_the_round(session, facilitator, member, sign_in):
    begin_round(session, by=facilitator)
    page = sign_in(member).get(path("room_words", session.group, session)).content.decode()
    assert not re.search("Bronwen|Chris", page)
