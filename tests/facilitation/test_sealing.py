"""Sealing keeps the words and forgets who did what."""

import pytest

from facilitation.actions.contributions import contribute, contribute_anonymously, me_too
from facilitation.actions.room import come_in, raise_hand, say_what_is_needed
from facilitation.actions.sealing import seal_session
from facilitation.models import Contribution, Hand, MeToo, Presence, Session, Signal
from facilitation.states import Audience, SignalKind
from groups.models import Group, Membership
from tests.facilitation.room import open_room


@pytest.fixture
def used(group: Group, member: Membership, carer: Membership, lead: Membership) -> Session:
    """A room in which people came, asked, spoke and felt the same."""
    session = open_room(group)
    for who in (member, carer, lead):
        come_in(session, by=who)
    raise_hand(session, by=member)
    say_what_is_needed(session, kind=SignalKind.SLOW)
    contribute(session, words="By name", audience=Audience.EVERYONE, by=member)
    contribute_anonymously(session, words="Without", audience=Audience.EVERYONE)
    me_too(Contribution.objects.get(is_anonymous=True), by=carer)
    return session


def test_marks_go_totals_and_words_stay(used: Session):
    sealed = seal_session(used)
    assert (sealed.took_part_lived, sealed.took_part_system) == (2, 1)
    assert sealed.sealed_at
    assert not any(model.objects.exists() for model in (Presence, Hand, MeToo, Signal))
    said = {each.words: each for each in Contribution.objects.all()}
    assert said["By name"].said_at
    assert said["Without"].said_at is None
    assert (said["Without"].others_feel_this, said["By name"].others_feel_this) == (True, False)


def test_sealing_again_keeps_the_totals(used: Session):
    seal_session(used)
    again = seal_session(used)
    assert (again.took_part_lived, again.took_part_system) == (2, 1)
    assert Contribution.objects.count() == 2
