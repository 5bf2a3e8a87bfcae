"""What comes with helping to run one session: its notes, and asking others to do what was agreed in it."""

from typing import Any

import pytest

from facilitation.actions.co_facilitation import (
    accept_co_facilitation,
    ask_to_co_facilitate,
    hand_back_co_facilitation,
)
from facilitation.actions.contributions import contribute
from facilitation.actions.notes import Box, write_notes
from facilitation.models import CoFacilitation, NoteOfItem, Session, ToDo
from facilitation.states import Audience, SessionState
from groups.models import Membership
from groups.transitions import Refused
from tests.facilitation.meeting import make_item, make_session, path, words_of


@pytest.fixture
def session(facilitator: Membership) -> Session:
    session = make_session(facilitator.group, state=SessionState.OPEN)
    make_item(session, "Letters", state="now")
    return session


@pytest.fixture
def helping(session: Session, member: Membership, facilitator: Membership) -> CoFacilitation:
    asked = ask_to_co_facilitate(session, member=member, by=facilitator)
    return accept_co_facilitation(asked, by=member)


def over(session: Session, state: str = SessionState.CLOSED) -> Session:
    Session.objects.filter(pk=session.pk).update(state=state, notes_due_on=session.group.today)
    session.refresh_from_db()
    return session


def sent(page: Any, words: str) -> dict[str, str]:
    form = page.context["form"]
    return {name: form[name].value() or "" for name in form.fields} | {"words_else": words}


def test_they_write_the_notes_and_read_only_what_they_may(session, helping, member, carer, sign_in):
    contribute(session, words="Only for you two", audience=Audience.FACILITATORS, by=carer)
    contribute(session, words="For us all", audience=Audience.EVERYONE, by=carer)
    browser = sign_in(member)
    over(session)
    address = path("session_notes", session.group, session)
    assert address in browser.get(path("session", session.group, session)).text
    page = browser.get(address)
    assert "For us all" in words_of(page)
    assert "Only for you two" not in words_of(page)
    kept = browser.post(address, sent(page, "We talked about letters."), follow=True)
    assert "Only those who run this session see the notes until they are shared." in words_of(kept)
    assert NoteOfItem.objects.get(item=None).written_by == member
    assert "We talked about letters." not in words_of(
        sign_in(carer).get(path("session", session.group, session))
    )
    browser.post(address, sent(browser.get(address), "We talked about letters.") | {"share": "yes"})
    session.refresh_from_db()
    assert session.state == SessionState.NOTES_SHARED


def test_only_of_their_session_and_only_while_it_is_theirs(session, helping, member, sign_in):
    other = over(make_session(member.group, title="Another"))
    browser = sign_in(member)
    over(session)
    assert browser.get(path("session_notes", session.group, other)).status_code == 403
    with pytest.raises(Refused, match="A facilitator writes the notes"):
        write_notes(other, boxes=[Box(None, "Mine")], by=member)
    hand_back_co_facilitation(helping, by=member)
    assert browser.get(path("session_notes", session.group, session)).status_code == 403
    with pytest.raises(Refused, match="A facilitator writes the notes"):
        write_notes(session, boxes=[Box(None, "Mine")], by=member)
    assert (
        path("session_notes", session.group, session)
        not in browser.get(path("session", session.group, session)).text
    )
    assert not NoteOfItem.objects.exclude(words="").exists()


def asking(session: Session | None, owner: Membership | None) -> dict[str, str]:
    return {
        "words": "Book the hall",
        "owner": str(owner.public_id) if owner else "",
        "due_on": f"{(session or owner).group.today:%d/%m/%Y}",
        "session": str(session.public_id) if session else "",
    }


def test_they_ask_others_for_what_was_agreed_in_their_session(session, helping, member, carer, sign_in):
    browser = sign_in(member)
    browser.post(path("room_to_do", session.group, session), asking(session, carer))
    asked = ToDo.objects.get()
    assert (asked.owner, asked.state, asked.session) == (carer, "asked", session)
    browser.post(path("to_do_hand_on", session.group, asked), {"to": str(member.public_id)})
    asked.refresh_from_db()
    assert asked.owner == member
    browser.post(path("to_do_new", session.group), asking(session, None))
    assert ToDo.objects.filter(owner=None, state="free", session=session).count() == 1


def test_they_ask_nobody_for_another_session_or_for_none(session, helping, member, carer, sign_in):
    other = make_session(member.group, title="Another", state=SessionState.CLOSED)
    browser = sign_in(member)
    for chosen in (other, None):
        page = browser.post(path("to_do_new", member.group), asking(chosen, carer))
        assert "Choose yourself, or choose the session that you help to run." in words_of(page)
    assert not ToDo.objects.exists()
    browser.post(path("to_do_new", member.group), asking(None, member))
    assert ToDo.objects.get().state == "open", "what they take on themselves needs nobody"


def test_handed_back_they_ask_nobody_any_more(session, helping, member, carer, sign_in):
    browser = sign_in(member)
    browser.post(path("room_to_do", session.group, session), asking(session, carer))
    hand_back_co_facilitation(helping, by=member)
    asked = ToDo.objects.get()
    browser.post(path("to_do_drop", session.group, asked), {"words": "No longer."})
    browser.post(path("to_do_new", session.group), asking(session, carer))
    asked.refresh_from_db()
    assert asked.state == "asked"
    assert not ToDo.objects.filter(state="asked").exclude(pk=asked.pk).exists()
    assert "You take this on yourself." in words_of(browser.get(path("to_do_new", session.group)))
