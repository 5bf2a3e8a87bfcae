"""How a database finds the rows of a query: which tables it would walk through from end to end.

PostgreSQL plans by how long tables are, and in tests they are empty: where it begins a join with the other table,
by its key, only the table that the query is about counts. SQLite plans by the indexes alone.
"""

import json
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection

type Query = tuple[str, Any]

READS = re.compile(r"^\s*(SELECT|UPDATE|DELETE|WITH)\b", re.I)
ABOUT = re.compile(r'\b(?:FROM|UPDATE) "(\w+)"')
SCANNED = re.compile(r"^SCAN (?P<alias>\w+)(?: USING (?:COVERING )?INDEX (?P<index>\w+))?")


@contextmanager
def queries_kept() -> Iterator[list[Query]]:
    """Each query with its values apart, as the database gets it: SQLite then finds fewer partial indexes."""
    kept: list[Query] = []

    def keep(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
        kept.append((sql, params))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(keep):
        yield kept


def walked_by(queries: list[Query]) -> dict[str, str]:
    """Each table that one of these queries walks through, with that query. A partial index is no table."""
    found: dict[str, str] = {}
    for sql, params in queries:
        if READS.match(sql):
            found |= dict.fromkeys(_walked(sql, params), sql)
    return found


def _walked(sql: str, params: Any) -> set[str]:
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(f"EXPLAIN QUERY PLAN {sql}", params)
            return set(_of_sqlite([row[3] for row in cursor.fetchall()], sql))
        # As if every table were long: empty ones are walked through and hashed, whatever their indexes.
        for way in ("seqscan", "hashjoin", "mergejoin"):
            cursor.execute(f"SET LOCAL enable_{way} = off")
        cursor.execute(f"EXPLAIN (FORMAT JSON) {sql}", params)
        [[plans]] = cursor.fetchall()
        plan = (json.loads(plans) if isinstance(plans, str) else plans)[0]["Plan"]
        return set(_of_postgres(plan)) & set(ABOUT.findall(sql))


def _of_sqlite(steps: list[str], sql: str) -> Iterator[str]:
    names = {alias: table for table, alias in re.findall(r'"(\w+)" (?:AS )?"?(\w+)"?', sql)}
    for step in steps:
        scanned = SCANNED.match(step)
        if scanned and not _is_partial(scanned["index"]):
            alias = scanned["alias"]
            yield alias if "_" in alias else names.get(alias, alias)


def _of_postgres(node: dict[str, Any]) -> Iterator[str]:
    kind = node["Node Type"]
    if kind == "Seq Scan":
        yield node["Relation Name"]
    elif "Index Name" in node and not node.get("Index Cond") and not _is_partial(node["Index Name"]):
        yield node.get("Relation Name") or node["Index Name"]
    for inner in node.get("Plans", []):
        yield from _of_postgres(inner)


def _is_partial(index: str | None) -> bool:
    if not index:
        return False
    catalogue = "sqlite_master" if connection.vendor == "sqlite" else "pg_indexes"
    name, text = ("name", "sql") if connection.vendor == "sqlite" else ("indexname", "indexdef")
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {text} FROM {catalogue} WHERE {name} = %s", [index])  # noqa: S608  # our own words
        row = cursor.fetchone()
    return bool(row and row[0] and " WHERE " in row[0])
