"""The weekly message: what could wait, told at once (docs/decisions/the-weekly-message.md).

Facts wait as deliveries in the state WEEKLY. A sweep gathers those of one person and channel into one message, under
the unique key of notifications, in one transaction. Its words are found when it is sent, from what is still true
then; what it told becomes SENT in the transaction in which it does.
"""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, datetime

from django.db import models, transaction
from django.utils import timezone

from groups.kinds import KINDS, WEEKLY
from groups.models import Delivery, Group, Notification, Person
from groups.notifications.reaching import after_quiet_hours, by_hand, chosen, next_weekly, reaches
from groups.notifications.wanting import subject_if_wanted
from groups.states import SENT_BY_MACHINE, DeliveryState, Priority

type Told = tuple[Delivery, models.Model]
OPEN = (DeliveryState.WEEKLY, DeliveryState.MAYBE_SENT)


def gather_weekly() -> int:
    """Make the weekly messages that are due. Returns for how many people."""
    due = Delivery.objects.waiting_for_the_week().filter(due_at__lte=timezone.now())
    people = sorted(set(due.values_list("person", flat=True)))  # sorted there, it would walk through everyone
    for key in people:
        _gather(key)
    return len(people)


def to_tell(message: Delivery) -> list[Told]:
    """What a weekly message has to tell now, each with its row. What is wanted no more is stopped."""
    waiting = Delivery.objects.filter(gathered_in=message, state=DeliveryState.WEEKLY)
    return _wanted(list(waiting.with_place().order_by("pk")))


def told(message: Delivery, state: DeliveryState) -> None:
    """The weekly message went (or may have gone, or is not needed): so with all it holds."""
    sent_at = message.sent_at or timezone.now() if state == DeliveryState.SENT else None
    inside = Delivery.objects.filter(gathered_in=message, state__in=OPEN)
    inside.update(state=state, sent_at=sent_at)


def leave_to_a_person(message: Delivery) -> None:
    """No machine reaches them: letters or calls tell what this one held, for each group by its own people."""
    rows = Delivery.objects.filter(gathered_in=message, state=DeliveryState.WEEKLY)
    some = list(rows.select_related("notification__group"))
    Delivery.objects.filter(pk__in=[row.pk for row in some]).update(gathered_in=None)
    by_person = by_hand(message.person)
    _make(message.person, some, [by_person] * len(some), timezone.now())
    letters = Delivery.objects.filter(gathered__in=some, state=DeliveryState.BY_HAND)
    Delivery.objects.filter(pk__in=list(letters.values_list("pk", flat=True))).update(instead_of=message)


def take_back(message: Delivery) -> None:
    """It is to go once more: with what was in doubt, and with what letters or calls were to tell in its place."""
    doubted = Delivery.objects.filter(gathered_in=message, state=DeliveryState.MAYBE_SENT)
    doubted.update(state=DeliveryState.WEEKLY)
    instead = Delivery.objects.filter(instead_of=message, state=DeliveryState.BY_HAND)
    by_letter = Delivery.objects.filter(gathered_in__in=instead, state=DeliveryState.WEEKLY)
    by_letter.update(gathered_in=message)
    instead.update(state=DeliveryState.STOPPED)


def hand_on(message: Delivery, other: Delivery) -> None:
    """Another message, a letter for an email, tells what this one held; if it has gone, the next week's does."""
    rows = Delivery.objects.filter(gathered_in=message, state=DeliveryState.WEEKLY)
    if other.state == DeliveryState.BY_HAND:
        rows.update(gathered_in=other)
    else:
        rows.update(gathered_in=None, due_at=next_weekly(message.person, timezone.now()))


def weeks_told(group: Group, *, since: date) -> models.QuerySet[Delivery]:
    """The weekly messages made since that day for people of a group."""
    made = Delivery.objects.filter(notification__kind=WEEKLY, notification__created_at__date__gte=since)
    return made.filter(person__in=group.memberships.values("person"))


@transaction.atomic
def forget_weeks(messages: models.QuerySet[Delivery]) -> None:
    """Keep no word of these weekly messages: each listed what somebody had still to do, and so what they had done.

    One that holds nothing any more goes altogether, for it would say that there was something. (One in whose place a
    letter or a call is stays: it says that it did not arrive.)
    """
    messages.update(text="")
    empty = messages.filter(gathered=None, by_hand=None)
    Notification.objects.filter(pk__in=list(empty.values_list("notification", flat=True))).delete()


def choices_changed(person: Person) -> None:
    """They chose another day, or want everything at once from now on: also what waits already."""
    now = timezone.now()
    waiting = Delivery.objects.waiting_for_the_week().filter(person=person)
    if person.weekly:
        waiting.update(due_at=next_weekly(person, now))
        return
    opens = after_quiet_hours(person, now)
    by_machine = waiting.filter(channel__in=SENT_BY_MACHINE)
    by_machine.update(state=DeliveryState.PENDING, due_at=opens)
    waiting.update(state=DeliveryState.BY_HAND, due_at=opens)


@transaction.atomic
def _gather(key: int) -> None:
    """All that waits for one person. The lock on the person keeps two sweeps apart."""
    person = Person.objects.select_for_update(of=("self",)).get(pk=key)
    now = timezone.now()
    due = list(
        Delivery.objects.waiting_for_the_week()
        .filter(person=person, due_at__lte=now)
        .with_place()
        .order_by("due_at", "pk")
    )
    _follow_choices(due)
    told_now = [delivery for delivery, _ in _wanted(due)]
    _make(person, told_now, [_channel(person, delivery.channel) for delivery in told_now], now)


def _make(person: Person, some: list[Delivery], channels: list[str], now: datetime) -> None:
    """One message for each channel. A coordinator sees only their own group's: by hand there is one for each."""
    messages: dict[tuple[str, int | None], list[Delivery]] = defaultdict(list)
    for delivery, channel in zip(some, channels, strict=True):
        if channel not in SENT_BY_MACHINE and KINDS[delivery.notification.kind].among_us:
            _by_itself(delivery, channel)
            continue
        group = None if channel in SENT_BY_MACHINE else delivery.notification.group_id
        messages[channel, group].append(delivery)
    for (channel, group), held in messages.items():
        _into_one(person, channel, held, now, occurrence=f"/{group}" if group else "")


def _by_itself(delivery: Delivery, channel: str) -> None:
    """What is told among people with lived experience stands in no letter that other hands write."""
    own = Delivery.objects.filter(pk=delivery.pk)
    if delivery.channel == channel:
        own.update(state=DeliveryState.BY_HAND, gathered_in=None)
        return
    own.update(state=DeliveryState.STOPPED, gathered_in=None)
    Delivery.objects.get_or_create(
        notification=delivery.notification,
        person=delivery.person,
        channel=channel,
        defaults={"state": DeliveryState.BY_HAND},
    )


def _follow_choices(due: list[Delivery]) -> None:
    """Whoever chose another channel since gets by that what waited for the one before."""
    for delivery in due:
        now = chosen(delivery.person, delivery.notification.kind)
        if delivery.channel in now:
            continue
        others = delivery.notification.deliveries.filter(person=delivery.person)
        taken = set(others.values_list("channel", flat=True))
        free = next((channel for channel in now if channel not in taken), None)
        if free:
            delivery.channel = free
            delivery.save(update_fields=["channel"])
        elif now:  # another row tells it by the channel they chose
            delivery.state = DeliveryState.STOPPED
            delivery.save(update_fields=["state"])


def _into_one(person: Person, channel: str, some: list[Delivery], now: datetime, *, occurrence: str) -> None:
    """One message a week for each channel. Where this week's is made already, these wait for the next."""
    year, week, _ = some[0].due_at.astimezone(person.tz).isocalendar()
    notification, _ = Notification.objects.get_or_create(
        kind=WEEKLY,
        subject=str(person.public_id),
        occurrence=f"{year}-W{week:02}{occurrence}",
        defaults={"group": some[0].notification.group},
    )
    by_machine = channel in SENT_BY_MACHINE
    message, made = Delivery.objects.get_or_create(
        notification=notification,
        person=person,
        channel=channel,
        defaults={
            "state": DeliveryState.PENDING if by_machine else DeliveryState.BY_HAND,
            "due_at": after_quiet_hours(person, now),
            "priority": Priority.CAN_WAIT,
        },
    )
    rows = Delivery.objects.filter(pk__in=[delivery.pk for delivery in some])
    if made:
        rows.update(gathered_in=message)
    else:
        rows.update(due_at=next_weekly(person, now))


def _wanted(deliveries: list[Delivery]) -> list[Told]:
    """Those still wanted; the others are stopped."""
    waiting = [delivery for delivery in deliveries if delivery.state == DeliveryState.WEEKLY]
    found = [(delivery, subject) for delivery in waiting for subject in _subjects(delivery)]
    wanted = {delivery.pk for delivery, _ in found}
    unwanted = [delivery.pk for delivery in deliveries if delivery.pk not in wanted]
    Delivery.objects.filter(pk__in=unwanted).update(state=DeliveryState.STOPPED)
    return found


def _subjects(delivery: Delivery) -> Iterator[models.Model]:
    kind = KINDS.get(delivery.notification.kind)
    row = subject_if_wanted(delivery, kind) if kind and WEEKLY not in delivery.person.stopped_kinds else None
    if row is not None:
        yield row


def _channel(person: Person, channel: str) -> str:
    return channel if reaches(person, channel) else by_hand(person)
