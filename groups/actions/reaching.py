"""How people say when and how we may reach them. No activity is recorded of what they do for themselves."""

from datetime import timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from groups.actions.helpers import helped
from groups.kinds import KINDS, WEEKLY
from groups.models import Delivery, Helper, Membership, OutsideContact, Person
from groups.notifications.coming_back import forget_trouble
from groups.notifications.weekly import choices_changed
from groups.states import Channel, DeliveryState, HelperPower, OutsideContactState

# What is chosen by the person, or for somebody without an account.
CHOICES = (
    "channels",
    "channels_by_topic",
    "weekly",
    "weekly_on",
    "phone",
    "safe_to_call",
    "may_leave_message",
    "call_notes",
    "address",
)
OWN = ("quiet_from", "quiet_until", "stopped_kinds", "stop_generation")
PUT_OFF = timedelta(days=3)
WAITING = (DeliveryState.PENDING, DeliveryState.CLAIMED, DeliveryState.BY_HAND, DeliveryState.WEEKLY)


@transaction.atomic
def change_reach(person: Person, *, again: list[str], by: Person, helped_by: Helper | None = None) -> None:
    """Save the person's channels, phone, address, days and hours, and take up the kinds they want again.

    Whoever wants messages again gets new stop links: an old one, clicked late, must not stop them unasked.
    """
    _only_oneself(person, by)
    helped(helped_by, HelperPower.REACH, _("changed how we reach you"))
    before = _locked(person)
    if again or (Channel.EMAIL in person.channels and Channel.EMAIL not in before.channels):
        person.stop_generation = before.stop_generation + 1
    person.stopped_kinds = [kind for kind in before.stopped_kinds if kind not in again]
    person.save(update_fields=[*CHOICES, *OWN])
    choices_changed(person)


@transaction.atomic
def stop_kind(person: Person, kind: str, *, by: Person) -> None:
    """No more messages of this kind, not even those that wait. The app still shows what there is."""
    _only_oneself(person, by)
    locked = _locked(person)
    if kind not in locked.stopped_kinds:
        locked.stopped_kinds = [*locked.stopped_kinds, kind]
        locked.save(update_fields=["stopped_kinds"])
    waiting = _waiting(person).filter(notification__kind=kind)
    if kind == WEEKLY:  # with all that waits for it
        waiting = waiting | _waiting(person).filter(state=DeliveryState.WEEKLY)
    waiting.update(state=DeliveryState.STOPPED)


@transaction.atomic
def start_kind(person: Person, kind: str, *, by: Person) -> None:
    """They did not mean to stop it."""
    _only_oneself(person, by)
    locked = _locked(person)
    locked.stopped_kinds = [stopped for stopped in locked.stopped_kinds if stopped != kind]
    locked.save(update_fields=["stopped_kinds"])


@transaction.atomic
def stop_topic(person: Person, topic: str, *, by: Person) -> None:
    """No more messages about this topic but what is urgent."""
    _only_oneself(person, by)
    locked = _locked(person)
    locked.channels_by_topic = {**locked.channels_by_topic, topic: []}
    locked.save(update_fields=["channels_by_topic"])
    kinds = [kind.name for kind in KINDS.values() if kind.topic == topic and not kind.urgent]
    _waiting(person).filter(notification__kind__in=kinds).update(state=DeliveryState.STOPPED)


@transaction.atomic
def stop_channel(person: Person, channel: str, *, by: Person) -> None:
    """No more email, or no more texts, of any kind."""
    _only_oneself(person, by)
    locked = _locked(person)
    locked.channels = _without(locked.channels, channel)
    topics: dict[str, list[str]] = locked.channels_by_topic
    locked.channels_by_topic = {topic: _without(chosen, channel) for topic, chosen in topics.items()}
    locked.save(update_fields=["channels", "channels_by_topic"])
    _waiting(person).filter(channel=channel).update(state=DeliveryState.STOPPED)


@transaction.atomic
def try_email_again(person: Person, *, by: Person) -> None:
    """Their address works again, they say. Reports from before change nothing any more."""
    _only_oneself(person, by)
    forget_trouble(person)


@transaction.atomic
def renew_calendar(person: Person, *, by: Person) -> Person:
    """A new calendar address; the old one stops at once."""
    _only_oneself(person, by)
    locked = _locked(person)
    locked.calendar_generation += 1
    locked.save(update_fields=["calendar_generation"])
    return locked


@transaction.atomic
def put_off(delivery: Delivery, *, by: Person) -> None:
    """Later: off Today for three days, with whatever else is about the same thing."""
    _only_oneself(delivery.person, by)
    _about_the_same(delivery).update(put_off_until=timezone.now() + PUT_OFF)


@transaction.atomic
def mark_read(delivery: Delivery, *, by: Person) -> None:
    _only_oneself(delivery.person, by)
    _about_the_same(delivery).filter(read_at__isnull=True).update(read_at=timezone.now())


def forget_reach(person: Person) -> None:
    """How to reach someone who left, if nothing here needs it any more."""
    if not _is_needed_elsewhere(person):
        person.phone = person.address = ""
        if person.account_id is None:
            person.email = ""
        person.save(update_fields=["phone", "address", "email"])


def _locked(person: Person) -> Person:
    return Person.objects.select_for_update(of=("self",)).get(pk=person.pk)


def _without(channels: list[str], channel: str) -> list[str]:
    return [each for each in channels if each != channel]


def _about_the_same(delivery: Delivery) -> QuerySet[Delivery]:
    """What the app shows this person of the same thing: Today shows them as one."""
    subject = delivery.notification.subject
    return Delivery.objects.filter(person=delivery.person, channel=Channel.APP, notification__subject=subject)


def _waiting(person: Person) -> QuerySet[Delivery]:
    return Delivery.objects.filter(person=person, state__in=WAITING)


def _only_oneself(person: Person, by: Person) -> None:
    if by != person:
        raise ValueError("Only the person says how they are reached.")


def _is_needed_elsewhere(person: Person) -> bool:
    """In another group, with a duty, or as somebody's contact outside it."""
    asked = (OutsideContactState.ASKED, OutsideContactState.ACCEPTED)
    return (
        Membership.objects.told_of_their_words().filter(person=person).exists()
        or person.duties.exists()
        or OutsideContact.objects.filter(person=person, state__in=asked).exists()
    )
