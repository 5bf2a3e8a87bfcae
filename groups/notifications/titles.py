"""The title of what a message is about, for lists."""

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import Model

from groups.kinds import KINDS
from groups.models import Delivery


def titles_of(deliveries: Iterable[Delivery]) -> dict[str, str]:
    """By the subject of their notification, where what they are about has a title. One query for each model."""
    subjects: dict[type[Model], list[str]] = defaultdict(list)
    for delivery in deliveries:
        if kind := KINDS.get(delivery.notification.kind):
            subjects[kind.model].append(delivery.notification.subject)
    return {
        str(key): title
        for model, keys in subjects.items()
        if _has_a_title(model)
        for key, title in model._default_manager.filter(public_id__in=keys).values_list("public_id", "title")
    }


def _has_a_title(model: type[Model]) -> bool:
    return {"title", "public_id"} <= {field.name for field in model._meta.get_fields()}
