"""Sessions to arrange for, and their pages."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from facilitation.models import Session
from facilitation.states import SessionState
from groups.models import Delivery, Group, Membership, Person

TAXI = "Taxi at 1.15. Jo meets you at the door."


def planned(group: Group, days: float, state: str = SessionState.ANNOUNCED) -> Session:
    starts = timezone.now() + timedelta(days=days)
    return Session.objects.create(
        group=group,
        title="Spring session",
        starts_at=starts,
        ends_at=starts + timedelta(hours=2),
        state=state,
        announced_at=timezone.now() - timedelta(days=30),
    )


def url(name: str, member: Membership, *more: object) -> str:
    return reverse(name, args=[member.group.public_id, *more])


def asked(person: Person, kind: str) -> bool:
    return Delivery.objects.needing(person).filter(notification__kind=kind).exists()
