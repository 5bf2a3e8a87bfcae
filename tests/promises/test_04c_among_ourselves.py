"""Promise 4: what people with lived experience say among themselves is heard by nobody else, however it was sent."""

from collections.abc import Callable
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from facilitation.actions.handed_in import hand_in, type_up
from facilitation.actions.on_behalf import put_right, say_it_is_right, take_back_for, type_for
from facilitation.models import Contribution, HandedIn, Session, SpaceEntry
from facilitation.states import Audience, SessionState
from groups.actions.memberships import ByHand, add_by_hand
from groups.files.checking import check
from groups.files.sorts import EVERY_SORT
from groups.models import Delivery, Membership, Notification, Person
from groups.notifications.by_hand import words_of
from groups.permissions import Role
from groups.states import Channel, Origin, Side
from groups.transitions import Refused
from tests.cast import Part, join
from tests.facilitation.making import make_session
from tests.facilitation.test_handed_in import SOUND

type SignIn = Callable[[Membership | Person], Client]


@pytest.fixture
def vik(member: Membership) -> Membership:
    """Has lived experience, was let into the space, and may type for others."""
    part = Part("Vik", Side.LIVED, Role.MEMBER | Role.FACILITATOR)
    vik = join(member.group, part, "vik@demo.example")
    SpaceEntry.objects.create(group=vik.group, member=vik, state="agreed", closes_on=vik.group.today)
    return vik


@pytest.fixture
def ines(member: Membership) -> Membership:
    """Facilitates for the health and care system."""
    part = Part("Ines", Side.SYSTEM, Role.FACILITATOR, "Facilitator", "Northshire Board")
    return join(member.group, part, "ines@demo.example")


@pytest.fixture
def session(member: Membership) -> Session:
    return make_session(member.group, state=SessionState.ANNOUNCED)


def note() -> SimpleUploadedFile:
    return SimpleUploadedFile("note.wav", SOUND, "audio/wav")


def among_us(session: Session, member: Membership) -> HandedIn:
    return hand_in(session, check(note(), EVERY_SORT), audience=Audience.LIVED, by=member)


def address(name: str, row: HandedIn | Contribution) -> str:
    return reverse(name, args=[row.group.public_id, getattr(row, "public_id", row.pk)])


def test_a_voice_note_among_ourselves_is_heard_and_typed_by_one_of_us(
    session: Session,
    member: Membership,
    vik: Membership,
    ines: Membership,
    coordinator: Membership,
    facilitator: Membership,
    sign_in: SignIn,
):
    """Evan and Ines are from the system; Dee facilitates and is not a member."""
    handed = among_us(session, member)
    told = Notification.objects.get(kind="to_type_up").deliveries.all()
    assert {one.person for one in told} == {vik.person}
    for other in (ines, coordinator, facilitator):
        client = sign_in(other)
        assert client.get(address("type_up", handed)).status_code == (403 if other == ines else 404)
        assert client.get(address("handed_file", handed)).status_code == 404
        with pytest.raises(Refused, match=r"somebody who may read it there|types for others"):
            type_up(handed, words="Heard", once=uuid4(), by=other)
    assert sign_in(vik).get(address("handed_file", handed)).status_code == 200
    said = type_up(handed, words="Only for us", once=uuid4(), by=vik)
    for other in (ines, coordinator, facilitator):
        assert sign_in(other).get(address("words_check", said)).status_code == 404
        assert sign_in(other).get(address("words_file", said)).status_code == 404
        for act in (lambda by: say_it_is_right(said, by=by), lambda by: put_right(said, words="X", by=by)):
            with pytest.raises(Refused):
                act(other)
    assert "Only for us" in sign_in(vik).get(address("words_check", said)).text


def test_without_anyone_of_us_to_type_the_form_does_not_offer_it(
    session: Session, member: Membership, ines: Membership, coordinator: Membership, sign_in: SignIn
):
    page = reverse("hand_in", args=[session.group.public_id, session.public_id])
    shown = sign_in(member).get(page).text
    assert 'value="lived"' not in shown
    assert "cannot be for people with lived experience alone" in shown
    assert sign_in(member).post(page, {"file": note(), "audience": "lived"}).status_code == 200
    with pytest.raises(Refused, match="Type it yourself"):
        among_us(session, member)
    assert not HandedIn.objects.exists()


def test_nobody_from_the_system_types_what_was_told_to_them_for_us_alone(
    session: Session, member: Membership, coordinator: Membership, sign_in: SignIn
):
    told = {"words": "Mine", "audience": Audience.LIVED, "origin": Origin.PHONE, "read_back": False}
    with pytest.raises(Refused, match="somebody who may read it there"):
        type_for(session, member=member, by=coordinator, **told)
    form = reverse("for_someone", args=[session.group.public_id, session.public_id])
    assert 'value="lived"' not in sign_in(coordinator).get(form).text


def _call_to(someone: Membership) -> Delivery:
    calls = Delivery.objects.filter(person=someone.person, channel=Channel.PHONE)
    return calls.get(notification__kind="typed_for_you")


def test_a_letter_that_reads_words_back_leaves_out_what_is_among_ourselves(
    session: Session, vik: Membership, coordinator: Membership
):
    """Evan prints the letters and makes the calls."""
    someone = ByHand("Colin", "member", (Channel.PHONE,), phone="01632 960 123", safe_to_call=True)
    colin = add_by_hand(someone, by=vik)
    told = {"words": "He hit me.", "origin": Origin.PHONE, "read_back": False}
    said = type_for(session, member=colin, by=vik, audience=Audience.LIVED, **told)
    script = words_of(_call_to(colin)).text
    assert "He hit me." not in script
    assert "people with lived experience alone" in script
    with pytest.raises(Refused):
        take_back_for(said, by=coordinator)
    take_back_for(said, by=vik)
