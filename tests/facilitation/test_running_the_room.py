"""One page to run a session from; a big screen; and the room as a member sees it."""

import re
from collections.abc import Callable

import pytest
from django.test import Client

from facilitation.actions.contributions import contribute, contribute_anonymously
from facilitation.actions.room import come_in, raise_hand
from facilitation.models import AgendaItem, Contribution, Decision, Hand, Presence, Session, Signal
from facilitation.states import Audience, SessionState
from groups.models import Group, Membership, Person
from groups.states import Side
from tests.facilitation.meeting import path, words_of
from tests.facilitation.room import begun, open_room

type SignIn = Callable[[Membership | Person], Client]

SCRIPT = {"HX-Request": "true"}


@pytest.fixture
def session(group: Group) -> Session:
    return open_room(group)


@pytest.fixture
def running(session: Session, facilitator: Membership, sign_in: SignIn) -> Client:
    """Dee's browser, in the room she runs."""
    come_in(session, by=facilitator)
    return sign_in(facilitator)


# --- Running it from one page ----------------------------------------------------------------------


def test_everything_needed_to_run_a_session_stands_on_the_page(session, running):
    begun(session)
    page = words_of(running.get(path("room", session.group, session)))
    for words in (
        "Done with this",
        "5 more minutes",
        "Next: go on to this",
        "Pause",
        "Begin a round",
        "Hands",
        "A round with a question",
        "Quick check",
        "Park something",
        "Write down what we agreed",
        "Add to the agenda",
        "Someone is here without a screen",
        "Type for someone",
        "Room passes",
        "Share a late paper",
        "Big screen",
        "See it as a member",
        "Close this session",
    ):
        assert words in page, words


def test_an_item_on_the_spot_and_an_agreement_without_scripts_lead_back_to_the_room(session, running, member):
    item = begun(session)
    room = path("room", session.group, session)
    new = {"item_title": "The taxi rank", "item_minutes": "10"}
    answer = running.post(path("room_item", session.group, session), new)
    assert answer["Location"] == room
    assert session.items.last().title == "The taxi rank"
    page = running.post(
        path("room_agree", session.group, session), {"agreed": "We ask for a ramp."}, follow=True
    )
    assert page.redirect_chain == [(room, 302)]
    assert "Agreed: We ask for a ramp." in words_of(page)
    assert Decision.objects.get().item == item
    session.refresh_from_db()
    assert session.version == 3, "coming in, the item, and what was agreed: every open page hears of each"


def test_with_a_script_the_form_comes_back_blank_and_the_room_moves(session, running):
    begun(session)
    address = path("room_agree", session.group, session)
    answer = running.post(address, {"agreed": "We ask for a ramp."}, headers=SCRIPT)
    words = answer.content.decode()
    assert "<html" not in words
    assert 'id="agreed" data-hx-swap-oob' in words
    assert "Agreed: We ask for a ramp." in words_of(answer)
    wrong = running.post(address, {"agreed": ""}, headers=SCRIPT)
    assert "There is a problem" in words_of(wrong)
    assert "data-hx-swap-oob" not in wrong.content.decode()


def test_an_agreement_needs_an_item_and_what_was_typed_stays(session, running):
    page = running.post(path("room_agree", session.group, session), {"agreed": "We ask for a ramp."})
    assert "Go on to an item first." in words_of(page)
    assert "We ask for a ramp." in words_of(page)
    assert not Decision.objects.exists()


def test_typing_for_someone_comes_back_to_the_room(session, running, member):
    form = {
        "member": str(member.public_id),
        "origin": "phone",
        "words": "Ring me first.",
        "audience": "everyone",
        "agreed": "on",
        "read_back": "yes",
        "once": "11111111-1111-4111-8111-111111111111",
    }
    answer = running.post(path("for_someone", session.group, session) + "?from=room", form)
    assert answer["Location"] == path("room", session.group, session)
    assert "Ring me first." in words_of(running.get(path("room", session.group, session)))


def test_a_pause_by_whoever_runs_it_stops_the_clock_until_they_go_on(session, running):
    begun(session)
    room = path("room", session.group, session)
    for _ in range(2):
        page = running.post(path("room_pause", session.group, session), follow=True)
    assert "We are pausing. Nobody has to say why." in words_of(page)
    assert not Signal.objects.exists()
    shown = running.get(room).context["room"].needs_shown
    page = running.post(path("room_go_on", session.group, session), {"needs": shown}, follow=True)
    assert "We are pausing" not in words_of(page)


def test_someone_in_the_hall_is_here_and_asks_to_speak(session, running, member, facilitator):
    form = {"member": str(member.public_id), "hand": "on"}
    for _ in range(2):
        page = running.post(path("room_here", session.group, session), form, follow=True)
    assert (Presence.objects.filter(member=member).count(), Hand.objects.get().member) == (1, member)
    assert "Ade" in words_of(page)


# --- The big screen --------------------------------------------------------------------------------


def test_the_big_screen_shows_the_room_and_no_controls(session, running, member):
    begun(session)
    Signal.objects.create(group=session.group, session=session, kind="slow")
    page = running.get(path("room_screen", session.group, session))
    assert "Item 1 of 3. Explore. 20 minutes left." in words_of(page)
    assert "Let's slow down." in words_of(page)
    assert not re.search("<(button|form|input|textarea)", page.content.decode().split("<main")[1])


def test_words_are_on_the_big_screen_only_if_chosen_and_only_those_for_everyone(
    session, running, member, facilitator
):
    contribute(session, words="For all of us", audience=Audience.EVERYONE, by=member)
    contribute(session, words="Only among us", audience=Audience.LIVED, by=member)
    contribute(session, words="Only for Dee", audience=Audience.FACILITATORS, by=member)
    contribute_anonymously(session, words="I was afraid", audience=Audience.EVERYONE)
    for name in ("room_screen", "room_screen_now"):
        address = path(name, session.group, session)
        assert "For all of us" not in words_of(running.get(address))
        page = words_of(running.get(address + "?words=yes"))
        assert "For all of us" in page
        assert "I was afraid Someone in the group" in page
        assert "Only among us" not in page
        assert "Only for Dee" not in page


def test_the_big_screen_asks_for_what_is_new_and_ends_with_the_session(session, running):
    address = path("room_screen_now", session.group, session)
    tag = running.get(address)["ETag"]
    assert running.get(address, headers={"If-None-Match": tag}).status_code == 304
    begun(session)
    Session.objects.update(version=5)
    answer = running.get(address, headers={"If-None-Match": tag})
    assert "First words" in words_of(answer)
    Session.objects.update(state=SessionState.CLOSED)
    assert running.get(address)["HX-Redirect"] == path("session", session.group, session)


# --- As a member sees it ---------------------------------------------------------------------------


def test_it_is_the_page_of_a_member_with_nothing_of_anyones_own(session, running, member, carer):
    begun(session)
    for who in (member, carer):
        come_in(session, by=who)
    raise_hand(session, by=member)
    contribute(session, words="For all of us", audience=Audience.EVERYONE, by=member)
    contribute(session, words="Only among us", audience=Audience.LIVED, by=member)
    contribute(session, words="Only for Dee", audience=Audience.FACILITATORS, by=member)
    answer = running.get(path("room_as_member", session.group, session))
    page = words_of(answer)
    assert "For all of us" in page
    for hidden in ("Only among us", "Only for Dee", "Running the room", "Your hand is up", "Take this back"):
        assert hidden not in page, hidden
    assert "Raise a hand" in page


def test_nothing_can_be_done_on_it(session, running):
    answer = running.get(path("room_as_member", session.group, session)).content.decode()
    room = answer.split('<fieldset class="bare" disabled>')[1].split('</fieldset>\n<div class="notice"')[0]
    outside = answer.split("<main")[1].split("</main>")[0].replace(room, "")
    assert "<button" in room
    assert "<button" not in outside
    assert "sse-connect" not in answer
    rows = [model.objects.count() for model in (Contribution, Hand, Presence, AgendaItem)]
    running.get(path("room_as_member", session.group, session))
    assert [model.objects.count() for model in (Contribution, Hand, Presence, AgendaItem)] == rows


def test_a_facilitator_from_the_system_learns_nothing_more_by_it(session, running, facilitator, member):
    facilitator.side, facilitator.job, facilitator.body = Side.SYSTEM, "Manager", "Northshire Board"
    facilitator.save()
    contribute(session, words="Only among us", audience=Audience.LIVED, by=member)
    for name in ("room_as_member", "room_screen", "room"):
        page = running.get(path(name, session.group, session) + "?words=yes")
        assert "Only among us" not in words_of(page), name


def test_only_whoever_runs_the_room_opens_them(session, member, sign_in):
    names = ("room_screen", "room_screen_now", "room_as_member", "room_park", "room_check")
    assert {sign_in(member).get(path(name, session.group, session)).status_code for name in names} == {403}


@pytest.mark.parametrize("needs", ["stop\x00", "slow\x00 break", "stop " + "x " * 40_000])
def test_made_up_needs_are_no_needs(session, running, needs: str):
    Signal.objects.create(group=session.group, session=session, kind="slow")
    assert running.post(path("room_go_on", session.group, session), {"needs": needs}).status_code == 302
    assert Signal.objects.waiting().exists() == ("slow" not in needs.split())
