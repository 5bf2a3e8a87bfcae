"""Parked matters stay in sight until they are back on an agenda or somebody says what became of them."""

import pytest

from facilitation.actions.parked import park
from facilitation.actions.room import come_in
from facilitation.models import ParkedMatter, Session
from groups.models import Activity, Group
from groups.transitions import Refused
from tests.facilitation.meeting import make_session, path, words_of
from tests.facilitation.room import begun, open_room


@pytest.fixture
def session(group: Group) -> Session:
    return open_room(group)


def test_what_is_parked_stands_in_the_room_for_everyone(session, member, facilitator, sign_in):
    item = begun(session)
    for who in (member, facilitator):
        come_in(session, by=who)
    for _ in range(2):
        sign_in(facilitator).post(
            path("room_park", session.group, session), {"parked": "Parking at the hall"}
        )
    assert ParkedMatter.objects.get().item == item
    page = words_of(sign_in(member).get(path("room", session.group, session)))
    assert "Parked: Parking at the hall" in page
    assert "Bring it back" not in page


def test_a_form_that_is_empty_or_too_long_says_what_to_do(session, facilitator, sign_in):
    browser = sign_in(facilitator)
    for parked in ("", "x" * 301, "\x00"):
        page = browser.post(path("room_park", session.group, session), {"parked": parked})
        assert page.context["form"].errors
        assert "There is a problem" in words_of(page)
    assert not ParkedMatter.objects.exists()


def test_it_is_brought_back_to_the_next_session(session, facilitator, member, sign_in):
    matter = park(session, words="Parking at the hall", by=facilitator)
    coming = make_session(session.group)
    form = {"session": str(coming.public_id), "minutes": "15"}
    page = sign_in(facilitator).post(path("parked_back", session.group, matter), form, follow=True)
    assert [item.title for item in coming.items.all()] == ["Parking at the hall"]
    assert "Back on the agenda of: Planning conversations." in words_of(page)
    assert sign_in(facilitator).get(path("parked_back", session.group, matter)).status_code == 409
    assert sign_in(member).get(path("parked_back", session.group, matter)).status_code == 403


def test_everyone_reads_what_became_of_it(session, facilitator, member, sign_in):
    matter = park(session, words="Parking at the hall", by=facilitator)
    assert "Parking at the hall" in words_of(sign_in(member).get(path("parked", session.group)))
    became = {"became": "The hall gives us six places."}
    sign_in(facilitator).post(path("parked_settle", session.group, matter), became)
    assert "The hall gives us six places." in words_of(sign_in(member).get(path("parked", session.group)))
    assert [row.verb for row in Activity.objects.order_by("pk")] == ["parked.parked", "parkedmatter.settled"]


def test_it_is_shown_after_the_session_and_when_planning_the_next(session, facilitator, member, sign_in):
    park(session, words="Parking at the hall", by=facilitator)
    after = sign_in(member).get(path("session", session.group, session))
    assert "Parking at the hall" in words_of(after)
    planning = sign_in(facilitator).get(path("session_new", session.group))
    assert "Parking at the hall" in words_of(planning)


def test_nothing_is_parked_in_a_closed_room(session, facilitator):
    Session.objects.update(state="closed")
    with pytest.raises(Refused):
        park(session, words="Too late", by=facilitator)
