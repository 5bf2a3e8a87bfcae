"""What a letter or a call says."""

from groups.kinds import KINDS, WEEKLY, Kind
from groups.models import Delivery, Group, Membership
from groups.models.notifications import DeliveryQuerySet
from groups.notifications.weekly import to_tell
from groups.notifications.writing import Words, write
from groups.states import MembershipState


def kinds_among_us() -> list[str]:
    """What is told among people with lived experience: no hands but theirs write or call about it."""
    return [kind.name for kind in KINDS.values() if kind.among_us]


def for_hands_of(member: Membership) -> DeliveryQuerySet:
    """The letters and calls of their group that this member may see to, if they see to any."""
    waiting = Delivery.objects.waiting_for_hands().filter(notification__group=member.group_id)
    return waiting if member.meets_among_us else waiting.exclude(notification__kind__in=kinds_among_us())


def may_handle(member: Membership, delivery: Delivery) -> bool:
    """Whether this letter or call, of their group, is one for their hands."""
    kind = KINDS.get(delivery.notification.kind)
    return member.meets_among_us or kind is None or not kind.among_us


def letters_to_print(group: Group) -> DeliveryQuerySet:
    """What is printed together, in a file that all who post letters may open: nothing among us is in it."""
    return Delivery.objects.to_print(group).exclude(notification__kind__in=kinds_among_us())


def words_of(delivery: Delivery) -> Words | None:
    """The words as they are true now; None when there is nothing left to say."""
    kind = KINDS.get(delivery.notification.kind)
    if kind and kind.name == WEEKLY:
        return write(delivery, kind, delivery.person) if to_tell(delivery) else None
    row = kind.find(delivery.notification.subject) if kind else None
    if (
        kind is None
        or row is None
        or _has_left(delivery, kind)
        or delivery.notification.closed_at
        or not kind.still_true(row)
    ):
        return None
    return write(delivery, kind, row)


def _has_left(delivery: Delivery, kind: Kind) -> bool:
    """Whoever left is written to no more, by hand as by machine, but of their own words if they wished it."""
    if kind.to_who_left:
        return False
    places = Membership.objects.filter(group=delivery.notification.group_id, person=delivery.person_id)
    left = places.filter(state=MembershipState.LEFT)
    return (left.filter(told_of_words=False) if kind.about_your_words else left).exists()
