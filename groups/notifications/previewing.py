"""What a message will say, for whoever is about to have it sent. Nothing is kept, and codes stay hidden."""

from django.db import models

from groups.kinds import KINDS
from groups.models import Delivery, Group, Notification, Person
from groups.notifications.writing import write
from groups.states import Channel


def preview(kind: str, row: models.Model, *, group: Group, person: Person, channel: Channel) -> str:
    """The words as they would go to this person now, with [code] for every code and secret link."""
    subject = str(getattr(row, "public_id", row.pk))
    notification = Notification(kind=kind, group=group, subject=subject)
    delivery = Delivery(notification=notification, person=person, channel=channel)
    return write(delivery, KINDS[kind], row).kept
