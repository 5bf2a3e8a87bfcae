"""A voice note or a photograph of handwriting counts the same, once it is typed and checked (promise 8)."""

from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from facilitation.actions.handed_in import hand_in, take_back_handed_in, type_up
from facilitation.actions.notes import settle_notes
from facilitation.actions.on_behalf import say_it_is_right
from facilitation.models import Contribution, HandedIn, Session
from facilitation.privacy import RETENTION
from facilitation.states import SessionState
from groups.files.checking import check
from groups.files.sorts import EVERY_SORT
from groups.models import Delivery, Look, Membership, Person, Upload
from groups.states import Origin
from groups.transitions import Refused
from tests.facilitation.making import make_session

type SignIn = Callable[[Membership | Person], Client]

SOUND = b"RIFF\x24\x00\x00\x00WAVEfmt \x10\x00\x00\x00\x01\x00\x01\x00\x40\x1f\x00\x00\x40\x1f\x00\x00\x01\x00\x08\x00data\x00\x00\x00\x00"


@pytest.fixture
def session(member: Membership) -> Session:
    return make_session(member.group, state=SessionState.ANNOUNCED)


def note() -> SimpleUploadedFile:
    return SimpleUploadedFile("My diabetes.wav", SOUND, "audio/wav")


@pytest.fixture
def handed(session: Session, member: Membership, coordinator: Membership) -> HandedIn:
    return hand_in(session, check(note(), EVERY_SORT), audience="everyone", by=member)


def test_it_is_sent_typed_and_checked(
    session: Session, member: Membership, coordinator: Membership, sign_in: SignIn
):
    page = reverse("hand_in", args=[session.group.public_id, session.public_id])
    ade, evan = sign_in(member), sign_in(coordinator)
    assert (
        "Send a voice note"
        in ade.get(reverse("late_thought", args=[session.group.public_id, session.public_id])).text
    )
    assert ade.post(page, {"file": note(), "audience": "everyone"}).status_code == 302
    handed = HandedIn.objects.get()
    assert "diabetes" not in handed.upload.name
    assert "Something for you to type for someone" in evan.get("/").text
    to_type = reverse("type_up", args=[session.group.public_id, handed.public_id])
    assert "To type up for Ade" in evan.get(to_type).text
    assert Look.objects.get(person=member.person).what == Look.What.UPLOAD
    heard = evan.get(reverse("handed_file", args=[session.group.public_id, handed.public_id]))
    assert heard.headers["Content-Type"] == "audio/wav"
    evan.post(to_type, {"words": "Letters come too late.", "once": str(uuid4())})
    said = Contribution.objects.get()
    assert (said.author, said.origin, said.upload) == (member, Origin.VOICE, handed.upload)
    assert said.how_it_came == "From a voice note, typed by Evan."
    assert not HandedIn.objects.exists()
    assert not Delivery.objects.needing(coordinator.person).exists()
    assert "Typed for you: is this right?" in ade.get("/").text
    heard = ade.get(reverse("words_file", args=[session.group.public_id, said.pk]))
    assert b"".join(heard.streaming_content) == SOUND


def test_others_neither_hear_nor_type_it(
    handed: HandedIn, carer: Membership, lead: Membership, professional: Membership, sign_in: SignIn
):
    args = [handed.group.public_id, handed.public_id]
    for other in (carer, lead, professional):
        client = sign_in(other)
        assert client.get(reverse("handed_file", args=args)).status_code == 404
        assert client.get(reverse("type_up", args=args)).status_code == 403
        assert client.post(reverse("handed_back", args=args)).status_code == 404
    with pytest.raises(Refused):
        type_up(handed, words="Mine", once=uuid4(), by=lead)


def test_it_is_typed_once(handed: HandedIn, coordinator: Membership, facilitator: Membership):
    type_up(handed, words="Letters come too late.", once=uuid4(), by=coordinator)
    with pytest.raises(Refused, match="typed this already"):
        type_up(handed, words="Letters come too late.", once=uuid4(), by=facilitator)


def test_it_is_taken_back_before_it_is_typed(handed: HandedIn, member: Membership, carer: Membership):
    with pytest.raises(Refused):
        take_back_handed_in(handed, by=carer)
    take_back_handed_in(handed, by=member)
    assert not HandedIn.objects.exists()
    assert not Upload.objects.exists()


def test_once_checked_only_its_author_hears_it(
    handed: HandedIn, member: Membership, coordinator: Membership, sign_in: SignIn
):
    said = type_up(handed, words="Letters come too late.", once=uuid4(), by=coordinator)
    file = reverse("words_file", args=[said.group.public_id, said.pk])
    assert sign_in(coordinator).get(file).status_code == 200
    say_it_is_right(said, by=member)
    assert sign_in(coordinator).get(file).status_code == 404
    assert sign_in(member).get(file).status_code == 200


def test_the_file_goes_when_the_session_settles(
    handed: HandedIn, session: Session, member: Membership, coordinator: Membership
):
    said = type_up(handed, words="Letters come too late.", once=uuid4(), by=coordinator)
    say_it_is_right(said, by=member)
    Session.objects.update(state=SessionState.NOTES_SHARED)
    session.refresh_from_db()
    settle_notes(session)
    said.refresh_from_db()
    assert (said.words, said.upload) == ("Letters come too late.", None)
    assert not Upload.objects.exists()


def test_only_sounds_and_pictures(session: Session, member: Membership, sign_in: SignIn):
    page = reverse("hand_in", args=[session.group.public_id, session.public_id])
    answer = sign_in(member).post(
        page, {"file": SimpleUploadedFile("a.txt", b"words"), "audience": "everyone"}
    )
    assert answer.status_code == 200
    assert not HandedIn.objects.exists()


def test_what_nobody_ever_typed_goes_after_half_a_year(handed: HandedIn):
    keeping = next(one for one in RETENTION if one.kind == "typed_up")
    assert keeping.forget(keeping.past()) == 0
    Upload.objects.update(created_at=timezone.now() - timedelta(days=190))
    assert keeping.forget(keeping.past()) == 1
    assert not HandedIn.objects.exists()
