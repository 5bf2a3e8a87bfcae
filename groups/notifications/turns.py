"""Whose turn it is to be sent: what is urgent first, and no more in a minute than a provider takes.

What must wait stays as it is, due, and is claimed by a later sweep: nothing is put off and nothing is lost.
docs/decisions/one-clock-and-a-pace.md
"""

from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from groups.models import Delivery, Lease
from groups.states import SENT_BY_MACHINE, Channel, DeliveryState, Priority

MINUTE = timedelta(minutes=1)
KEPT_FREE = 10  # one in this many of what a minute takes is kept for what is urgent


@transaction.atomic
def claim_next(claim: UUID, most: int, *, only: Priority | None = None) -> int:
    """Claim up to so many due deliveries. Returns how many."""
    keys: list[int] = []
    room = {channel: _room(channel) for channel in SENT_BY_MACHINE}
    for priority in Priority if only is None else [only]:
        for channel in SENT_BY_MACHINE:
            may = min(most - len(keys), _may(room[channel], channel, priority))
            found = list(_due(channel, priority)[:may]) if may > 0 else []
            room[channel] -= len(found)
            keys += found
    return Delivery.objects.filter(pk__in=keys, state=DeliveryState.PENDING).update(
        state=DeliveryState.CLAIMED, claim=claim, lease_until=timezone.now() + settings.DELIVERY_LEASE
    )


def urgent_waits() -> bool:
    return Delivery.objects.due().filter(channel__in=SENT_BY_MACHINE, priority=Priority.URGENT).exists()


def _due(channel: Channel, priority: Priority) -> "QuerySet[Delivery, int]":
    due = Delivery.objects.due().filter(channel=channel, priority=priority)
    return due.select_for_update(skip_locked=True).values_list("pk", flat=True)


def _may(room: int, channel: Channel, priority: Priority) -> int:
    limit = settings.SENT_IN_A_MINUTE[channel]
    kept = -(-limit // KEPT_FREE) if priority != Priority.URGENT and limit > 1 else 0
    return room - kept


def _room(channel: Channel) -> int:
    """How many more this minute takes. Claimed ones count, as they are about to go; the lock lets nobody count
    beside us. So in no 60 seconds do more begin than the limit says."""
    limit: int = settings.SENT_IN_A_MINUTE[channel]
    if not limit:
        return 10**9
    Lease.objects.locked(f"sending {channel}").get()
    sent = Delivery.objects.filter(channel=channel)
    begun = sent.begun_since(timezone.now() - MINUTE).count()
    claimed = sent.leased().filter(state=DeliveryState.CLAIMED).count()
    return limit - begun - claimed
