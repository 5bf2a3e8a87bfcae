"""What did not arrive: a machine gave it up, or nobody knows whether it left. A person sees to it.

The app shows it to whoever it is for all the while. A letter or a call takes the place of what was given up at once,
unless it is private: that goes through nobody's hands.
"""

from django.db import transaction
from django.db.models import Exists, OuterRef

from groups.kinds import KINDS, WEEKLY, Kind
from groups.models import Delivery, Membership, Person
from groups.models.notifications import DeliveryQuerySet
from groups.notifications import weekly
from groups.notifications.by_hand import kinds_among_us
from groups.notifications.reaching import by_hand
from groups.states import Channel, DeliveryState, MembershipState

NOT_ARRIVED = (DeliveryState.FAILED, DeliveryState.MAYBE_SENT)
SEEN_TO = (DeliveryState.SENT, DeliveryState.STOPPED)


def not_arrived(member: Membership) -> DeliveryQuerySet:
    """What this member, who posts letters for their group, can see to, the newest first.

    Nothing private; what is told among people with lived experience only if they are among them (promise 4).
    Nothing whose fact is gone or that a letter or a call has told meanwhile, and nothing to people who left.
    """
    group = member.group_id
    others = kinds_among_us() if not member.meets_among_us else []
    private = [kind.name for kind in KINDS.values() if kind.private] + others
    left = Membership.objects.filter(group=group, person=OuterRef("person"), state=MembershipState.LEFT)
    told = Delivery.objects.filter(instead_of=OuterRef("pk"), state__in=SEEN_TO)
    found = Delivery.objects.filter(
        state__in=NOT_ARRIVED, notification__group=group, notification__closed_at__isnull=True
    )
    found = found.exclude(notification__kind__in=private).exclude(Exists(left)).exclude(Exists(told))
    return found.order_by("-due_at", "-pk")


@transaction.atomic
def leave_to_a_person(delivery: Delivery) -> None:
    """No machine reaches them this way: a coordinator writes or calls. What is private stays in the app."""
    kind = KINDS.get(delivery.notification.kind)
    if kind and kind.private:
        return
    if delivery.notification.kind == WEEKLY:
        weekly.leave_to_a_person(delivery)
        return
    Delivery.objects.get_or_create(
        notification=delivery.notification,
        person=delivery.person,
        channel=_by_hand(delivery.person, kind),
        defaults={"state": DeliveryState.BY_HAND, "instead_of": delivery},
    )


def has_arrived(delivery: Delivery) -> None:
    """It went after all: the letter or the call that was to take its place is not needed."""
    waiting = Delivery.objects.filter(instead_of=delivery, state=DeliveryState.BY_HAND)
    waiting.update(state=DeliveryState.STOPPED)


def _by_hand(person: Person, kind: Kind | None) -> Channel:
    """A letter may be opened by others, so what is theirs alone is said by phone where we have one."""
    may_call = person.phone and person.safe_to_call is not False
    return Channel.PHONE if kind and kind.privately and may_call else by_hand(person)
