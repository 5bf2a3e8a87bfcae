"""Full text on both databases: an index that Django has no word for, and the question asked of it.

PostgreSQL: a GIN index over its own English text search. SQLite: an FTS5 table beside the rows, kept by triggers.
Both know word stems and the beginnings of words, so that one page of results serves both.
"""

import re
from typing import Any

from django.db import connection, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.backends.ddl_references import Statement, Table
from django.db.backends.utils import CursorWrapper
from django.db.models.expressions import RawSQL

MOST_WORDS = 10
SHORTEST_BEGINNING = 4  # letters
# Too common to find anything by. PostgreSQL leaves them out by itself, so SQLite is not asked for them either.
COMMON = frozenset(
    [
        "a",
        "about",
        "all",
        "an",
        "and",
        "any",
        "are",
        "as",
        "at",
        "be",
        "been",
        "but",
        "by",
        "can",
        "did",
        "do",
        "does",
        "for",
        "from",
        "had",
        "has",
        "have",
        "he",
        "her",
        "his",
        "how",
        "i",
        "if",
        "in",
        "is",
        "it",
        "its",
        "me",
        "my",
        "no",
        "not",
        "of",
        "on",
        "or",
        "our",
        "she",
        "so",
        "than",
        "that",
        "the",
        "their",
        "them",
        "then",
        "there",
        "they",
        "this",
        "to",
        "too",
        "up",
        "was",
        "we",
        "were",
        "what",
        "when",
        "which",
        "who",
        "why",
        "will",
        "with",
        "you",
        "your",
    ]
)

VECTOR = "to_tsvector('english'::regconfig, coalesce(%(a)s, '') || ' ' || coalesce(%(b)s, ''))"
GIN = f"CREATE INDEX %(name)s ON %(table)s USING gin ({VECTOR})"
FTS = (
    "CREATE VIRTUAL TABLE IF NOT EXISTS %(name)s USING fts5(%(a)s, %(b)s, content=%(table)s, content_rowid='id', "
    "tokenize='porter unicode61 remove_diacritics 2')"
)
_PUT = "INSERT INTO %(name)s(rowid, %(a)s, %(b)s) VALUES (NEW.id, NEW.%(a)s, NEW.%(b)s);"
_TAKE = "INSERT INTO %(name)s(%(name)s, rowid, %(a)s, %(b)s) VALUES ('delete', OLD.id, OLD.%(a)s, OLD.%(b)s);"
TRIGGERS = {
    "put": f"CREATE TRIGGER %(name)s_put AFTER INSERT ON %(table)s BEGIN {_PUT} END",
    "taken": f"CREATE TRIGGER %(name)s_taken AFTER DELETE ON %(table)s BEGIN {_TAKE} END",
    "changed": f"CREATE TRIGGER %(name)s_changed AFTER UPDATE ON %(table)s BEGIN {_TAKE} {_PUT} END",
}


class FullTextIndex(models.Index):
    """Over two text fields of a table with a whole number as its key. Its name is that of the table beside it."""

    def create_sql(
        self, model: Any, schema_editor: BaseDatabaseSchemaEditor, using: str = "", **kwargs: Any
    ) -> Statement:
        if schema_editor.connection.vendor == "postgresql":
            return self._statement(GIN, model, schema_editor)
        made = [self._statement(trigger, model, schema_editor) for trigger in TRIGGERS.values()]
        schema_editor.deferred_sql.extend(made)
        return self._statement(FTS, model, schema_editor)

    def remove_sql(self, model: Any, schema_editor: BaseDatabaseSchemaEditor, **kwargs: Any) -> Any:
        if schema_editor.connection.vendor == "postgresql":
            return self._statement("DROP INDEX %(name)s", model, schema_editor)
        for trigger in TRIGGERS:
            schema_editor.execute(self._statement(f"DROP TRIGGER %(name)s_{trigger}", model, schema_editor))
        return self._statement("DROP TABLE %(name)s", model, schema_editor)

    def _statement(self, template: str, model: Any, schema_editor: BaseDatabaseSchemaEditor) -> Statement:
        first, second = (model._meta.get_field(field).column for field in self.fields)
        table = Table(model._meta.db_table, schema_editor.quote_name)
        return Statement(template, table=table, name=self.name, a=first, b=second)


def words_to_find(typed: str) -> list[str]:
    """The words of a search, without the very common ones; ten at most."""
    words = re.findall(r"\w+", typed.casefold())
    return [word for word in words if word not in COMMON][:MOST_WORDS]


def matching(words: list[str], *, index: str) -> Any:
    """A filter for rows that hold all of these words, or words that begin like them."""
    if connection.vendor == "postgresql":
        vector = VECTOR % {"a": "title", "b": "text"}
        asked = " & ".join(f"'{word}':*" if _may_begin(word) else f"'{word}'" for word in words)
        # The words are letters and digits alone, and go as a parameter.
        return RawSQL(f"{vector} @@ to_tsquery('english', %s)", [asked], models.BooleanField())  # noqa: S611  # see above
    asked = " AND ".join(f'"{word}"*' if _may_begin(word) else f'"{word}"' for word in words)
    rows = RawSQL(f"SELECT rowid FROM {index} WHERE {index} MATCH %s", [asked])  # noqa: S608, S611  # as above; our code names the index
    return models.Q(pk__in=rows)


def _may_begin(word: str) -> bool:
    """Whether words that begin like it are meant too: the stem of a very short word begins nearly everything."""
    return len(word) >= SHORTEST_BEGINNING


def forget_deleted(cursor: CursorWrapper) -> None:
    """SQLite keeps words of deleted rows in the index until it is made anew."""
    cursor.execute("SELECT name FROM sqlite_master WHERE sql LIKE '%USING fts5%'")
    for (name,) in cursor.fetchall():
        cursor.execute(f"INSERT INTO {name}({name}) VALUES ('rebuild')")  # noqa: S608  # a name of our own
