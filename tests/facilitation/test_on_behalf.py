"""Typed for someone: it counts the same, says how it came, and only its author can put it right (promises 3, 8)."""

from collections.abc import Callable
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from facilitation.actions.on_behalf import put_right, say_it_is_right, take_back_for, type_for
from facilitation.actions.sealing import seal_session
from facilitation.models import Coming, Contribution, Session
from facilitation.states import Audience, SessionState
from groups.actions.memberships import ByHand, add_by_hand
from groups.models import Activity, Delivery, Membership, Person
from groups.notifications.by_hand import words_of
from groups.states import Channel, Origin
from groups.transitions import Refused
from tests.facilitation.making import make_session

type SignIn = Callable[[Membership | Person], Client]


@pytest.fixture
def colin(facilitator: Membership) -> Membership:
    someone = ByHand("Colin", "member", (Channel.PHONE,), phone="01632 960 123", safe_to_call=True)
    return add_by_hand(someone, by=facilitator)


@pytest.fixture
def session(facilitator: Membership) -> Session:
    return make_session(facilitator.group, state=SessionState.ANNOUNCED)


def typed(session: Session, member: Membership, by: Membership, **changes: object) -> Contribution:
    said = {
        "words": "Letters come too late.",
        "audience": Audience.EVERYONE,
        "origin": Origin.PHONE,
        "read_back": False,
    }
    return type_for(session, member=member, by=by, **(said | changes))


def form(member: Membership, **changes: str) -> dict[str, str]:
    return {
        "member": str(member.public_id),
        "origin": "phone",
        "words": "Letters come too late.",
        "audience": "everyone",
        "agreed": "on",
        "read_back": "not_yet",
        "once": str(uuid4()),
    } | changes


def page(name: str, said: Contribution) -> str:
    return reverse(name, args=[said.group.public_id, said.pk])


def test_it_stands_under_their_name_and_says_how_it_came(
    session: Session, colin: Membership, coordinator: Membership, carer: Membership, sign_in: SignIn
):
    address = reverse("for_someone", args=[session.group.public_id, session.public_id])
    client = sign_in(coordinator)
    assert "It is not without a name" in client.get(address).text
    assert client.post(address, form(colin)).status_code == 302
    said = Contribution.objects.get()
    assert (said.author, said.typed_by, said.is_late) == (colin, coordinator, True)
    assert Activity.objects.get(verb="contribution.typed").person == coordinator.person
    shown = sign_in(carer).get(reverse("session", args=[session.group.public_id, session.public_id])).text
    assert "Said on the phone, typed by Evan." in shown
    assert "Not checked with its author yet." in shown


def test_without_their_yes_nothing_is_kept(
    session: Session, colin: Membership, coordinator: Membership, sign_in: SignIn
):
    address = reverse("for_someone", args=[session.group.public_id, session.public_id])
    said = form(colin)
    del said["agreed"]
    answer = sign_in(coordinator).post(address, said)
    assert answer.status_code == 200
    assert "Letters come too late." in answer.text, "nothing typed is lost"
    assert not Contribution.objects.exists()


def test_in_an_open_session_it_is_in_the_room(
    colin: Membership, facilitator: Membership, member: Membership, sign_in: SignIn
):
    room = make_session(facilitator.group)
    said = typed(room, colin, facilitator)
    assert said.is_late is False
    client = sign_in(member)
    client.post(reverse("room_enter", args=[room.group.public_id, room.public_id]))
    shown = client.get(reverse("room", args=[room.group.public_id, room.public_id])).text
    assert "Said on the phone, typed by Dee." in shown


def test_whoever_has_an_account_is_asked_on_today(
    session: Session, member: Membership, coordinator: Membership, sign_in: SignIn
):
    said = typed(session, member, coordinator)
    client = sign_in(member)
    assert "Typed for you: is this right?" in client.get("/").text
    client.post(page("words_check", said))
    said.refresh_from_db()
    assert said.checked_at
    assert "Typed for you" not in client.get("/").text
    assert client.get(page("words_check", said)).status_code == 409


def test_whoever_has_none_gets_it_read_back(session: Session, colin: Membership, coordinator: Membership):
    said = typed(session, colin, coordinator)
    call = Delivery.objects.waiting_for_hands().get(person=colin.person)
    words = words_of(call)
    assert words
    assert "Letters come too late." in words.text
    assert "Letters come too late." not in words.kept, "they may take the words back"
    say_it_is_right(said, by=coordinator)
    call.refresh_from_db()
    assert words_of(call) is None, "nobody is asked twice"


def test_that_is_not_what_i_said(
    session: Session, member: Membership, coordinator: Membership, carer: Membership, sign_in: SignIn
):
    said = typed(session, member, coordinator)
    assert (
        sign_in(member).post(page("words_check", said), {"words": "Letters come too small."}).status_code
        == 302
    )
    said.refresh_from_db()
    assert said.words == "Letters come too small."
    shown = sign_in(carer).get(reverse("session", args=[session.group.public_id, session.public_id])).text
    assert "Letters come too small." in shown
    assert "Corrected by its author." in shown
    assert "Letters come too late." not in shown
    with pytest.raises(Refused):
        put_right(said, words="Once more", by=member)


def test_nobody_else_can_put_it_right(
    session: Session,
    colin: Membership,
    coordinator: Membership,
    facilitator: Membership,
    carer: Membership,
    sign_in: SignIn,
):
    said = typed(session, colin, coordinator)
    with pytest.raises(Refused):
        put_right(said, words="Mine", by=facilitator)
    answer = sign_in(facilitator).post(page("words_check", said), {"words": "Mine"})
    assert answer.status_code == 409
    assert sign_in(carer).get(page("words_check", said)).status_code == 404
    assert sign_in(carer).post(page("words_check", said)).status_code == 404
    put_right(said, words="Letters come too small.", by=coordinator)
    said.refresh_from_db()
    assert said.words == "Letters come too small."


def test_words_of_their_own_are_never_checked_by_others(
    session: Session, member: Membership, facilitator: Membership
):
    own = Contribution.objects.create(group=session.group, session=session, author=member, words="Mine")
    for act in (say_it_is_right, lambda said, by: put_right(said, words="Yours", by=by)):
        with pytest.raises(Refused):
            act(own, by=facilitator)
    own.refresh_from_db()
    assert own.words == "Mine"


def test_they_ask_to_take_it_back(
    session: Session, colin: Membership, coordinator: Membership, sign_in: SignIn
):
    said = typed(session, colin, coordinator)
    client = sign_in(coordinator)
    assert "Only if they asked you to." in client.get(page("take_back_for", said)).text
    client.post(page("take_back_for", said))
    said.refresh_from_db()
    assert (said.words, bool(said.taken_back_at)) == ("", True)
    assert Activity.objects.filter(verb="contribution.taken_back", person=coordinator.person).exists()
    told = Delivery.objects.waiting_for_hands().get(person=colin.person)
    assert told.notification.kind == "taken_back_for_you", "the other call is not needed any more"


def test_nobody_takes_back_for_those_who_can_themselves(
    session: Session, member: Membership, coordinator: Membership
):
    said = typed(session, member, coordinator)
    with pytest.raises(Refused):
        take_back_for(said, by=coordinator)


def test_a_reply_is_typed_too(session: Session, colin: Membership, coordinator: Membership, sign_in: SignIn):
    address = reverse("coming_for", args=[session.group.public_id, session.public_id])
    sign_in(coordinator).post(address, {"member": str(colin.public_id), "answer": "yes", "note": "By bus"})
    reply = Coming.objects.get(member=colin)
    assert (reply.answer, reply.note, reply.typed_by) == ("yes", "By bus", coordinator)


def test_among_themselves_only_for_those_who_are(
    session: Session, professional: Membership, coordinator: Membership
):
    with pytest.raises(Refused):
        typed(session, professional, coordinator, audience=Audience.LIVED)


def test_who_decides_or_works_for_the_system_types_for_nobody(
    session: Session, colin: Membership, lead: Membership, professional: Membership
):
    for other in (lead, professional):
        with pytest.raises(Refused):
            typed(session, colin, other)


def test_it_survives_sealing(colin: Membership, facilitator: Membership):
    room = make_session(facilitator.group)
    said = typed(room, colin, facilitator)
    seal_session(room)
    said.refresh_from_db()
    assert (said.typed_by, said.origin) == (facilitator, Origin.PHONE)


def test_sent_twice_it_is_said_once(
    session: Session, colin: Membership, coordinator: Membership, sign_in: SignIn
):
    address = reverse("for_someone", args=[session.group.public_id, session.public_id])
    twice = form(colin)
    for _ in range(2):
        sign_in(coordinator).post(address, twice)
    assert Contribution.objects.count() == 1
