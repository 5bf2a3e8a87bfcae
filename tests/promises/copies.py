"""Logical copies of the database, as someone who runs it could take them: every table, every row in the order in
which it lies on disk, every column, the hidden ones included."""

import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.db import connection, connections
from django.db.backends.sqlite3.base import DatabaseWrapper

type Row = dict[str, Any]
type Copy = dict[str, list[Row]]


def copy_everything() -> Copy:
    """A copy through the database's own tools: SQLite's backup, or a read of all tables with their system columns."""
    return _copy_sqlite() if connection.vendor == "sqlite" else _copy_postgres()


def _copy_sqlite() -> Copy:
    """Through the backup API, then each table in the order of its hidden rowid."""
    connection.ensure_connection()
    assert not connection.in_atomic_block, "a copy waits for ever for a change that is under way"
    with sqlite3.connect(":memory:") as copy:
        connection.connection.backup(copy)
        copy.row_factory = sqlite3.Row
        tables = copy.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table'").fetchall()
        return {name: [dict(row) for row in copy.execute(_all_of(name, sql))] for name, sql in tables}


def _all_of(name: str, sql: str) -> str:
    """Every row as it lies on disk. Some tables of the full text lie in the order of their own key."""
    place = '0 AS "_place"' if "WITHOUT ROWID" in sql.upper() else 'rowid AS "_place"'
    return f'SELECT {place}, * FROM "{name}" ORDER BY 1'  # noqa: S608 - names from the schema


def _copy_postgres() -> Copy:
    """In the order of ctid, with the transactions and commands that wrote each row."""
    hidden = "ctid::text AS _ctid, xmin::text::bigint AS _xmin, xmax::text AS _xmax, cmin::text AS _cmin"
    copy: Copy = {}
    with connection.cursor() as cursor:
        for name in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT {hidden}, * FROM "{name}" ORDER BY ctid')  # noqa: S608 - names from the schema
            columns = [column.name for column in cursor.description]
            rows = [dict(zip(columns, row, strict=True)) for row in cursor.fetchall()]
            copy[name] = [{"_place": place, **row} for place, row in enumerate(rows)]
        cursor.execute("SELECT sequencename AS name, last_value FROM pg_sequences")
        copy["_sequences"] = [{"name": name, "last": last} for name, last in cursor.fetchall()]
    return copy


def dumped_by_postgres() -> Copy | None:
    """What `pg_dump` writes, read back; None where there is no pg_dump."""
    program = shutil.which("pg_dump")
    if connection.vendor != "postgresql" or not program:
        return None
    known = connection.settings_dict
    words = [program, "--data-only", "-h", known["HOST"] or "localhost", "-U", known["USER"], known["NAME"]]
    dump = subprocess.run(words, capture_output=True, text=True, check=True).stdout
    return _read_dump(dump)


def _read_dump(dump: str) -> Copy:
    copy: Copy = {}
    lines = iter(dump.splitlines())
    for line in lines:
        if line.startswith("COPY "):
            name = line.split()[1].removeprefix("public.").strip('"')
            columns = [word.strip('" ') for word in line[line.index("(") + 1 : line.index(")")].split(",")]
            rows = iter(lambda: next(lines), r"\.")
            copy[name] = [
                {"_place": place} | dict(zip(columns, row.split("\t"), strict=True))
                for place, row in enumerate(rows)
            ]
    return copy


@contextmanager
def on_a_file_of_its_own(path: Path) -> Iterator[Path]:
    """SQLite only: the test's database as a file, with its write-ahead log, opened as the settings say."""
    before = connections["default"]
    before.ensure_connection()
    with sqlite3.connect(path) as copy:
        before.connection.backup(copy)
    copy.close()
    on_file = DatabaseWrapper({**before.settings_dict, "NAME": str(path)}, "default")
    connections["default"] = on_file
    try:
        yield path
    finally:
        on_file.close()
        connections["default"] = before
