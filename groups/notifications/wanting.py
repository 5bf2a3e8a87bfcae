"""Whether a message is still wanted, asked again just before it goes."""

from django.db import models

from groups.kinds import Kind
from groups.models import Delivery
from groups.notifications.reaching import chosen, ways_to
from groups.states import DeliveryState, GroupState, MembershipState


def subject_if_wanted(delivery: Delivery, kind: Kind) -> models.Model | None:
    """The row it is about; None when the fact is gone, the group rests, or the person wants no such message now."""
    if not _may_tell(delivery, kind):
        return None
    row = kind.find(delivery.notification.subject)
    return row if row is not None and kind.still_true(row) else None


def _may_tell(delivery: Delivery, kind: Kind) -> bool:
    """Of a delivery `with_place`."""
    notification, place = delivery.notification, getattr(delivery, "place", None)
    if notification.closed_at or (place == MembershipState.LEFT and not _asked_for(delivery, kind)):
        return False
    if kind.prompt and notification.group.state != GroupState.RUNNING:
        return False
    if kind.prompt and place == MembershipState.PAUSED and not kind.in_a_break:
        return False
    wanted = chosen(delivery.person, kind.name)
    if delivery.state == DeliveryState.WEEKLY:  # its message knows the channel
        return bool(wanted)
    return delivery.channel in wanted or delivery.channel in ways_to(delivery.person, kind.name)


def _asked_for(delivery: Delivery, kind: Kind) -> bool:
    """Whoever left hears nothing more, but what became of their own words if they wished it."""
    return kind.to_who_left or (kind.about_your_words and bool(getattr(delivery, "told_of_words", False)))
