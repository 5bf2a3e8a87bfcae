"""One fact, one notification; one delivery for each person and channel (promise 14)."""

from collections.abc import Iterable

from django.db import models, transaction
from django.utils import timezone

from groups.kinds import KINDS
from groups.models import Delivery, Group, Notification, Person
from groups.states import Channel, DeliveryState


@transaction.atomic
def notify(
    kind: str, subject: models.Model, *, group: Group, to: Iterable[Person], occurrence: str = ""
) -> Notification:
    """Tell people one fact, in the transaction of that fact. Telling it twice changes nothing."""
    notification, _ = Notification.objects.get_or_create(
        kind=kind,
        subject=str(getattr(subject, "public_id", subject.pk)),
        occurrence=occurrence,
        defaults={"group": group, "needs_you": KINDS[kind].needs_you},
    )
    deliveries = [
        Delivery(
            notification=notification,
            person=person,
            channel=channel,
            state=DeliveryState.SENT if channel == Channel.APP else DeliveryState.PENDING,
        )
        for person in to
        for channel in (Channel.APP, *person.channels)
    ]
    Delivery.objects.bulk_create(deliveries, ignore_conflicts=True)
    return notification


def settle(kinds: Iterable[str], subject: models.Model) -> None:
    """The fact behind these messages no longer holds: stop what waits, and take it off Today."""
    open_ones = Notification.objects.filter(
        kind__in=kinds, subject=str(getattr(subject, "public_id", subject.pk)), closed_at__isnull=True
    )
    Delivery.objects.filter(notification__in=open_ones, state=DeliveryState.PENDING).update(
        state=DeliveryState.STOPPED
    )
    open_ones.update(closed_at=timezone.now())


def finish(kinds: Iterable[str], subject: models.Model, *, person: Person) -> None:
    """This person has done what these messages asked: off their Today, and nothing more is sent to them."""
    theirs = Delivery.objects.filter(
        person=person,
        notification__kind__in=kinds,
        notification__subject=str(getattr(subject, "public_id", subject.pk)),
    )
    theirs.filter(channel=Channel.APP, done_at__isnull=True).update(done_at=timezone.now())
    theirs.filter(state=DeliveryState.PENDING).update(state=DeliveryState.STOPPED)
