"""What is to be told, recorded in the transaction of its fact."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from django.db import models, transaction
from django.utils import timezone

from groups.kinds import KINDS, WEEKLY, Kind
from groups.models import Delivery, Group, Notification, Person
from groups.notifications.reaching import after_quiet_hours, chosen, may_wait, next_weekly, ways_to
from groups.nudges import nudge
from groups.states import SENT_BY_MACHINE, Channel, DeliveryState, GroupState

DELIVER = "groups.tasks.deliver"
NOT_YET_SENT = (
    DeliveryState.PENDING,
    DeliveryState.CLAIMED,
    DeliveryState.BY_HAND,
    DeliveryState.WEEKLY,
    DeliveryState.FAILED,
)


@transaction.atomic
def notify(
    kind: str, subject: models.Model, *, group: Group, to: Iterable[Person], occurrence: str = ""
) -> Notification:
    """Tell people one fact. Telling it twice changes nothing, and neither does telling what is settled.

    A fact that comes again (next month's reminder, a second answer) has an `occurrence` of its own.
    """
    notification, _ = Notification.objects.get_or_create(
        kind=kind,
        subject=_key(subject),
        occurrence=occurrence,
        defaults={"group": group, "needs_you": KINDS[kind].needs_you},
    )
    if notification.closed_at is None and (group.state == GroupState.RUNNING or not KINDS[kind].prompt):
        before = KINDS[kind].before(subject)
        deliveries = [delivery for person in to for delivery in _deliveries(notification, person, before)]
        Delivery.objects.bulk_create(deliveries, ignore_conflicts=True)
        nudge(DELIVER)
    return notification


@transaction.atomic
def settle(kinds: Iterable[str], subject: models.Model) -> None:
    """The fact behind these messages no longer holds: stop what waits, and take it off Today."""
    facts = Notification.objects.filter(kind__in=kinds, subject=_key(subject), closed_at__isnull=True)
    waiting = Delivery.objects.filter(notification__in=facts, state__in=NOT_YET_SENT)
    waiting.update(state=DeliveryState.STOPPED)
    facts.update(closed_at=timezone.now())


@transaction.atomic
def finish(kinds: Iterable[str], subject: models.Model, *, person: Person) -> None:
    """This person has done what these messages asked: off their Today, and nothing more is sent to them."""
    theirs = Delivery.objects.filter(
        person=person, notification__kind__in=kinds, notification__subject=_key(subject)
    )
    theirs.filter(channel=Channel.APP, done_at__isnull=True).update(done_at=timezone.now())
    theirs.filter(state__in=NOT_YET_SENT).update(state=DeliveryState.STOPPED)


def _key(subject: models.Model) -> str:
    return str(getattr(subject, "public_id", subject.pk))


def _deliveries(notification: Notification, person: Person, before: datetime | None) -> Iterator[Delivery]:
    """The app shows it at once; the other ways wait for a machine, for a person or for the weekly message."""
    now = timezone.now()
    kind = KINDS[notification.kind]
    yield Delivery(
        notification=notification, person=person, channel=Channel.APP, state=DeliveryState.SENT, sent_at=now
    )
    weekly = _weekly(person, kind, before, now)
    if weekly and kind.among_us and not _by_machine_alone(person, kind):
        weekly = None  # a weekly letter is written by other hands
    if weekly and WEEKLY in person.stopped_kinds:
        return
    for channel in chosen(person, kind.name) if weekly else ways_to(person, kind.name):
        by_machine = channel in SENT_BY_MACHINE
        if kind.private and not by_machine:
            continue
        at_once = DeliveryState.PENDING if by_machine else DeliveryState.BY_HAND
        opens = now if kind.through_quiet_hours else after_quiet_hours(person, now)
        yield Delivery(
            notification=notification,
            person=person,
            channel=channel,
            state=DeliveryState.WEEKLY if weekly else at_once,
            priority=kind.priority,
            due_at=weekly or opens,
        )


def _by_machine_alone(person: Person, kind: Kind) -> bool:
    return all(channel in SENT_BY_MACHINE for channel in ways_to(person, kind.name))


def _weekly(person: Person, kind: Kind, before: datetime | None, now: datetime) -> datetime | None:
    """When the weekly message tells this; None if it is told at once, or else it would come too late."""
    if not may_wait(person, kind):
        return None
    goes = next_weekly(person, now)
    return None if before and goes > before else goes
