"""The phone list: safe first, then the number; what a call led to changes how we reach someone (promise 8)."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from groups.actions.calls import change_reach_for, note_call, write_instead
from groups.actions.memberships import ByHand, add_by_hand
from groups.models import Activity, CallOutcome, Delivery, Look, Membership, Person
from groups.notifications import notify
from groups.states import CallAnswer, Channel, DeliveryState
from groups.transitions import Refused

pytestmark = pytest.mark.usefixtures("news")

type SignIn = Callable[[Membership | Person], Client]


@pytest.fixture
def colin(facilitator: Membership) -> Membership:
    """Colin has a phone and nothing else."""
    return add_by_hand(ByHand("Colin", "member", (Channel.PHONE,), phone="01632 960 123"), by=facilitator)


@pytest.fixture
def call(colin: Membership) -> Delivery:
    notify("news", colin.group, group=colin.group, to=[colin.person])
    return Delivery.objects.waiting_for_hands().get()


def page_of(call: Delivery, client: Client) -> str:
    return client.get(reverse("by_hand_one", args=[call.group.public_id, call.public_id])).text


def test_whether_it_is_safe_stands_before_the_number(
    call: Delivery, colin: Membership, coordinator: Membership, sign_in: SignIn
):
    client = sign_in(coordinator)
    page = page_of(call, client)
    assert (
        page.index("Nobody has asked them") < page.index("Say only who you are") < page.index("01632 960 123")
    )
    Person.objects.filter(pk=colin.person_id).update(safe_to_call=False)
    assert "not always safe to call" in page_of(call, client)
    Person.objects.filter(pk=colin.person_id).update(
        safe_to_call=True, may_leave_message=False, call_notes="After 6pm"
    )
    page = page_of(call, client)
    assert page.index("It is safe to call.") < page.index("01632 960 123")
    assert "Leave no message." in page
    assert "After 6pm" in page
    assert "Say only who you are" not in page
    assert Look.objects.get(person=colin.person).what == Look.What.REACH, "seen once in an hour is one look"


def test_no_answer_stays_and_after_three_a_letter_is_suggested(
    call: Delivery, coordinator: Membership, sign_in: SignIn
):
    client = sign_in(coordinator)
    listing = reverse("by_hand", args=[call.group.public_id])
    note = reverse("call_note", args=[call.group.public_id, call.public_id])
    for tries in range(1, 4):
        assert "Try a letter" not in client.get(listing).text
        client.post(note, {"answer": "no_answer", "note": "It rang for long"})
        call.refresh_from_db()
        assert call.state == DeliveryState.BY_HAND
        assert call.calls.unanswered().count() == tries
    assert "Try a letter" in client.get(listing).text
    assert "It rang for long" in page_of(call, client)


def test_a_letter_instead_needs_an_address(call: Delivery, colin: Membership, coordinator: Membership):
    with pytest.raises(Refused, match="no address"):
        write_instead(call, by=coordinator)
    Person.objects.filter(pk=colin.person_id).update(address="4 Quarry Lane")
    letter = write_instead(call, by=coordinator)
    call.refresh_from_db()
    assert (letter.channel, letter.state) == (Channel.LETTER, DeliveryState.BY_HAND)
    assert call.state == DeliveryState.STOPPED


def test_call_again_says_when(call: Delivery, coordinator: Membership, sign_in: SignIn):
    client = sign_in(coordinator)
    note = reverse("call_note", args=[call.group.public_id, call.public_id])
    assert "Write the day and time they asked for." in client.post(note, {"answer": "again"}).text
    past = timezone.now() - timedelta(days=1)
    answer = client.post(note, {"answer": "again", "again_at": past.isoformat(), "note": "Keep this"})
    assert "still to come" in answer.text
    assert "Keep this" in answer.text, "nothing typed is lost"
    when = (timezone.now() + timedelta(days=2)).replace(microsecond=0)
    client.post(note, {"answer": "again", "again_at": when.isoformat()})
    call.refresh_from_db()
    assert (call.state, call.due_at) == (DeliveryState.BY_HAND, when)
    assert "Not before" in client.get(reverse("by_hand", args=[call.group.public_id])).text


def test_told_keeps_what_was_said(call: Delivery, coordinator: Membership):
    note_call(call, answer=CallAnswer.TOLD, by=coordinator)
    call.refresh_from_db()
    assert (call.state, call.title) == (DeliveryState.SENT, "There is news for you")
    assert Activity.objects.filter(verb="delivery.sent", person=coordinator.person).count() == 1
    with pytest.raises(Refused, match="off the list"):
        note_call(call, answer=CallAnswer.NO_ANSWER, by=coordinator)


@pytest.mark.parametrize(
    ("answer", "phone"), [(CallAnswer.WRONG, ""), (CallAnswer.NOT_CALL, "01632 960 123")]
)
def test_letters_take_the_place_of_calls(
    call: Delivery, colin: Membership, coordinator: Membership, answer: str, phone: str
):
    note_call(call, answer=answer, by=coordinator)
    person = Person.objects.get(pk=colin.person_id)
    assert (person.channels, person.phone) == ([Channel.LETTER], phone)
    waiting = Delivery.objects.waiting_for_hands().get(person=person)
    assert waiting.channel == Channel.LETTER, "what waits is written too, so nobody is lost"
    lost = Delivery.objects.needing(coordinator.person).get()
    assert lost.notification.kind == "reach_lost"
    person.address = "4 Quarry Lane"
    change_reach_for(colin, person, by=coordinator)
    assert not Delivery.objects.needing(coordinator.person).exists()


def test_with_an_address_nobody_needs_to_search(call: Delivery, colin: Membership, coordinator: Membership):
    Person.objects.filter(pk=colin.person_id).update(address="4 Quarry Lane")
    note_call(call, answer=CallAnswer.NOT_CALL, by=coordinator)
    assert not Delivery.objects.needing(coordinator.person).exists()


def test_what_they_say_about_calls_is_written_down_for_them(
    colin: Membership, coordinator: Membership, sign_in: SignIn
):
    client = sign_in(coordinator)
    page = reverse("reach_for", args=[colin.group.public_id, colin.public_id])
    assert "I have not asked yet" in client.get(page).text
    said = {
        "channels": "phone",
        "phone": "01632 960 123",
        "safe_to_call": "True",
        "may_leave_message": "False",
    }
    assert client.post(page, said | {"call_notes": "Mornings"}).status_code == 302
    colin.person.refresh_from_db()
    person = colin.person
    assert (person.safe_to_call, person.may_leave_message, person.call_notes) == (True, False, "Mornings")


def test_who_has_an_account_says_it_themselves(member: Membership, coordinator: Membership, sign_in: SignIn):
    page = reverse("reach_for", args=[member.group.public_id, member.public_id])
    assert sign_in(coordinator).get(page).status_code == 409
    client = sign_in(member)
    said = {
        "channels": "phone",
        "phone": "01632 960 001",
        "quiet_from": "20:00",
        "quiet_until": "08:00",
        "safe_to_call": "False",
    }
    client.post(reverse("reach"), said)
    member.person.refresh_from_db()
    assert member.person.safe_to_call is False
    assert member.person.may_leave_message is None


def test_it_is_asked_when_someone_is_added(facilitator: Membership, sign_in: SignIn):
    said = {"name": "Hana", "comes_as": "member", "channels": "phone", "phone": "2", "agreed": "on"}
    sign_in(facilitator).post(
        reverse("add_person", args=[facilitator.group.public_id]), said | {"safe_to_call": "True"}
    )
    assert Person.objects.get(name="Hana").safe_to_call is True


def test_calls_are_for_those_who_make_them(call: Delivery, lead: Membership, carer: Membership):
    for other in (lead, carer):
        with pytest.raises(Refused):
            note_call(call, answer=CallAnswer.TOLD, by=other)
    assert not CallOutcome.objects.exists()
