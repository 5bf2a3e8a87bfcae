"""The room in a rush: two facilitators, double presses, and words that arrive as the door closes."""

from functools import partial
from uuid import uuid4

import pytest

from facilitation.actions.contributions import contribute, contribute_anonymously, me_too
from facilitation.actions.going_round import begin_round, turn_over
from facilitation.actions.parked import bring_back, park, settle_matter
from facilitation.actions.room import (
    begin_item,
    come_in,
    give_time,
    has_spoken,
    raise_hand,
    say_what_is_needed,
)
from facilitation.actions.sessions import close_session
from facilitation.models import (
    AgendaItem,
    Contribution,
    Hand,
    MeToo,
    ParkedMatter,
    Presence,
    RoundTurn,
    Session,
    Signal,
)
from facilitation.states import Audience, ItemState, SignalKind
from groups.models import Activity, Group, Membership
from tests.at_once import at_once
from tests.facilitation.meeting import make_session
from tests.facilitation.room import open_room

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("many_writers")]

say = partial(contribute, words="Hello", audience=Audience.EVERYONE)


@pytest.fixture
def session(group: Group) -> Session:
    return open_room(group)


def test_no_change_is_lost(session: Session, member: Membership, carer: Membership, facilitator: Membership):
    items = list(session.items.all())
    acts = [partial(begin_item, item, by=facilitator) for item in items]
    acts += [partial(say, session, by=who) for who in (member, carer)]
    assert at_once(*acts) == 0
    session.refresh_from_db()
    assert session.version == len(acts)
    assert Contribution.objects.count() == 2
    states = sorted(session.items.values_list("state", flat=True))
    assert states == [ItemState.DONE, ItemState.DONE, ItemState.NOW]


def test_double_presses_do_no_harm(session: Session, member: Membership, carer: Membership):
    once, unnamed = uuid4(), uuid4()
    words = say(session, by=carer)
    acts = [
        partial(come_in, session, by=member),
        partial(raise_hand, session, by=member),
        partial(say, session, by=member, once=once),
        partial(contribute_anonymously, session, words="Unnamed", audience=Audience.EVERYONE, once=unnamed),
        partial(say_what_is_needed, session, kind=SignalKind.STOP),
    ]
    assert at_once(*acts, *acts) == 0
    counts = [model.objects.count() for model in (Presence, Hand, Signal)]
    assert counts == [1, 1, 1]
    assert Contribution.objects.count() == 3
    assert Activity.objects.filter(verb="contribution.made", person=member.person).count() == 1
    assert at_once(partial(me_too, words, by=member), partial(me_too, words, by=member)) == 0
    assert MeToo.objects.count() == 0, "on, and off again"


def test_two_facilitators_hear_one_hand_once(session: Session, member: Membership, facilitator: Membership):
    hands = [Hand.objects.get(pk=raise_hand(session, by=member).pk) for _ in range(2)]
    assert at_once(*(partial(has_spoken, hand, by=facilitator) for hand in hands)) == 0
    assert Hand.objects.get().state == "spoke"


def test_words_that_arrive_as_the_room_closes_are_sealed_or_refused(
    session: Session, member: Membership, facilitator: Membership
):
    """None slips in between, with its time and its place on disk."""
    unnamed = partial(contribute_anonymously, session, words="Last words", audience=Audience.EVERYONE)
    refused = at_once(unnamed, unnamed, partial(close_session, session, by=facilitator), unnamed)
    assert Contribution.objects.count() == 3 - refused
    assert not Contribution.objects.filter(said_at__isnull=False).exists()


def test_one_turn_ended_in_three_ways_at_once_ends_once(
    session: Session, member: Membership, carer: Membership, facilitator: Membership
):
    for who in (member, carer):
        come_in(session, by=who)
    assert at_once(*[partial(begin_round, session, by=facilitator)] * 2) == 0
    assert RoundTurn.objects.count() == 2
    turn = str(RoundTurn.objects.to_come(session)[0].public_id)
    assert (
        at_once(*(partial(turn_over, session, turn=turn, how=how) for how in ("spoke", "passed", "spoke")))
        == 0
    )
    assert RoundTurn.objects.count() == 1
    assert Hand.objects.count() <= 1


def test_someone_who_comes_in_as_a_round_begins_has_one_turn(
    session: Session, member: Membership, facilitator: Membership
):
    acts = (partial(begin_round, session, by=facilitator), *[partial(come_in, session, by=member)] * 2)
    assert at_once(*acts) == 0
    assert RoundTurn.objects.get().member == member


def test_from_one_page_two_facilitators_go_on_to_one_item(session: Session, facilitator: Membership):
    first, second, third = session.items.all()
    begin_item(first, by=facilitator)
    go_on = [
        partial(begin_item, to, instead_of=str(first.public_id), by=facilitator) for to in (second, third)
    ]
    assert at_once(*go_on) == 1
    assert sorted(session.items.values_list("state", flat=True)) == [
        ItemState.DONE,
        ItemState.NOW,
        ItemState.WAITING,
    ]


def test_time_given_by_two_at_once_is_given_once(session: Session, facilitator: Membership):
    item = session.items.get(position=1)
    begin_item(item, by=facilitator)
    rows = [AgendaItem.objects.select_related("session").get(pk=item.pk) for _ in range(2)]
    assert at_once(*(partial(give_time, row, minutes=5, shown=20, by=facilitator) for row in rows)) == 1
    item.refresh_from_db()
    assert item.minutes == 25


def test_two_who_bring_a_matter_back_or_settle_it_at_once_do_it_once(
    session: Session, facilitator: Membership
):
    assert at_once(*[partial(park, session, words="Parking at the hall", by=facilitator)] * 2) == 0
    matter = ParkedMatter.objects.select_related("session").get()
    coming = make_session(session.group)
    assert at_once(*[partial(bring_back, matter, session=coming, minutes=10, by=facilitator)] * 3) == 2
    assert coming.items.count() == 1
    assert at_once(*[partial(settle_matter, matter, became="Done.", by=facilitator)] * 2) == 1


def test_two_who_close_the_room_close_it_once(session: Session, facilitator: Membership):
    rows = [Session.objects.get(pk=session.pk) for _ in range(2)]
    assert at_once(*(partial(close_session, row, by=facilitator) for row in rows)) == 1
    assert Activity.objects.filter(verb="session.closed").count() == 1
