"""A week that passes, and what waits."""

from datetime import timedelta

from django.db.models import F
from django.utils import timezone

from groups.models import Delivery, Group, Notification, Person
from groups.notifications import notify
from groups.notifications.sending import send_due
from groups.notifications.weekly import gather_weekly
from groups.states import Channel, DeliveryState

S = DeliveryState


def tell(person: Person, group: Group, occurrence: str = "", kind: str = "news") -> Notification:
    return notify(kind, group, group=group, to=[person], occurrence=occurrence)


def a_week_passes() -> None:
    """Everything that is to come is due now."""
    waiting = Delivery.objects.filter(due_at__gt=timezone.now())
    waiting.update(due_at=F("due_at") - timedelta(days=7))


def monday_comes() -> None:
    a_week_passes()
    gather_weekly()
    send_due()


def states(channel: str = Channel.EMAIL) -> dict[str, str]:
    rows = Delivery.objects.filter(channel=channel).values_list(
        "notification__kind", "notification__occurrence", "state"
    )
    return {
        kind if kind == "weekly" else f"{kind} {occurrence}".strip(): state
        for kind, occurrence, state in rows
    }
