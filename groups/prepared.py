"""Queries that Django writes once and asks many times, for doors and for pages that many open.

Writing the SQL of such a query costs several times what asking it costs, and it is the same each time but for a few
values. Only for queries whose shape depends on nothing but their own lines: whatever turns on who reads is built anew.
"""

from collections.abc import Callable
from copy import copy
from functools import cached_property
from types import SimpleNamespace
from typing import Any

from django.db import connections
from django.db.models import Field, Model, QuerySet, Value
from django.db.models.query import ModelIterable
from django.db.models.sql.compiler import SQLCompiler


class Slot(Value):
    """In a query: the place of a value that comes with each question."""

    def __init__(self, name: str, output_field: Field[Any, Any]) -> None:
        super().__init__(name, output_field)

    def as_sql(self, compiler: SQLCompiler, connection: Any) -> tuple[str, tuple[Any, ...]]:
        return "%s", (self,)


class Prepared[M: Model]:
    """A query of models with slots. It is built with its first question."""

    def __init__(self, build: Callable[[], QuerySet[M]]) -> None:
        self._build = build

    @cached_property
    def _rows(self) -> QuerySet[M]:
        return self._build()

    @cached_property
    def _written(self) -> tuple[SQLCompiler, str, list[Any]]:
        compiler = self._rows.query.get_compiler(self._rows.db)
        sql, params = compiler.as_sql()
        return compiler, sql, list(params)

    def ask(self, **values: object) -> list[M]:
        """The rows as the query itself would give them, with a value for each slot by its name."""
        compiler, sql, params = self._written
        ready: Any = copy(compiler)
        ready.connection = connections[self._rows.db]  # each thread has its own
        given = [_value(param, values, ready.connection) for param in params]
        ready.as_sql = lambda *_how, **_more: (sql, given)
        asked: Any = self._rows.all()
        asked._query = SimpleNamespace(get_compiler=lambda **_using: ready)  # noqa: SLF001 - no public name for it
        return list(ModelIterable(asked))


def _value(param: Any, values: dict[str, object], connection: Any) -> Any:
    if not isinstance(param, Slot):
        return param
    return param.output_field.get_db_prep_value(values[param.value], connection)
