"""Telling the news, and what became of it."""

from groups.models import Delivery, Group, Person
from groups.notifications import notify
from groups.states import Channel, DeliveryState

S = DeliveryState


def tell(person: Person, group: Group, occurrence: str = "") -> Delivery:
    """Tell the news, and give the email."""
    notify("news", group, group=group, to=[person], occurrence=occurrence)
    return Delivery.objects.get(channel=Channel.EMAIL, notification__occurrence=occurrence)


def state(delivery: Delivery) -> str:
    return Delivery.objects.get(pk=delivery.pk).state
