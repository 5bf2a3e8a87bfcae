"""A break, coming back and leaving for someone without an account: on their word, noted, and told by letter or phone."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from facilitation.states import SessionState
from groups.actions.by_hand import sent_by_hand
from groups.actions.memberships import ByHand, Parting, add_by_hand
from groups.actions.on_their_word import come_back_for, leave_for, pause_for
from groups.models import Activity, CallMe, Delivery, ExitNote, Membership, OutsideContact, Person
from groups.notifications.by_hand import words_of
from groups.states import CallKind, Channel, MembershipState, Origin
from groups.tasks import forget_reach_of_those_told
from groups.transitions import Refused
from tests.facilitation.making import make_session

type SignIn = Callable[[Membership | Person], Client]
SAID = {"origin": "phone", "read_back": "on"}


@pytest.fixture
def colin(coordinator: Membership) -> Membership:
    """Takes part by letter, and has no account."""
    someone = ByHand("Colin Marsh", "member", (Channel.LETTER,), address="4 Quarry Lane")
    return add_by_hand(someone, by=coordinator)


def again(member: Membership) -> Membership:
    return Membership.objects.select_related("group", "person").get(pk=member.pk)


def letter_to(member: Membership) -> Delivery:
    return Delivery.objects.waiting_for_hands().get(person=member.person)


def url(name: str, member: Membership) -> str:
    return reverse(name, args=[member.group.public_id, member.public_id])


def test_a_break_is_noted_with_who_wrote_it_and_they_are_told_by_letter(
    colin: Membership, facilitator: Membership, sign_in: SignIn
):
    client = sign_in(facilitator)
    page = client.get(reverse("person", args=[colin.group.public_id, colin.public_id])).text
    assert "Colin Marsh wants a break" in page
    assert client.post(url("pause_for", colin), {"origin": "phone"}).status_code == 200, (
        "it was not read back"
    )
    assert again(colin).state == MembershipState.ACTIVE
    client.post(url("pause_for", colin), SAID)
    assert again(colin).state == MembershipState.PAUSED
    assert set(
        Activity.objects.filter(target__endswith=str(colin.public_id)).values_list("verb", "person")
    ) >= {
        ("membership.paused", facilitator.person.pk),
        ("membership.paused_said_by_phone", facilitator.person.pk),
    }
    told = words_of(letter_to(colin))
    assert told
    assert "You told us that you want a break" in told.text


def test_coming_back_takes_the_place_of_a_letter_not_sent_yet(colin: Membership, coordinator: Membership):
    pause_for(colin, origin=Origin.LETTER, by=coordinator)
    come_back_for(again(colin), origin=Origin.PHONE, by=coordinator)
    told = words_of(letter_to(colin))
    assert told
    assert "your break" in told.text
    assert again(colin).state == MembershipState.ACTIVE


def test_they_leave_with_what_they_wish_and_their_address_goes_when_they_have_been_told(
    colin: Membership, facilitator: Membership, sign_in: SignIn
):
    client = sign_in(facilitator)
    page = client.get(url("leave_for", colin)).text
    assert "Their words stay, with their name" in page
    client.post(
        url("leave_for", colin), {**SAID, "words": "keep", "reach": "nothing", "note": "Thank you all"}
    )
    assert again(colin).state == MembershipState.LEFT
    assert ExitNote.objects.get(member=colin).words == "Thank you all"
    forget_reach_of_those_told()
    assert again(colin).person.address == "4 Quarry Lane", "the letter is not in the post yet"
    farewell = letter_to(colin)
    words = words_of(farewell)
    assert words
    assert "you have left" in words.text
    sent_by_hand(farewell, by=facilitator)
    forget_reach_of_those_told()
    assert again(colin).person.address == ""


def test_who_wishes_to_hear_of_their_words_stays_in_reach(colin: Membership, coordinator: Membership):
    leave_for(colin, origin=Origin.PHONE, parting=Parting(tell_me=True), by=coordinator)
    sent_by_hand(letter_to(colin), by=coordinator)
    forget_reach_of_those_told()
    assert again(colin).person.address == "4 Quarry Lane"


def test_whoever_signs_in_decides_alone(member: Membership, facilitator: Membership, sign_in: SignIn):
    for act in ("pause_for", "leave_for"):
        assert "they do this themselves" in sign_in(facilitator).post(url(act, member), SAID).text
    assert again(member).state == MembershipState.ACTIVE


def test_a_member_cannot_write_it_down_for_another(colin: Membership, member: Membership, sign_in: SignIn):
    with pytest.raises(Refused):
        leave_for(colin, origin=Origin.PHONE, parting=Parting(), by=member)
    sign_in(member).post(url("leave_for", colin), SAID)
    assert again(colin).state == MembershipState.ACTIVE


def test_their_yes_to_a_talk_is_written_down_and_nothing_says_whose_it_was(
    colin: Membership, facilitator: Membership, stranger: Person, sign_in: SignIn
):
    OutsideContact.objects.update(person=stranger)
    session = make_session(colin.group, state=SessionState.NOTES_SHARED)
    page = reverse("debrief_for", args=[colin.group.public_id, session.public_id, colin.public_id])
    client = sign_in(facilitator)
    assert "Colin Marsh would like to talk about it" in client.get(page).text
    typed = {**SAID, "to": str(stranger.public_id), "number": "01632 960 123", "when_suits": "Mornings"}
    client.post(page, {**typed, "read_back": ""})
    assert not CallMe.objects.exists(), "it was not read back"
    client.post(page, typed)
    call = CallMe.objects.get()
    assert (call.member, call.to, call.kind) == (colin, stranger, CallKind.DEBRIEF)
    trail = Activity.objects.get(verb="session.talk_wanted_said_by_phone")
    assert (trail.person, str(colin.public_id) in trail.target) == (facilitator.person, False)
    told = words_of(letter_to(colin))
    assert told
    assert "You told us that you would like to talk" in told.text


def test_a_talk_cannot_be_wanted_for_who_signs_in(
    member: Membership, facilitator: Membership, sign_in: SignIn
):
    session = make_session(member.group, state=SessionState.NOTES_SHARED)
    page = reverse("debrief_for", args=[member.group.public_id, session.public_id, member.public_id])
    assert "they do this themselves" in sign_in(facilitator).get(page).text
