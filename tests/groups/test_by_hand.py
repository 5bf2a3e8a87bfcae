"""Letters and calls: nobody is lost because no machine reaches them (promise 8, promise 14)."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from groups.actions.by_hand import sent_by_hand
from groups.actions.memberships import leave
from groups.models import Activity, Delivery, Membership, Person
from groups.notifications import notify, settle
from groups.notifications.by_hand import words_of
from groups.states import DeliveryState
from groups.transitions import Refused
from tests.cast import CAST, join, make_group
from tests.kinds import told_as

pytestmark = pytest.mark.usefixtures("news")

type SignIn = Callable[[Membership | Person], Client]


@pytest.fixture
def letter(member: Membership) -> Delivery:
    """Ade wants letters, and there is news."""
    person = member.person
    person.channels, person.address = ["letter"], "1 High Street\nHill Town"
    person.save()
    notify("news", member.group, group=member.group, to=[person])
    return Delivery.objects.get(state=DeliveryState.BY_HAND)


def url(name: str, member: Membership, *more: object) -> str:
    return reverse(name, args=[member.group.public_id, *more])


def test_a_coordinator_finds_prints_and_posts_it(letter: Delivery, coordinator: Membership, sign_in: SignIn):
    client = sign_in(coordinator)
    assert "Ade" in client.get(url("by_hand", coordinator)).content.decode()
    shown = client.get(url("by_hand_one", coordinator, letter.public_id)).content.decode()
    assert "1 High Street<br>Hill Town" in shown
    assert "There is news in Northshire group &amp; more." in shown
    assert "http://localhost" not in shown  # nobody can follow a link on paper
    client.post(url("by_hand_done", coordinator, letter.public_id), {"what": "sent"})
    letter.refresh_from_db()
    assert (letter.state, letter.title) == (DeliveryState.SENT, "There is news for you")
    assert "There is news" in letter.text
    assert Activity.objects.get(verb="delivery.sent").person == coordinator.person
    assert "Nobody waits" in client.get(url("by_hand", coordinator)).content.decode()


def test_a_letter_has_no_marks_of_an_email(letter: Delivery):
    words = words_of(letter)
    assert words
    assert "--" not in words.text
    assert "In an emergency call 999." in words.text


def test_the_list_leads_back_and_nobody_reads_a_heading_with_nothing_under_it(
    coordinator: Membership, facilitator: Membership, sign_in: SignIn
):
    back = url("looking_after", coordinator)
    assert f'href="{back}">Back to' in sign_in(coordinator).get(url("by_hand", coordinator)).text
    assert "The group itself" not in sign_in(coordinator).get(back).text
    assert "The group itself" in sign_in(facilitator).get(back).text


def test_what_has_passed_is_not_posted(letter: Delivery, coordinator: Membership, sign_in: SignIn):
    client = sign_in(coordinator)
    with told_as(still_true=lambda row: False):
        shown = client.get(url("by_hand_one", coordinator, letter.public_id)).content.decode()
    assert "This is not needed any more" in shown
    client.post(url("by_hand_done", coordinator, letter.public_id), {"what": "drop"})
    letter.refresh_from_db()
    assert (letter.state, letter.text) == (DeliveryState.STOPPED, "")


def test_whoever_left_is_not_written_to(
    letter: Delivery, member: Membership, coordinator: Membership, sign_in: SignIn
):
    leave(by=member)
    shown = sign_in(coordinator).get(url("by_hand_one", coordinator, letter.public_id)).content.decode()
    assert "This is not needed any more" in shown
    assert "There is news" not in shown


def test_what_is_settled_leaves_the_list(letter: Delivery, coordinator: Membership, sign_in: SignIn):
    settle(["news"], coordinator.group)
    assert "Nobody waits" in sign_in(coordinator).get(url("by_hand", coordinator)).content.decode()


def test_addresses_are_for_those_who_post_letters(
    letter: Delivery, carer: Membership, lead: Membership, sign_in: SignIn
):
    for other in (carer, lead):
        assert sign_in(other).get(url("by_hand", other)).status_code == 403
        with pytest.raises(Refused):
            sent_by_hand(letter, by=other)


def test_letters_of_another_group_are_not_found(letter: Delivery, sign_in: SignIn):
    elsewhere = join(make_group("Elsewhere"), CAST["coordinator"], "elsewhere@demo.example")
    client = sign_in(elsewhere)
    assert client.get(url("by_hand_one", elsewhere, letter.public_id)).status_code == 404
    assert client.post(url("by_hand_done", elsewhere, letter.public_id)).status_code == 404


def test_it_is_posted_once(letter: Delivery, coordinator: Membership):
    sent_by_hand(letter, by=coordinator)
    with pytest.raises(Refused):
        sent_by_hand(letter, by=coordinator)
