"""What is typed to plan a session, and who was told."""

from datetime import timedelta

from groups.models import Delivery, Group

IN_A_MONTH = timedelta(days=30)


def typed(group: Group, **more: str) -> dict[str, str]:
    day = group.today + IN_A_MONTH
    return {"title": "Planning conversations", "day": day.isoformat(), "starts": "14:00"} | more


def told(kind: str) -> set[int]:
    return set(Delivery.objects.filter(notification__kind=kind).values_list("person", flat=True))
