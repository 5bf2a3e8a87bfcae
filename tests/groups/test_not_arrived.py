"""What did not arrive is seen to by a person: sent again, said by hand, or dropped. Nothing private is shown."""

from collections.abc import Callable, Iterator
from datetime import time

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django.fixtures import Settings

from groups.actions.by_hand import sent_by_hand
from groups.actions.memberships import leave
from groups.actions.not_arrived import not_needed, send_again, tell_by_hand
from groups.models import Delivery, Group, Membership, Notification, Person
from groups.notifications import notify, settle
from groups.notifications.sending import WAITS, send_due
from groups.notifications.weekly import gather_weekly
from groups.states import Channel, DeliveryState, DeliveryTrouble, Priority
from groups.transitions import Refused
from tests.kinds import told_as

type SignIn = Callable[[Membership | Person], Client]
S = DeliveryState


class Away(EmailBackend):
    """A mail server that cannot be reached."""

    def open(self) -> bool:
        raise ConnectionRefusedError


class Silent(EmailBackend):
    """One that falls silent in the middle."""

    def send_messages(self, messages: object) -> int:
        raise TimeoutError


@pytest.fixture(autouse=True)
def kind(settings: Settings) -> Iterator[None]:
    settings.TEMPLATES = [
        {**settings.TEMPLATES[0], "DIRS": [*settings.TEMPLATES[0]["DIRS"], "tests/templates"]}
    ]
    with told_as():
        yield


@pytest.fixture
def ade(member: Membership) -> Person:
    """Ade, who may be reached at any hour, and has an address and a phone."""
    person = member.person
    person.quiet_from = person.quiet_until = time(0)
    person.address = "1 High Street\nHill Town"
    person.save()
    return person


@pytest.fixture
def lost(ade: Person, group: Group, settings: Settings) -> Delivery:
    """The mail server was away for hours; now it is back."""
    return lose(ade, group, settings, Away)


def lose(person: Person, group: Group, settings: Settings, server: type[EmailBackend]) -> Delivery:
    notify("news", group, group=group, to=[person])
    lose_all(settings, server)
    return Delivery.objects.get(channel=Channel.EMAIL, person=person)


def lose_all(settings: Settings, server: type[EmailBackend]) -> None:
    before, settings.MAILERS = settings.MAILERS, {"default": {"BACKEND": f"{__name__}.{server.__name__}"}}
    for _ in range(len(WAITS) + 1):
        Delivery.objects.filter(state=S.PENDING).update(due_at=timezone.now())
        send_due()
    settings.MAILERS = before


def page(reader: Membership, sign_in: SignIn) -> str:
    shown: str = sign_in(reader).get(reverse("not_arrived", args=[reader.group.public_id])).content.decode()
    return shown


def press(reader: Membership, sign_in: SignIn, delivery: Delivery, what: str) -> None:
    url = reverse("not_arrived_one", args=[reader.group.public_id, delivery.public_id])
    sign_in(reader).post(url, {"what": what})


def letter_of(delivery: Delivery) -> Delivery:
    return Delivery.objects.get(instead_of=delivery)


def test_a_coordinator_reads_who_and_why(lost: Delivery, coordinator: Membership, sign_in: SignIn):
    shown = page(coordinator, sign_in)
    assert "could not be reached" in shown
    assert lost.person.name in shown
    assert "There is news for you" in shown
    assert reverse("by_hand_one", args=[coordinator.group.public_id, letter_of(lost).public_id]) in shown
    beside = sign_in(coordinator).get(reverse("by_hand", args=[coordinator.group.public_id])).content.decode()
    assert "1 message did not arrive" in beside


def test_it_goes_again_and_the_letter_is_not_needed(lost: Delivery, coordinator: Membership, sign_in: SignIn):
    press(coordinator, sign_in, lost, "again")
    send_due()
    lost.refresh_from_db()
    assert (lost.state, len(mail.outbox), letter_of(lost).state) == (S.SENT, 1, S.STOPPED)
    assert "as far as we know" in page(coordinator, sign_in)


def test_lost_again_the_letter_still_waits(lost: Delivery, coordinator: Membership, settings: Settings):
    send_again(lost, by=coordinator)
    lose_all(settings, Away)
    lost.refresh_from_db()
    assert (lost.state, letter_of(lost).state) == (S.FAILED, S.BY_HAND)


def test_once_the_letter_is_posted_it_is_seen_to(lost: Delivery, coordinator: Membership, sign_in: SignIn):
    sent_by_hand(letter_of(lost), by=coordinator)
    assert "as far as we know" in page(coordinator, sign_in)


def test_they_know_already(lost: Delivery, coordinator: Membership, sign_in: SignIn):
    press(coordinator, sign_in, lost, "drop")
    lost.refresh_from_db()
    assert (lost.state, letter_of(lost).state) == (S.STOPPED, S.STOPPED)
    assert "as far as we know" in page(coordinator, sign_in)


def test_what_may_have_arrived_says_so_and_can_be_said_by_hand(
    ade: Person, group: Group, coordinator: Membership, sign_in: SignIn, settings: Settings
):
    doubt = lose(ade, group, settings, Silent)
    assert (doubt.state, doubt.trouble) == (S.MAYBE_SENT, DeliveryTrouble.DOUBT)
    assert "It may have arrived" in page(coordinator, sign_in)
    for _ in range(2):
        press(coordinator, sign_in, doubt, "by_hand")
    assert letter_of(doubt).state == S.BY_HAND


def test_nothing_private_is_shown_or_left_to_a_person(
    ade: Person, group: Group, coordinator: Membership, sign_in: SignIn, settings: Settings
):
    with told_as(private=True):
        secret = lose(ade, group, settings, Away)
        assert secret.state == S.FAILED
        assert "as far as we know" in page(coordinator, sign_in)
        press(coordinator, sign_in, secret, "again")
        assert not Delivery.objects.filter(state=S.BY_HAND).exists()
    secret.refresh_from_db()
    assert secret.state == S.FAILED


def test_what_is_told_among_us_is_for_hands_among_us(
    ade: Person,
    group: Group,
    coordinator: Membership,
    facilitator: Membership,
    sign_in: SignIn,
    settings: Settings,
):
    with told_as(among_us=True):
        lost = lose(ade, group, settings, Away)
        readers = {reader.meets_among_us: reader for reader in (coordinator, facilitator)}
        assert len(readers) == 2
        for among_us, reader in readers.items():
            assert (lost.person.name in page(reader, sign_in)) == among_us
            if not among_us:
                with pytest.raises(Refused):
                    send_again(lost, by=reader)


def test_what_is_theirs_alone_is_said_by_phone_not_by_a_letter_others_may_open(
    ade: Person, group: Group, settings: Settings
):
    Person.objects.filter(pk=ade.pk).update(phone="+447700900123", safe_to_call=True)
    with told_as(privately=True):
        lost = lose(Person.objects.get(pk=ade.pk), group, settings, Away)
    assert letter_of(lost).channel == Channel.PHONE


def test_a_fact_that_is_gone_leaves_the_list(lost: Delivery, coordinator: Membership, sign_in: SignIn):
    settle(["news"], coordinator.group)
    assert "as far as we know" in page(coordinator, sign_in)


def test_whoever_left_leaves_the_list(
    lost: Delivery, member: Membership, coordinator: Membership, sign_in: SignIn
):
    leave(by=member)
    assert "as far as we know" in page(coordinator, sign_in)


def test_nothing_goes_again_to_an_address_that_comes_back(lost: Delivery, coordinator: Membership):
    Person.objects.filter(pk=lost.person_id).update(
        email_trouble="gone", email_trouble_address=lost.person.mail_to
    )
    lost = Delivery.objects.get(pk=lost.pk)
    with pytest.raises(Refused, match="Write or call"):
        send_again(lost, by=coordinator)


def test_only_those_who_post_letters_see_to_it(lost: Delivery, member: Membership, sign_in: SignIn):
    for act in (send_again, tell_by_hand, not_needed):
        with pytest.raises(Refused):
            act(lost, by=member)
    assert sign_in(member).get(reverse("not_arrived", args=[member.group.public_id])).status_code == 403


@pytest.mark.parametrize("server", [Away, Silent])
def test_a_weekly_message_goes_again_with_all_it_held(
    ade: Person, group: Group, coordinator: Membership, settings: Settings, server: type[EmailBackend]
):
    Person.objects.filter(pk=ade.pk).update(weekly=True)
    with told_as(can_wait=True):
        notify("news", group, group=group, to=[Person.objects.get(pk=ade.pk)])
        Delivery.objects.filter(state=S.WEEKLY).update(due_at=timezone.now())
        gather_weekly()
        lose_all(settings, server)
        week = Delivery.objects.get(notification__kind="weekly", channel=Channel.EMAIL)
        assert week.priority == Priority.CAN_WAIT
        send_again(week, by=coordinator)
        send_due()
        assert "There is news for you" in mail.outbox[0].body
    fact = Notification.objects.get(kind="news").deliveries.get(channel=Channel.EMAIL)
    assert (fact.state, fact.gathered_in) == (S.SENT, week)
    assert not Delivery.objects.filter(state=S.BY_HAND).exists()
