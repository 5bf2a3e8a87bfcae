"""The room in a rush: two facilitators, double presses, and words that arrive as the door closes."""

from functools import partial
from uuid import uuid4

import pytest

from facilitation.actions.contributions import contribute, contribute_anonymously, me_too
from facilitation.actions.room import begin_item, come_in, has_spoken, raise_hand, say_what_is_needed
from facilitation.actions.sessions import close_session
from facilitation.models import Contribution, Hand, MeToo, Presence, Session, Signal
from facilitation.states import Audience, ItemState, SignalKind
from groups.models import Activity, Group, Membership
from tests.facilitation.room import open_room
from tests.facilitation.test_at_once import at_once, many_writers  # noqa: F401 - the fixture says where this can run

pytestmark = pytest.mark.django_db(transaction=True)

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
