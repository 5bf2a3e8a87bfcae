"""How people say when and how we may reach them. No activity is recorded: it concerns nobody else."""

from datetime import timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from groups.models import Delivery, Person
from groups.states import Channel, DeliveryState

PUT_OFF = timedelta(days=3)
WAITING = (DeliveryState.PENDING, DeliveryState.CLAIMED, DeliveryState.BY_HAND)


@transaction.atomic
def change_reach(person: Person, *, again: list[str], by: Person) -> None:
    """Save the person's channels, phone, address and quiet hours, and take up the kinds they want again.

    Whoever wants messages again gets new stop links: an old one, clicked late, must not stop them unasked.
    """
    _only_oneself(person, by)
    before = Person.objects.select_for_update().get(pk=person.pk)
    if again or (Channel.EMAIL in person.channels and Channel.EMAIL not in before.channels):
        person.stop_generation = before.stop_generation + 1
    person.stopped_kinds = [kind for kind in person.stopped_kinds if kind not in again]
    person.save()


@transaction.atomic
def stop_kind(person: Person, kind: str, *, by: Person) -> None:
    """No more messages of this kind, not even those that wait. The app still shows what there is."""
    _only_oneself(person, by)
    if kind not in person.stopped_kinds:
        person.stopped_kinds = [*person.stopped_kinds, kind]
        person.save(update_fields=["stopped_kinds"])
    _waiting(person).filter(notification__kind=kind).update(state=DeliveryState.STOPPED)


@transaction.atomic
def stop_email(person: Person, *, by: Person) -> None:
    """No more email of any kind."""
    _only_oneself(person, by)
    person.channels = [channel for channel in person.channels if channel != Channel.EMAIL]
    person.save(update_fields=["channels"])
    _waiting(person).filter(channel=Channel.EMAIL).update(state=DeliveryState.STOPPED)


@transaction.atomic
def put_off(delivery: Delivery, *, by: Person) -> None:
    """Later: off Today for three days, with whatever else is about the same thing."""
    _only_oneself(delivery.person, by)
    _about_the_same(delivery).update(put_off_until=timezone.now() + PUT_OFF)


@transaction.atomic
def mark_read(delivery: Delivery, *, by: Person) -> None:
    _only_oneself(delivery.person, by)
    _about_the_same(delivery).filter(read_at__isnull=True).update(read_at=timezone.now())


def _about_the_same(delivery: Delivery) -> QuerySet[Delivery]:
    """What the app shows this person of the same thing: Today shows them as one."""
    subject = delivery.notification.subject
    return Delivery.objects.filter(person=delivery.person, channel=Channel.APP, notification__subject=subject)


def _waiting(person: Person) -> QuerySet[Delivery]:
    return Delivery.objects.filter(person=person, state__in=WAITING)


def _only_oneself(person: Person, by: Person) -> None:
    if by != person:
        raise ValueError("Only the person says how they are reached.")
