"""What a letter or a call says."""

from groups.kinds import KINDS
from groups.models import Delivery
from groups.notifications.writing import Words, write


def words_of(delivery: Delivery) -> Words | None:
    """The words as they are true now; None when there is nothing left to say."""
    kind = KINDS.get(delivery.notification.kind)
    row = kind.find(delivery.notification.subject) if kind else None
    if kind is None or row is None or delivery.notification.closed_at or not kind.still_true(row):
        return None
    return write(delivery, kind, row)
