"""The no-comeback promise: nobody from the system hears a word in the room before they have made it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from facilitation.actions.room import come_in
from facilitation.models import Contribution, Presence
from facilitation.states import SessionState
from groups.models import Activity, OutsideContact
from groups.transitions import Refused
from tests.facilitation.meeting import make_session, path, words_of

pytestmark = pytest.mark.django_db

PROMISE = "Nothing said here will affect anyone's care, benefits or job."
FROM_THE_SYSTEM = ("professional", "lead", "coordinator")


@pytest.fixture
def room(group, member):
    now = timezone.now()
    session = make_session(
        group, state=SessionState.OPEN, starts_at=now - timedelta(minutes=5), opened_at=now
    )
    Contribution.objects.create(group=group, session=session, author=member, words="I am afraid to say it.")
    return session


@pytest.fixture(params=FROM_THE_SYSTEM)
def unsigned(request):
    someone = request.getfixturevalue(request.param)
    someone.promised_at = None
    someone.save()
    return someone


def test_they_hear_and_say_nothing_before(unsigned, room, sign_in):
    client = sign_in(unsigned)
    door = client.get(path("room", room.group, room))
    assert "I promise, and I join the room" in words_of(door)
    assert "I am afraid" not in words_of(door)
    assert client.get(path("room_words", room.group, room)).status_code == 409
    assert client.get(path("room_stream", room.group, room)).status_code == 409
    client.post(path("contribute", room.group, room), {"words": "Hello", "audience": "everyone"})
    assert Contribution.objects.count() == 1


def test_coming_in_without_it_is_refused(unsigned, room, sign_in):
    with pytest.raises(Refused, match="make the promise"):
        come_in(room, by=unsigned)
    assert sign_in(unsigned).post(path("room_enter", room.group, room)).status_code == 409
    assert not Presence.objects.exists()


def test_one_button_makes_it_and_leads_in_and_everyone_sees_it(unsigned, room, member, sign_in):
    sign_in(unsigned).post(path("room_enter", room.group, room), {"promise": "yes"})
    unsigned.refresh_from_db()
    assert unsigned.promised_at
    assert Presence.objects.get().member == unsigned
    assert Activity.objects.filter(verb="membership.promised", person=unsigned.person).count() == 1
    assert "has made the promise" in words_of(sign_in(member).get(path("people", room.group)))


def test_whoever_was_in_before_it_was_asked_makes_it_too(unsigned, room, sign_in):
    Presence.objects.create(session=room, group=room.group, member=unsigned)
    assert "I am afraid" not in words_of(sign_in(unsigned).get(path("room", room.group, room)))


def test_nobody_with_lived_experience_is_asked_to_promise(member, room, sign_in):
    assert "I promise" not in words_of(sign_in(member).get(path("room", room.group, room)))
    sign_in(member).post(path("promise", room.group))
    member.refresh_from_db()
    assert member.promised_at is None


def test_a_promise_is_made_once(lead, sign_in):
    first = lead.promised_at
    sign_in(lead).post(path("promise", lead.group))
    lead.refresh_from_db()
    assert lead.promised_at == first


@pytest.mark.parametrize("name", ["session", "room", "group", "safety"])
def test_the_promise_stands_with_whom_to_tell(name, room, member, sign_in):
    come_in(room, by=member)
    ids = [room] if name in ("session", "room") else []
    page = words_of(sign_in(member).get(path(name, room.group, *ids)))
    assert PROMISE in page
    assert "Joy Adeyemi, Healthwatch Northshire" in page
    assert "01632 960 444" in page


def test_while_nobody_is_outside_every_such_page_says_so_aloud(room, member, sign_in):
    OutsideContact.objects.all().delete()
    come_in(room, by=member)
    for name, ids in (("session", [room]), ("room", [room]), ("group", []), ("safety", [])):
        assert "Nobody outside the group has said yes" in words_of(
            sign_in(member).get(path(name, room.group, *ids))
        )
