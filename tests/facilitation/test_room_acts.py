"""Hands, needs and the agenda, as people meet them in the room."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from facilitation.actions.contributions import contribute
from facilitation.actions.room import come_in, lower_hand, raise_hand
from facilitation.models import Hand, Session, Signal
from facilitation.states import Audience, HandState, ItemState
from facilitation.views.in_room import find_room
from groups.models import Activity, Group, Membership, Person
from tests.cast import CAST, join
from tests.facilitation.meeting import path, words_of
from tests.facilitation.room import begun, open_room

type SignIn = Callable[[Membership | Person], Client]


@pytest.fixture
def session(group: Group) -> Session:
    return open_room(group)


@pytest.fixture
def inside(session: Session, member: Membership, sign_in: SignIn) -> Client:
    """Ade's browser, in the room."""
    come_in(session, by=member)
    return sign_in(member)


def test_each_person_sees_only_their_own_place(
    session: Session, inside: Client, carer: Membership, facilitator: Membership, sign_in: SignIn
):
    raise_hand(session, by=carer)
    page = inside.post(path("hand_raise", session.group, session), follow=True)
    assert "1 person before you." in words_of(page)
    assert "Bronwen" not in words_of(page)
    come_in(session, by=facilitator)
    browser = sign_in(facilitator)
    queue = browser.get(path("room", session.group, session))
    assert [hand.member.name for hand in queue.context["room"].queue] == ["Bronwen", "Ade"]
    first = queue.context["room"].queue[0]
    for _ in range(2):
        browser.post(path("hand_spoke", session.group, session, first))
    assert "You are next." in words_of(inside.get(path("room", session.group, session)))
    inside.post(path("hand_down", session.group, session))
    assert Hand.objects.filter(state=HandState.UP).count() == 0


def test_stop_pauses_the_room_and_names_nobody(
    session: Session, inside: Client, facilitator: Membership, sign_in: SignIn
):
    begun(session)
    session.items.update(started_at=timezone.now() - timedelta(minutes=5))
    for _ in range(2):
        page = inside.post(path("signal", session.group, session), {"kind": "stop"}, follow=True)
    assert "We are pausing. Nobody has to say why." in words_of(page)
    assert (Signal.objects.count(), Activity.objects.count()) == (1, 0)
    Session.objects.update(paused_at=timezone.now() - timedelta(minutes=4))
    assert page.context["room"].minutes_left == 15
    come_in(session, by=facilitator)
    after = sign_in(facilitator).post(path("room_go_on", session.group, session), follow=True)
    assert "We are pausing" not in words_of(after)
    assert after.context["room"].minutes_left == 19
    assert not Signal.objects.waiting().exists()


def test_a_need_is_one_of_four(session: Session, inside: Client):
    assert inside.post(path("signal", session.group, session), {"kind": "shout"}).status_code == 404
    for kind, words in {
        "slow": "Let's slow down",
        "again": "Let's say that again",
        "break": "a break soon",
    }.items():
        page = inside.post(path("signal", session.group, session), {"kind": kind}, follow=True)
        assert words in words_of(page)


def test_going_on_to_an_item_finishes_the_one_before(
    session: Session, facilitator: Membership, sign_in: SignIn
):
    come_in(session, by=facilitator)
    browser = sign_in(facilitator)
    first, second, _ = session.items.all()
    for item in (first, first, second):
        page = browser.post(path("item_start", session.group, session, item), follow=True)
    assert [item.state for item in session.items.all()] == [ItemState.DONE, ItemState.NOW, ItemState.WAITING]
    assert "Item 2 of 3. Explore. 20 minutes left." in words_of(page)
    page = browser.post(path("item_done", session.group, session, second), follow=True)
    assert "No item is on just now." in words_of(page)


def test_members_cannot_run_the_room(session: Session, inside: Client):
    first = session.items.first()
    for address in (
        path("item_start", session.group, session, first),
        path("item_done", session.group, session, first),
        path("room_go_on", session.group, session),
        path("room_round_begin", session.group, session),
        path("hand_spoke", session.group, session, uuid4()),
    ):
        assert inside.post(address).status_code == 403
    assert "Running the room" not in words_of(inside.get(path("room", session.group, session)))


def test_few_voices_are_seen_without_figures(session: Session, facilitator: Membership, sign_in: SignIn):
    begun(session)
    people = list(everyone_else(session.group))
    for who in (*people, facilitator):
        come_in(session, by=who)
    Session.objects.update(opened_at=timezone.now() - timedelta(minutes=30))
    contribute(session, words="Me again", audience=Audience.EVERYONE, by=people[0])
    page = words_of(sign_in(facilitator).get(path("room", session.group, session)))
    assert "Few voices are heard so far. Try a round?" in page
    for who in people:
        contribute(session, words="Me too", audience=Audience.EVERYONE, by=who)
    page = words_of(sign_in(facilitator).get(path("room", session.group, session)))
    assert "Few voices" not in page


def everyone_else(group: Group) -> Iterator[Membership]:
    for _ in range(5):
        yield join(group, CAST["member"])


# --- Two at once, with pages that are a moment old ---------------------------------------------------


def test_going_on_from_a_page_that_is_a_moment_old_loses_nothing(session, facilitator, sign_in):
    come_in(session, by=facilitator)
    browser = sign_in(facilitator)
    first, second, third = session.items.all()
    browser.post(path("item_start", session.group, session, first), {"on": ""})
    late = browser.post(path("item_start", session.group, session, third), {"on": ""})
    assert late.status_code == 409
    assert "Somebody else has just gone on to “First words”" in words_of(late)
    assert [item.state for item in session.items.all()] == [
        ItemState.NOW,
        ItemState.WAITING,
        ItemState.WAITING,
    ]
    browser.post(path("item_start", session.group, session, second), {"on": str(first.public_id)})
    assert session.items.get(state=ItemState.NOW) == second


def test_more_time_is_given_once_by_two_who_press_together(session, facilitator, sign_in):
    item, browser = begun(session), sign_in(facilitator)
    answers = [
        browser.post(path("item_time", session.group, session, item), {"minutes": "20"}) for _ in range(2)
    ]
    assert [answer.status_code for answer in answers] == [302, 409]
    assert "It has 25 minutes now" in words_of(answers[1])
    item.refresh_from_db()
    assert item.minutes == 25


def test_a_stop_that_came_after_the_page_still_stops(session, inside, facilitator, sign_in):
    inside.post(path("signal", session.group, session), {"kind": "slow"})
    come_in(session, by=facilitator)
    browser = sign_in(facilitator)
    shown = browser.get(path("room", session.group, session)).context["room"].needs_shown
    inside.post(path("signal", session.group, session), {"kind": "stop"})
    page = words_of(browser.post(path("room_go_on", session.group, session), {"needs": shown}, follow=True))
    assert "We are pausing" in page
    assert "Let's slow down" not in page


def test_what_is_to_come_can_change_places_in_the_room(session, facilitator, sign_in):
    third, browser = session.items.get(position=3), sign_in(facilitator)
    browser.post(path("item_move", session.group, session, third), {"to": "up"})
    assert [item.title for item in session.items.all()] == ["First words", "What next", "Waiting rooms"]


def test_a_hand_that_goes_down_between_two_looks_breaks_no_page(session, member):
    come_in(session, by=member)
    hand = raise_hand(session, by=member)
    room = find_room(member, session.public_id)
    assert room.session.my_hand_is_up
    lower_hand(hand.session, by=member)
    assert room.my_place == ""
