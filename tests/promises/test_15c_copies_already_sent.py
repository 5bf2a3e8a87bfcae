"""Promise 15: words go at once; copies already sent are named honestly, and only those that there are."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from facilitation.actions.contributions import contribute, contribute_anonymously
from facilitation.copies import copies_of
from facilitation.models import Contribution, Session
from facilitation.states import Audience, SessionState
from groups.models import Membership, Person
from lifecycle.models import Trace
from tests.facilitation.meeting import path, words_of
from tests.facilitation.room import open_room
from tests.house.everything import Everything, make_everything

type SignIn = Callable[[Membership | Person], Client]


@pytest.fixture
def whole(db: None) -> Everything:
    return make_everything("Alba group")


def settled(session: Session) -> None:
    Session.objects.filter(pk=session.pk).update(
        state=SessionState.SETTLED, closed_at=timezone.now(), notes_shared_at=timezone.now()
    )


def test_before_anything_was_sent_no_copy_is_named(member: Membership, sign_in: SignIn):
    session = open_room(member.group)
    said = contribute(session, words="I said this", audience=Audience.EVERYONE, by=member)
    assert copies_of(said) == []
    page = sign_in(member).get(path("take_back", member.group, session, said.pk))
    assert "We cannot call back" not in words_of(page)


def test_after_the_notes_settled_they_still_go_and_each_copy_is_named(whole: Everything, sign_in: SignIn):
    """Ade's words became part of a request to Dr Nair, and the notes were shared."""
    said, ask, session = (whole.rows[name] for name in ("words_id", "ask_id", "session_id"))
    Trace.objects.create(group=whole.group, contribution=said, ask=ask)
    settled(session)
    ade = sign_in(whole.cast["member"])
    address = path("take_back", whole.group, session, said.pk)
    for page in (ade.get(address), ade.post(address, follow=True)):
        read = words_of(page)
        assert "The notes of this session were shared on" in read
        assert "They were part of a request to Dr Priya Nair" in read
        assert "“Letters in large print”" in read
        assert "was published" not in read, "no report was"
    assert not Contribution.objects.filter(words="Letters come too late.").exists()
    carer = sign_in(whole.cast["carer"])
    assert "Letters come too late." not in words_of(carer.get(path("ask", whole.group, ask)))
    assert "Letters come too late." not in words_of(carer.get(path("session", whole.group, session)))


def test_whoever_said_it_without_a_name_is_told_the_same_by_receipt(member: Membership):
    session = open_room(member.group)
    code = contribute_anonymously(session, words="He shouts", audience=Audience.EVERYONE)
    settled(session)
    page = words_of(Client().post(reverse("receipt"), {"code": code, "take_back": "1"}))
    assert "You took your words back." in page
    assert "The notes of this session were shared on" in page
