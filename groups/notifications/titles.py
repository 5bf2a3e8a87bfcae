"""The title of what a message is about, and how long its act takes, for lists. One query for each kind of row."""

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import Model

from groups.kinds import KINDS, Kind
from groups.models import Delivery


def titles_of(deliveries: Iterable[Delivery]) -> dict[str, str]:
    """By the subject of their notification, where what they are about has a title."""
    return {
        str(key): title
        for model, keys in _subjects(deliveries).items()
        if _has_a_title(model)
        for key, title in model._default_manager.filter(public_id__in=keys).values_list("public_id", "title")
    }


def minutes_of(deliveries: Iterable[Delivery]) -> dict[int, int]:
    """By delivery: how long the act that it asks for takes, at the pace of its kind or by what its row asks."""
    known = [(one, KINDS.get(one.notification.kind)) for one in deliveries]
    rows = {
        str(key): row
        for model, keys in _subjects(one for one, kind in known if kind and kind.minutes_of).items()
        for key, row in model._default_manager.in_bulk(keys, field_name="public_id").items()
    }
    return {one.pk: _minutes(kind, rows.get(one.notification.subject)) for one, kind in known}


def _minutes(kind: Kind | None, row: Model | None) -> int:
    if kind and kind.minutes_of and row:
        return kind.minutes_of(row)
    return kind.minutes if kind else Kind.minutes


def _subjects(deliveries: Iterable[Delivery]) -> dict[type[Model], list[str]]:
    found: dict[type[Model], list[str]] = defaultdict(list)
    for delivery in deliveries:
        if kind := KINDS.get(delivery.notification.kind):
            found[kind.model].append(delivery.notification.subject)
    return found


def _has_a_title(model: type[Model]) -> bool:
    return {"title", "public_id"} <= {field.name for field in model._meta.get_fields()}
