"""Thoughts: who reads them, how they are sent once, and how they are taken back."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from facilitation.actions import contributions
from facilitation.actions.contributions import (
    audiences_for,
    contribute,
    contribute_anonymously,
    find_by_receipt,
    me_too,
    take_back,
    take_back_by_receipt,
)
from facilitation.models import Contribution, MeToo, Session
from facilitation.states import Audience, SessionState
from groups.models import Activity, Group, Membership
from groups.transitions import Refused
from tests.facilitation.room import begun, open_room


@pytest.fixture
def session(group: Group) -> Session:
    return open_room(group)


# Who reads what: audience, and whether it was said without a name.
READERS = {
    (Audience.EVERYONE, False): {
        *("member", "carer", "professional", "facilitator", "lead", "coordinator", "supporter"),
    },
    (Audience.EVERYONE, True): {"member", "carer", "professional", "facilitator", "lead"},
    (Audience.LIVED, False): {"member", "carer"},
    (Audience.LIVED, True): {"member", "carer"},
    (Audience.FACILITATORS, False): {"member", "facilitator"},  # its author too
    (Audience.FACILITATORS, True): {"facilitator"},
}


@pytest.mark.parametrize(("audience", "is_anonymous"), READERS)
def test_each_role_reads_what_was_meant_for_it(
    audience: Audience, is_anonymous: bool, session: Session, request: pytest.FixtureRequest
):
    cast = {name: request.getfixturevalue(name) for name in READERS[Audience.EVERYONE, False]}
    if is_anonymous:
        contribute_anonymously(session, words="I was too tired to say no.", audience=audience)
    else:
        contribute(session, words="I was too tired to say no.", audience=audience, by=cast["member"])
    readers = {name for name, who in cast.items() if Contribution.objects.readable_by(who).exists()}
    assert readers == READERS[audience, is_anonymous]


def test_only_people_with_lived_experience_speak_among_themselves(
    session: Session, member: Membership, professional: Membership, lead: Membership
):
    assert audiences_for(member) == list(Audience)
    for who in (professional, lead):
        assert audiences_for(who) == [Audience.EVERYONE, Audience.FACILITATORS]
        with pytest.raises(Refused, match="lived experience"):
            contribute(session, words="Hello", audience=Audience.LIVED, by=who)


def test_what_is_said_belongs_to_the_item_that_is_on(session: Session, member: Membership):
    item = begun(session, 2)
    said = contribute(session, words="The waiting room was cold.", audience=Audience.EVERYONE, by=member)
    assert said.item == item


def test_the_same_form_sent_twice_says_it_once(session: Session, member: Membership):
    once, unnamed = uuid4(), uuid4()
    first = contribute(session, words="Once", audience=Audience.EVERYONE, by=member, once=once)
    assert contribute(session, words="Once", audience=Audience.EVERYONE, by=member, once=once) == first
    code = contribute_anonymously(session, words="Unnamed", audience=Audience.EVERYONE, once=unnamed)
    assert contribute_anonymously(session, words="Unnamed", audience=Audience.EVERYONE, once=unnamed) == code
    assert Contribution.objects.count() == 2
    assert Activity.objects.filter(verb="contribution.made").count() == 1


def test_nobody_is_counted_but_the_room_can_fill_up(session: Session, monkeypatch: pytest.MonkeyPatch):
    for _ in range(contributions.MOST_A_MINUTE):
        contribute_anonymously(session, words="Again", audience=Audience.EVERYONE)
    with pytest.raises(Refused, match="in a minute"):
        contribute_anonymously(session, words="Again", audience=Audience.EVERYONE)


def test_late_thoughts_without_a_name_never_had_a_time(group: Group, member: Membership):
    session = open_room(group, SessionState.CLOSED)
    contribute_anonymously(session, words="Afterwards", audience=Audience.EVERYONE, is_late=True)
    assert Contribution.objects.get().said_at is None
    with pytest.raises(Refused, match="closed"):
        contribute(session, words="Too late for the room", audience=Audience.EVERYONE, by=member)
    session.state = SessionState.SETTLED
    session.save()
    with pytest.raises(Refused, match="settled"):
        contribute(session, words="Too late", audience=Audience.EVERYONE, by=member, is_late=True)


def test_me_too_shows_that_others_feel_this_and_can_be_undone(
    session: Session, member: Membership, carer: Membership, professional: Membership
):
    said = contribute(session, words="Nobody asked me.", audience=Audience.EVERYONE, by=member)
    me_too(said, by=carer)
    seen = Contribution.objects.with_feelings(professional).get()
    assert (seen.others_do, seen.i_do) == (True, False)
    me_too(said, by=carer)
    assert not Contribution.objects.with_feelings(professional).get().others_do
    with pytest.raises(Refused, match="your own words"):
        me_too(said, by=member)


def test_words_are_taken_back_by_their_author_alone(session: Session, member: Membership, carer: Membership):
    said = contribute(session, words="My son's name is in this.", audience=Audience.EVERYONE, by=member)
    me_too(said, by=carer)
    with pytest.raises(Refused, match="Only the person"):
        take_back(said, by=carer)
    take_back(said, by=member)
    take_back(said, by=member)
    said.refresh_from_db()
    assert (said.words, Contribution.objects.readable_by(member).count(), MeToo.objects.count()) == ("", 0, 0)
    assert Activity.objects.filter(verb="contribution.taken_back").count() == 1


def test_a_receipt_finds_and_takes_back_words_however_it_is_typed(session: Session):
    code = contribute_anonymously(session, words="I was afraid to say so.", audience=Audience.EVERYONE)
    assert find_by_receipt("ABCD-ABCD-ABCD-ABCD") is None
    assert find_by_receipt("") is None
    typed = f" {code.lower().replace('-', ' ')} "
    found = take_back_by_receipt(typed)
    assert found
    found.refresh_from_db()
    assert found.words == ""
    assert found.taken_back_at
    local = found.taken_back_at.astimezone(session.group.tz)
    assert (local.hour, local.minute, local.second) == (0, 0, 0)
    assert code not in str(Contribution.objects.values())


def test_a_receipt_taken_for_a_named_thought_finds_nothing(session: Session, member: Membership):
    contribute(session, words="By name", audience=Audience.EVERYONE, by=member)
    assert find_by_receipt("") is None


def test_nobody_fills_the_wall_alone(session: Session, member: Membership, carer: Membership):
    said = {"audience": Audience.EVERYONE}
    for number in range(contributions.MOST_A_MINUTE_EACH):
        contribute(session, words=f"Me again, {number}", **said, by=member)
    with pytest.raises(Refused, match="again in a minute"):
        contribute(session, words="And again", **said, by=member)
    assert contribute(session, words="My turn", **said, by=carer)
    Contribution.objects.update(said_at=timezone.now() - timedelta(minutes=2))
    assert contribute(session, words="And again", **said, by=member)
