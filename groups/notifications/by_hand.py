"""What a letter or a call says."""

from groups.kinds import KINDS, WEEKLY, Kind
from groups.models import Delivery, Membership
from groups.notifications.weekly import to_tell
from groups.notifications.writing import Words, write
from groups.states import MembershipState


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
    places = Membership.objects.filter(group=delivery.notification.group_id, person=delivery.person_id)
    left = places.filter(state=MembershipState.LEFT)
    return (left.filter(told_of_words=False) if kind.about_your_words else left).exists()
