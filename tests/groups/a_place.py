"""Somebody's place in a group: its page, its row as it is now, and who was told of it."""

from groups.models import Delivery, Membership


def told(kind: str) -> set[str]:
    shown = Delivery.objects.filter(notification__kind=kind, notification__closed_at=None, channel="app")
    return {delivery.person.name for delivery in shown.select_related("person")}


def again(member: Membership) -> Membership:
    return Membership.objects.select_related("group", "person").get(pk=member.pk)
