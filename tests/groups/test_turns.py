"""What is urgent goes first, and nothing goes faster than its provider takes it; nothing is lost by waiting."""

import random
from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta
from io import StringIO
from smtplib import SMTPRecipientsRefused
from uuid import uuid4

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.core.management import call_command
from django.utils import timezone
from pytest_django.fixtures import Settings

from groups.kinds import KINDS
from groups.models import Delivery, Group, Membership, Notification, Person
from groups.notifications import notify
from groups.notifications.lateness import lateness, longest_wait
from groups.notifications.sending import BATCH, SPREAD, WAITS, send_due
from groups.notifications.turns import claim_next
from groups.states import Channel, DeliveryState, Priority
from tests.kinds import told_as

S = DeliveryState


@pytest.fixture(autouse=True)
def kind(settings: Settings) -> Iterator[None]:
    settings.TEMPLATES = [
        {**settings.TEMPLATES[0], "DIRS": [*settings.TEMPLATES[0]["DIRS"], "tests/templates"]}
    ]
    with told_as():
        yield


@pytest.fixture
def awake(member: Membership) -> Person:
    """Ade, who may be reached at any hour."""
    member.person.quiet_from = member.person.quiet_until = time(0)
    member.person.save()
    return member.person


def waiting(person: Person, group: Group, number: int, **more: object) -> None:
    """So many emails that are due, an hour ago at first."""
    earlier = timezone.now() - timedelta(hours=1)
    facts = Notification.objects.bulk_create(
        Notification(kind="news", group=group, subject=str(group.public_id), occurrence=uuid4().hex)
        for _ in range(number)
    )
    told = {"channel": Channel.EMAIL, "due_at": earlier, "priority": Priority.CAN_WAIT} | more
    Delivery.objects.bulk_create(Delivery(notification=fact, person=person, **told) for fact in facts)


def tell_today(person: Person, group: Group) -> Delivery:
    with told_as(today=True):
        notify("news", group, group=group, to=[person], occurrence="today")
    return Delivery.objects.get(channel=Channel.EMAIL, notification__occurrence="today")


def test_what_is_for_today_never_waits_behind_thousands(awake: Person, group: Group):
    waiting(awake, group, 3000)
    waiting(awake, group, 1000, priority=Priority.ORDINARY)
    urgent = tell_today(awake, group)
    send_due()
    assert mail.outbox[0].extra_headers["Message-ID"].strip("<>").partition("@")[0] == str(urgent.public_id)
    others = Delivery.objects.filter(state=S.SENT, channel=Channel.EMAIL).exclude(pk=urgent.pk)
    assert set(others.values_list("priority", flat=True)) == {Priority.ORDINARY}


class ToldMeanwhile(EmailBackend):
    """A mail server at which something urgent comes up while a batch goes out."""

    told: list[object] = []

    def send_messages(self, messages: list[object]) -> int:  # type: ignore[override]  # of one message at a time
        number: int = super().send_messages(messages)  # type: ignore[arg-type]  # the same
        if len(mail.outbox) == 3:
            person = Person.objects.get(name="Ade")
            tell_today(person, person.memberships.get().group)
        return number


def test_it_does_not_wait_for_the_end_of_a_batch(awake: Person, group: Group, settings: Settings):
    settings.MAILERS = {"default": {"BACKEND": f"{__name__}.ToldMeanwhile"}}
    Person.objects.filter(pk=awake.pk).update(name="Ade")
    waiting(awake, group, BATCH)
    send_due()
    urgent = Delivery.objects.get(channel=Channel.EMAIL, notification__occurrence="today")
    ids = [sent.extra_headers["Message-ID"].strip("<>").partition("@")[0] for sent in mail.outbox]
    assert (ids.index(str(urgent.public_id)), len(ids)) == (3, BATCH + 1)


@pytest.mark.parametrize(
    ("name", "priority"),
    [
        ("session_changed_today", Priority.URGENT),
        ("session_cancelled_today", Priority.URGENT),
        ("session_soon", Priority.URGENT),  # with the link or pass to join by
        ("invitation", Priority.URGENT),
        ("session_changed", Priority.ORDINARY),
        ("notes_shared", Priority.CAN_WAIT),
    ],
)
def test_each_kind_has_its_turn(name: str, priority: Priority):
    assert KINDS[name].priority == priority


def test_no_more_go_in_a_minute_than_the_provider_takes(awake: Person, group: Group, settings: Settings):
    settings.SENT_IN_A_MINUTE = {"email": 20, "text": 20}
    waiting(awake, group, 100)
    for _ in range(5):
        send_due()
    assert len(mail.outbox) == 18  # two are kept free for what is urgent
    tell_today(awake, group)
    send_due()
    assert len(mail.outbox) == 19
    a_minute_passes()
    send_due()
    assert len(mail.outbox) == 19 + 18


def test_waiting_for_the_provider_loses_nothing(awake: Person, group: Group, settings: Settings):
    settings.SENT_IN_A_MINUTE = {"email": 20, "text": 20}
    waiting(awake, group, 50)
    for _ in range(4):
        send_due()
        a_minute_passes()
    assert len({sent.extra_headers["Message-ID"] for sent in mail.outbox}) == len(mail.outbox) == 50
    assert not Delivery.objects.filter(state=S.PENDING).exists()


def test_what_others_have_claimed_counts_too(awake: Person, group: Group, settings: Settings):
    settings.SENT_IN_A_MINUTE = {"email": 20, "text": 20}
    waiting(awake, group, 100)
    assert [claim_next(uuid4(), 10), claim_next(uuid4(), 10), claim_next(uuid4(), 10)] == [10, 8, 0]


def test_texts_do_not_wait_for_emails(awake: Person, group: Group, settings: Settings):
    settings.SENT_IN_A_MINUTE = {"email": 20, "text": 20}
    waiting(awake, group, 100)
    waiting(awake, group, 5, channel=Channel.TEXT)
    claim_next(uuid4(), 18)
    claim = uuid4()
    claim_next(claim, BATCH)
    assert set(Delivery.objects.filter(claim=claim).values_list("channel", flat=True)) == {Channel.TEXT}


class Refusing(EmailBackend):
    def send_messages(self, messages: object) -> int:
        raise SMTPRecipientsRefused({})


def test_what_failed_together_does_not_come_back_together(awake: Person, group: Group, settings: Settings):
    settings.MAILERS = {"default": {"BACKEND": f"{__name__}.Refusing"}}
    random.seed(1)
    waiting(awake, group, 30)
    start = timezone.now()
    send_due()
    waits = [due - start for due in Delivery.objects.filter(state=S.PENDING).values_list("due_at", flat=True)]
    assert min(waits) >= WAITS[0]  # and so no attempt is forgotten while its minute is counted
    assert max(waits) <= WAITS[0] * (1 + SPREAD) + timedelta(seconds=30)
    assert max(waits) - min(waits) > WAITS[0] * SPREAD / 2


def test_when_it_was_due_at_first_is_kept(awake: Person, group: Group, settings: Settings):
    settings.MAILERS = {"default": {"BACKEND": f"{__name__}.Refusing"}}
    due = datetime(2026, 11, 2, 12, tzinfo=UTC)
    waiting(awake, group, 1, due_at=due)
    for _ in range(2):
        send_due()
        Delivery.objects.filter(state=S.PENDING).update(due_at=timezone.now())
    assert Delivery.objects.get(channel=Channel.EMAIL).first_due_at == due


def test_how_late_they_went_is_told_for_each_channel_and_priority(awake: Person, group: Group):
    waiting(awake, group, 19, due_at=timezone.now() - timedelta(seconds=10))
    waiting(awake, group, 1, due_at=timezone.now() - timedelta(seconds=100))
    tell_today(awake, group)
    send_due()
    lines = {line.priority: line for line in lateness(timezone.now() - timedelta(days=1))}
    weekly, urgent = lines[Priority.CAN_WAIT], lines[Priority.URGENT]
    assert (weekly.number, urgent.number) == (20, 1)
    assert 10 <= weekly.median < 20 < weekly.most < 110
    assert weekly.median < weekly.nearly_all < weekly.most
    assert urgent.most < 10
    assert longest_wait() == 0
    told = StringIO()
    call_command("lateness", stdout=told)
    assert "email, can wait" in told.getvalue()
    assert "Ade" not in told.getvalue()


def test_a_retry_counts_from_when_it_was_due_at_first(awake: Person, group: Group):
    hour_ago = timezone.now() - timedelta(hours=1)
    waiting(awake, group, 1, due_at=timezone.now(), first_due_at=hour_ago)
    send_due()
    [line] = lateness(timezone.now() - timedelta(days=1))
    assert 3600 <= line.most < 3700


def a_minute_passes() -> None:
    past = timezone.now() - timedelta(seconds=61)
    Delivery.objects.filter(begun_at__isnull=False).update(begun_at=past)
