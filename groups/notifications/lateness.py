"""How late messages go: from when each was due at first to when it went. Figures alone, of nobody."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import product
from statistics import median, quantiles

from django.db.models import F
from django.db.models.functions import Coalesce
from django.utils import timezone

from groups.models import Delivery
from groups.states import SENT_BY_MACHINE, Channel, DeliveryState, Priority


@dataclass(frozen=True)
class Lateness:
    """Of what went by one channel with one priority, in seconds."""

    channel: Channel
    priority: Priority
    number: int
    median: float
    nearly_all: float  # 95 of 100 were not later
    most: float


def lateness(since: datetime) -> Iterator[Lateness]:
    for channel, priority in product(SENT_BY_MACHINE, Priority):
        sent = Delivery.objects.filter(channel=channel, begun_at__gte=since, priority=priority)
        late = sent.filter(state=DeliveryState.SENT).annotate(
            late=F("sent_at") - Coalesce("first_due_at", "due_at")
        )
        seconds = [max(0.0, gap.total_seconds()) for gap in late.values_list("late", flat=True)]
        if seconds:
            all_but_few = quantiles(seconds, n=20, method="inclusive")[-1] if len(seconds) > 1 else seconds[0]
            yield Lateness(channel, priority, len(seconds), median(seconds), all_but_few, max(seconds))


def longest_wait() -> float:
    """For how many seconds what is due has waited at most; 0 when nothing waits."""
    now, waits = timezone.now(), [0.0]
    for channel, priority in product(SENT_BY_MACHINE, Priority):
        due = Delivery.objects.due().filter(channel=channel, priority=priority)
        first = due.values_list("due_at", flat=True).first()
        waits += [(now - first).total_seconds()] if first else []
    return max(waits)
