"""A kind of message for tests, about a group itself, with the simplest page to lead to."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any
from uuid import uuid4

from django.db import models
from django.utils import timezone

from groups.kinds import KINDS, Kind
from groups.models import Delivery, Group, Notification, Person

NEWS = Kind(
    name="news",
    subject_line="There is news for you",
    template="news.txt",
    model=Group,
    url_name="decisions",
    url_arg=None,
)


@contextmanager
def told_as(**changes: Any) -> Iterator[Kind]:
    """The kind "news" with these changes, known for as long as the test lasts."""
    before = dict(KINDS)
    KINDS["news"] = replace(NEWS, **changes)
    try:
        yield KINDS["news"]
    finally:
        KINDS.clear()
        KINDS.update(before)


SECRET = "Diabetes clinic"
# Keys into what the code holds as data, which no text of a person can be.
CHOSEN = {"instrument": "shifts", "instrument_version": 1}


def every_kind() -> list[Kind]:
    return sorted(KINDS.values(), key=lambda kind: kind.name)


def row_of(kind: Kind, text: str = SECRET) -> models.Model:
    """A row of no database, with a secret, or this, in every text it has."""
    texts = [
        field.name
        for field in kind.model._meta.concrete_fields
        if isinstance(field, models.CharField | models.TextField) and not field.choices
    ]
    moments = [field.name for field in kind.model._meta.concrete_fields if _always_has_a_moment(field)]
    texts = [name for name in texts if name not in CHOSEN]
    key = uuid4() if isinstance(kind.model._meta.pk, models.UUIDField) else 1
    chosen = {name: value for name, value in CHOSEN.items() if hasattr(kind.model, name)}
    return kind.model(
        pk=key, **dict.fromkeys(texts, text), **dict.fromkeys(moments, timezone.now()), **chosen
    )


def _always_has_a_moment(field: models.Field[Any, Any]) -> bool:
    return isinstance(field, models.DateTimeField) and not field.null


def delivery_of(kind: Kind, row: models.Model) -> Delivery:
    notification = Notification(
        kind=kind.name, group=Group(name=SECRET), subject=str(getattr(row, "public_id", row.pk))
    )
    person = Person(name="Ade", email="ade@demo.example")
    return Delivery(notification=notification, person=person, channel="email")
