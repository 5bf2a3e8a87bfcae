"""Messages outlive deaths of workers and silence of servers, and doubt is left to a person."""

from datetime import timedelta
from smtplib import SMTPRecipientsRefused
from uuid import uuid4

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks
from pytest_django.fixtures import Settings

from coproduction.privacy import retain
from groups.models import Delivery, Group, Notification, Person
from groups.notifications import notify
from groups.notifications.sending import BATCH, WAITS, recover_abandoned, send_due
from groups.states import Channel, DeliveryState
from groups.tasks import sweep_deliveries
from tests.groups.notifications.news import S, state, tell
from tests.kinds import told_as

pytestmark = pytest.mark.usefixtures("news")


def die_holding(delivery: Delivery, in_state: DeliveryState) -> None:
    """As a worker leaves it that died some time ago."""
    past = timezone.now() - timedelta(seconds=1)
    Delivery.objects.filter(pk=delivery.pk).update(state=in_state, claim=uuid4(), lease_until=past)


def test_a_death_before_sending_costs_nothing(awake: Person, group: Group):
    delivery = tell(awake, group)
    die_holding(delivery, S.CLAIMED)
    sweep_deliveries()
    delivery.refresh_from_db()
    assert (delivery.state, delivery.may_have_been_sent, len(mail.outbox)) == (S.SENT, False, 1)


def test_a_death_while_sending_repeats_once_and_says_so(awake: Person, group: Group):
    delivery = tell(awake, group)
    die_holding(delivery, S.IN_HAND)
    sweep_deliveries()
    delivery.refresh_from_db()
    assert (delivery.state, delivery.may_have_been_sent, len(mail.outbox)) == (S.SENT, True, 1)
    assert str(delivery.public_id) in mail.outbox[0].extra_headers["Message-ID"]


def test_a_second_death_while_sending_is_not_repeated(awake: Person, group: Group):
    delivery = tell(awake, group)
    for _ in range(2):
        die_holding(delivery, S.IN_HAND)
        recover_abandoned()
    sweep_deliveries()
    assert (state(delivery), mail.outbox) == (S.MAYBE_SENT, [])


def test_a_text_in_doubt_waits_for_a_person(awake: Person, group: Group):
    delivery = tell(awake, group)
    Delivery.objects.filter(pk=delivery.pk).update(channel=Channel.TEXT)
    die_holding(delivery, S.IN_HAND)
    recover_abandoned()
    delivery.refresh_from_db()
    assert (delivery.state, delivery.may_have_been_sent) == (S.BY_HAND, True)


def test_a_living_lease_is_left_alone(awake: Person, group: Group):
    delivery = tell(awake, group)
    later = timezone.now() + timedelta(seconds=30)
    Delivery.objects.filter(pk=delivery.pk).update(state=S.IN_HAND, claim=uuid4(), lease_until=later)
    sweep_deliveries()
    assert (state(delivery), mail.outbox) == (S.IN_HAND, [])


class Refusing(EmailBackend):
    """A mail server that says no to everyone."""

    def send_messages(self, messages: object) -> int:
        raise SMTPRecipientsRefused({})


class Silent(EmailBackend):
    """A mail server that falls silent in the middle."""

    def send_messages(self, messages: object) -> int:
        raise TimeoutError


class Away(EmailBackend):
    """A mail server that cannot be reached."""

    def open(self) -> bool:
        raise ConnectionRefusedError


def server(settings: Settings, backend: type[EmailBackend]) -> None:
    settings.MAILERS = {"default": {"BACKEND": f"{__name__}.{backend.__name__}"}}


@pytest.mark.parametrize("backend", [Refusing, Away])
def test_what_certainly_did_not_leave_is_tried_again_then_left_to_a_person(
    awake: Person, group: Group, settings: Settings, backend: type[EmailBackend]
):
    server(settings, backend)
    delivery = tell(awake, group)
    for wait in WAITS:
        send_due()
        delivery.refresh_from_db()
        assert (delivery.state, delivery.may_have_been_sent) == (S.PENDING, False)
        assert delivery.due_at - timezone.now() > wait - timedelta(minutes=1)
        Delivery.objects.filter(pk=delivery.pk).update(due_at=timezone.now())
    send_due()
    assert state(delivery) == S.FAILED
    assert Delivery.objects.filter(state=S.BY_HAND, person=awake).count() == 1


def test_silence_in_the_middle_is_doubt(awake: Person, group: Group, settings: Settings):
    server(settings, Silent)
    delivery = tell(awake, group)
    send_due()
    delivery.refresh_from_db()
    assert (delivery.state, delivery.may_have_been_sent) == (S.PENDING, True)
    Delivery.objects.update(due_at=timezone.now())
    send_due()
    assert state(delivery) == S.MAYBE_SENT


def test_one_broken_message_does_not_hold_up_the_others(awake: Person, group: Group):
    with told_as(template="no/such.txt"):
        broken = tell(awake, group)
        send_due()
    tell(awake, group, "2")
    send_due()
    assert (state(broken), len(mail.outbox)) == (S.PENDING, 1)


def test_a_batch_is_at_most_fifty(awake: Person, group: Group):
    for number in range(BATCH + 1):
        notify("news", group, group=group, to=[awake], occurrence=str(number))
    assert (send_due(), send_due(), send_due()) == (BATCH, 1, 0)
    assert len(mail.outbox) == BATCH + 1


def test_a_lost_broker_loses_nothing(
    awake: Person,
    group: Group,
    monkeypatch: pytest.MonkeyPatch,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
):
    def away(*args: object, **kwargs: object) -> None:
        raise ConnectionRefusedError

    monkeypatch.setattr("groups.nudges.current_app.send_task", away)
    with django_capture_on_commit_callbacks(execute=True):
        tell(awake, group)
    sweep_deliveries()
    assert len(mail.outbox) == 1


def test_words_are_forgotten_after_a_year(awake: Person, group: Group):
    delivery = tell(awake, group)
    send_due()
    retain()
    assert Delivery.objects.get(pk=delivery.pk).text
    Notification.objects.update(created_at=timezone.now() - timedelta(days=366))
    retain()
    delivery.refresh_from_db()
    assert (delivery.text, delivery.state) == ("", S.SENT)
