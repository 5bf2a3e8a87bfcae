"""The room fits a phone with little data: its page, and the part that comes after each change."""

import gzip

import pytest

from facilitation.models import Contribution, Session
from groups.models import Membership
from tests.facilitation.meeting import path
from tests.facilitation.room import begun, open_room

MOST = 20 * 1024  # on the wire (docs: later pages)
WORDS = "The letters come too late, and nobody says who wrote them or whom to ring about number {}."


@pytest.fixture
def session(member: Membership, carer: Membership) -> Session:
    session = open_room(member.group)
    begun(session)
    Contribution.objects.bulk_create(
        Contribution(group=session.group, session=session, author=carer, words=WORDS.format(number))
        for number in range(100)
    )
    return session


@pytest.mark.parametrize("who", ["member", "facilitator"])
def test_the_room_with_a_hundred_thoughts_is_at_most_20_kb_on_the_wire(who, session, sign_in, request):
    client = sign_in(request.getfixturevalue(who))
    client.post(path("room_enter", session.group, session), {"promise": "yes"})
    for name in ("room", "room_words"):
        page = client.get(path(name, session.group, session))
        assert WORDS.format(99) in page.text
        assert len(gzip.compress(page.content)) <= MOST
