"""What a letter or a call says."""

from groups.kinds import KINDS, WEEKLY
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
        or _has_left(delivery)
        or delivery.notification.closed_at
        or not kind.still_true(row)
    ):
        return None
    return write(delivery, kind, row)


def _has_left(delivery: Delivery) -> bool:
    """Whoever left is written to no more, by hand as by machine (promise 15)."""
    places = Membership.objects.filter(group=delivery.notification.group_id, person=delivery.person_id)
    return places.filter(state=MembershipState.LEFT).exists()
