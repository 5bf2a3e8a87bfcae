"""Rows of several small tables in one question to the database, for pages that show a little of much.

Each row comes as a list of its values, and becomes the same object that its own query would have given: with what was
loaded beside it (`select_related`), what was added to it (`annotate`), and in its order.
"""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any, cast

from django.db import models
from django.db.models import F, Field, IntegerField, QuerySet, Value, Window
from django.db.models.functions import JSONArray, RowNumber
from django.utils import timezone

type Rows = dict[str, list[Any]]


def read_together(**some: QuerySet[Any]) -> Rows:
    """The rows of each of these, by its name. `select_related`, `only` and `annotate` hold; a slice cannot."""
    if len(some) < 2:
        return {name: list(rows) for name, rows in some.items()}
    shapes = {name: _Shape(rows) for name, rows in some.items()}
    asked = [shape.packed(name) for name, shape in shapes.items()]
    found: dict[str, list[tuple[int, Any]]] = {name: [] for name in some}
    for name, place, packed in asked[0].union(*asked[1:], all=True).order_by():
        found[name].append((place, packed))
    return {
        name: [shapes[name].row(packed) for _place, packed in sorted(rows, key=lambda one: one[0])]
        for name, rows in found.items()
    }


def remember(one: models.Model, name: str, rows: list[Any]) -> None:
    """Let `one.<name>.all()` give these rows, as after a prefetch, without asking the database."""
    known = getattr(one, name).all()
    known._result_cache = rows  # noqa: SLF001 - as prefetch_related_objects does, which would ask
    known._prefetch_done = True  # noqa: SLF001 - the same
    kept = one.__dict__.setdefault("_prefetched_objects_cache", {})
    kept[name] = known


class _Shape:
    """What a query loads, and how to make its rows of the values that come back."""

    def __init__(self, rows: QuerySet[Any]) -> None:
        self.rows = rows
        self.added = list(rows.query.annotations)
        wanted = rows.query.select_related
        mask = rows.query.get_select_mask()
        self.tree = _Branch(rows.model, "", wanted if isinstance(wanted, dict) else {}, mask)

    def packed(self, name: str) -> QuerySet[Any, Any]:
        order = self.rows.query.order_by or self.rows.model._meta.ordering or ("pk",)
        lists = [JSONArray(*branch.columns()) for branch in self.tree.all()]
        whole = JSONArray(*lists, JSONArray(*(F(added) for added in self.added)))
        place = Window(RowNumber(), order_by=[_ascending(one) for one in order])
        bare = self.rows.order_by().select_related(None).defer(None)
        return bare.values_list(Value(name, output_field=models.CharField()), place, whole)

    def row(self, packed: list[list[Any]]) -> models.Model:
        *lists, added = packed
        made = self.tree.make(iter(lists), self.rows)
        for name, value in zip(self.added, added, strict=True):
            setattr(made, name, _as_python(self.rows.query.annotations[name].output_field, value))
        # As a query itself does: rows found through one session know it.
        beside = self.rows._known_related_objects  # type: ignore[attr-defined]  # noqa: SLF001 - no public name for it
        for field, known in beside.items():
            field.set_cached_value(made, known[getattr(made, field.attname)])
        return cast("models.Model", made)


class _Branch:
    """One table of a query, and those that are loaded with it."""

    def __init__(
        self, model: type[models.Model], path: str, wanted: dict[str, Any], mask: dict[Any, Any]
    ) -> None:
        self.model = model
        self.path = path
        self.fields = [field for field in model._meta.concrete_fields if not mask or field in mask]
        self.beside = [
            (field, _Branch(field.related_model, f"{path}{name}__", deeper, mask.get(field, {})))
            for name, deeper in wanted.items()
            for field in [cast("models.ForeignKey[Any, Any]", model._meta.get_field(name))]
        ]

    def all(self) -> Iterator["_Branch"]:
        yield self
        for _field, branch in self.beside:
            yield from branch.all()

    def columns(self) -> list[F]:
        return [F(self.path + field.attname) for field in self.fields]

    def make(self, lists: Iterator[list[Any]], rows: QuerySet[Any]) -> models.Model | None:
        """Takes its list and those of the tables beside it. None where an outer join found nothing."""
        values = [_as_python(*pair) for pair in zip(self.fields, next(lists), strict=True)]
        beside = [(field, branch.make(lists, rows)) for field, branch in self.beside]
        if values[self.fields.index(self.model._meta.pk)] is None:
            return None
        made = self.model.from_db(rows.db, [field.attname for field in self.fields], values)
        for field, other in beside:
            field.set_cached_value(made, other)
        return made


def _ascending(one: Any) -> Any:
    if not isinstance(one, str):
        return one
    return F(one.removeprefix("-")).desc() if one.startswith("-") else F(one).asc()


def _as_python(field: Field[Any, Any], value: Any) -> Any:
    """A value as it came in a list, as the field has it. SQLite writes moments without their zone, and lists as text."""
    if value is None:
        return None
    if isinstance(field, models.JSONField):
        return json.loads(value) if isinstance(value, str) else value
    if isinstance(field, IntegerField):
        return value
    made = field.to_python(value)
    return timezone.make_aware(made, UTC) if isinstance(made, datetime) and timezone.is_naive(made) else made
