"""What each app's `privacy.py` is made of: claims, tellings and keepings, all data that one test can walk."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from django.db.models import Model, QuerySet
from django.db.models.fields.files import FieldFile
from django.utils.functional import Promise

# Stored where a name was. Not translated: it must read the same in a copy and on every page.
SOMEONE = "Someone who left"


class Claim(Enum):
    """What erasure does with a row that points to the person or to a membership of theirs."""

    DELETED = "the row goes, with its file"
    THEIR_WORDS = "the words stay without the name, or go: the person chooses"
    KEPT_WITHOUT_NAME = "the row is the group's record; it points to someone without a name"
    UNLINKED = "the row is somebody else's, or the group's; only the link goes"
    ITSELF = "handled by hand in this app's erase()"


type Claims = dict[str, Claim]  # "Contribution.author": what becomes of it
type Line = tuple[str, str]  # what it is, and what it says


@dataclass(frozen=True)
class Section:
    """One part of "what we hold about you", in plain words."""

    title: str
    rows: list[Line]
    files: list[FieldFile] = field(default_factory=list)


def no_file(row: Any) -> FieldFile | None:
    """Most rows have none."""
    return None


@dataclass(frozen=True)
class Telling:
    """How the rows behind one claim are told to the person they are about."""

    claim: str
    title: Promise
    line: Callable[[Any], Line]
    rows: Callable[[QuerySet[Any]], QuerySet[Any]] = lambda rows: rows.order_by("pk")
    file: Callable[[Any], FieldFile | None] = no_file
    # Of someone without an account: which rows of one group a coordinator may print for them. None: nobody's but theirs.
    printed: Callable[[QuerySet[Any]], QuerySet[Any]] | None = None


@dataclass(frozen=True)
class Keeping:
    """How long a kind of thing is kept, and what happens then (docs/privacy.md)."""

    kind: str
    what: Promise
    how_long: Promise
    then: Promise
    past: Callable[[], QuerySet[Any]]  # what is past keeping now
    forget: Callable[[QuerySet[Any]], int]  # returns how many


def delete_rows(rows: QuerySet[Model]) -> int:
    """For a Keeping whose rows go whole."""
    count = rows.count()
    rows.delete()
    return count


def all_rows(rows: QuerySet[Any]) -> QuerySet[Any]:
    """For Telling.printed."""
    return rows


def flattened(sections: Iterable[Section]) -> str:
    """All of it as one text."""
    return "\n".join(
        part for section in sections for part in (section.title, *(w for row in section.rows for w in row))
    )
