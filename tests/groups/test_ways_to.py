"""Who is reached how: exactly as they chose, and nobody who can be reached is lost (promise 8)."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from groups.kinds import KINDS
from groups.models import Person
from groups.notifications.reaching import by_hand, ways_to
from groups.states import Channel, EmailTrouble, MessageTopic

WAYS = (Channel.EMAIL, Channel.TEXT, Channel.LETTER, Channel.PHONE)
MIXES = st.lists(st.sampled_from(WAYS), unique=True).map(lambda ways: [way.value for way in ways])
NAMES = st.sampled_from(sorted(KINDS))


@st.composite
def people(draw: st.DrawFn) -> Person:
    """Anyone: with any addresses, troubles, choices and stops."""
    email = draw(st.sampled_from(["", "ade@demo.example"]))
    trouble = draw(st.sampled_from(["", EmailTrouble.GONE]))
    facts: dict[str, Any] = {
        "email": email,
        "email_trouble": trouble,
        "email_trouble_address": draw(st.sampled_from([email, "old@demo.example"])) if trouble else "",
        "phone": draw(st.sampled_from(["", "07700 900123", "01632 960001"])),
        "address": draw(st.sampled_from(["", "1 High Street"])),
        "channels": draw(MIXES),
        "channels_by_topic": draw(st.dictionaries(st.sampled_from(MessageTopic.values), MIXES, max_size=3)),
        "stopped_kinds": draw(st.lists(NAMES, max_size=2)),
        "safe_to_call": draw(st.sampled_from([None, True, False])),
        "weekly": draw(st.booleans()),
    }
    return Person(name="Ade", **facts)


def works(person: Person, way: Channel) -> bool:
    """Whether this way reaches them, said once more in other words."""
    return {
        Channel.EMAIL: bool(person.email)
        and not (person.email_trouble and person.email_trouble_address == person.email),
        Channel.TEXT: person.phone.startswith("07"),
        Channel.LETTER: True,
        Channel.PHONE: True,
    }[way]


def chose(person: Person, name: str) -> list[Channel]:
    by_topic = person.channels_by_topic.get(KINDS[name].topic)
    return [Channel(way) for way in (person.channels if by_topic is None else by_topic)]


@given(people(), NAMES)
def test_what_works_comes_as_chosen_and_the_rest_by_hand(person: Person, name: str):
    if name in person.stopped_kinds or not chose(person, name) or KINDS[name].privately:
        return
    wanted = {way if works(person, way) else by_hand(person) for way in chose(person, name)}
    assert set(ways_to(person, name)) == wanted
    assert len(ways_to(person, name)) == len(wanted)


@given(people(), NAMES)
def test_what_was_stopped_does_not_come(person: Person, name: str):
    if name in person.stopped_kinds:
        assert ways_to(person, name) == []


@given(people(), NAMES)
def test_whoever_chose_nothing_gets_only_what_is_urgent(person: Person, name: str):
    if chose(person, name) or name in person.stopped_kinds:
        return
    ways = ways_to(person, name)
    if not KINDS[name].urgent:
        assert ways == []
        return
    assert len(ways) <= 1
    elsewhere = [way for chosen in person.channels_by_topic.values() for way in chosen]
    may_call = person.phone and person.safe_to_call is not False
    if person.channels or elsewhere or may_call or person.address:
        assert len(ways) == 1  # there is a way, so it is taken
    forbidden = {Channel.EMAIL, Channel.TEXT} - {Channel(way) for way in (*person.channels, *elsewhere)}
    assert not forbidden & set(ways)


@given(people(), NAMES)
def test_nothing_is_sent_by_a_machine_that_cannot_reach_them(person: Person, name: str):
    for way in ways_to(person, name):
        assert works(person, way)


@given(people())
def test_nobody_is_called_who_said_it_is_not_safe(person: Person):
    person.safe_to_call = False
    assert by_hand(person) == Channel.LETTER
