"""What can be found: each app says, for its own rows, what a search shows of them and who may read it.

`record` calls `keep` for the row of every recorded act, so that a search is never behind the record. What is done
without a name is never recorded, and so never found (promise 5). Who may read is asked anew at every search.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import batched
from typing import Any

from django.db import models, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise

from groups.fulltext import words_to_find
from groups.models import Group, Membership, SearchEntry
from groups.models.search import SearchEntryQuerySet
from groups.sealing import clean_files

EVERYONE = "everyone"
CHUNK = 200  # rows
AROUND = 160  # letters shown around what was found


@dataclass(frozen=True)
class Findable:
    """What a search shows of a row. `args` are those of its address, after the group's id."""

    title: str
    text: str
    day: date
    url_name: str
    args: tuple[Any, ...] = ()
    audience: str = EVERYONE


@dataclass(frozen=True)
class Kind:
    """Rows of one model that can be found. `findable` gives None for a row that nobody is to find (any more)."""

    key: str
    label: Promise | str
    rows: Callable[[], models.QuerySet[Any]]  # with all that `findable` reads
    findable: Callable[[Any], Findable | None]


KINDS: dict[type[models.Model], Kind] = {}
AUDIENCES: dict[str, Callable[[Membership], bool]] = {EVERYONE: lambda _: True}


def can_be_found(model: type[models.Model], kind: Kind) -> None:
    """Called by each app in `AppConfig.ready()`."""
    KINDS[model] = kind


def audience(key: str, includes: Callable[[Membership], bool]) -> None:
    AUDIENCES[key] = includes


def keep(row: models.Model) -> None:
    """Let a search find the row as it is now, or no more. Does nothing for rows that no search shows."""
    kind = KINDS.get(type(row))
    if kind is None:
        return
    found = kind.rows().filter(pk=row.pk).first()
    entry = _entry(kind, found) if found else None
    if entry:
        _save([entry])
    else:
        forget(row)


def forget(row: models.Model) -> None:
    """Called before a row is deleted: its words go from the search too."""
    if SearchEntry.objects.filter(subject=_subject(KINDS[type(row)], row)).delete()[0]:
        clean_files(SearchEntry)


@transaction.atomic
def rebuild(group: Group) -> None:
    """Make all of a group's entries anew, as they would be if every act had just been done."""
    began = timezone.now()
    for some in batched(_entries(group), CHUNK):
        _save(some)
    if SearchEntry.objects.in_group(group).filter(kept_at__lt=began).delete()[0]:
        clean_files(SearchEntry)


def find(typed: str, *, by: Membership, kind: str = "") -> SearchEntryQuerySet:
    """Everything with these words that this member may read now, the newest first."""
    words = words_to_find(typed)
    if not words:
        return SearchEntry.objects.none()
    audiences = [key for key, includes in AUDIENCES.items() if includes(by)]
    found = SearchEntry.objects.in_group(by.group).for_audiences(audiences).with_words(words)
    return found.filter(kind=kind) if kind else found


def kinds() -> dict[str, Promise | str]:
    return {kind.key: kind.label for kind in KINDS.values()}


def address_of(entry: SearchEntry, group: Group) -> str:
    return reverse(entry.url_name, args=[group.public_id, *entry.url_args])


def excerpt(entry: SearchEntry, typed: str) -> list[tuple[str, bool]]:
    """The text around the first word found, in pieces: the words, and whether each was looked for."""
    stems = "|".join(re.escape(_stem(word)) for word in words_to_find(typed))
    looked_for = re.compile(rf"\b((?:{stems})\w*)", re.IGNORECASE)
    first = looked_for.search(entry.text)
    start = max(0, first.start() - AROUND // 2) if first else 0
    shown = entry.text[start : start + 2 * AROUND].strip()
    before, after = "… " if start else "", " …" if start + 2 * AROUND < len(entry.text) else ""
    pieces = looked_for.split(before + shown + after)
    return [(piece, place % 2 == 1) for place, piece in enumerate(pieces) if piece]


def _stem(word: str) -> str:
    """Letters, from letter: enough to show what was found."""
    return re.sub(r"(?<=\w{3})(?:ing|ed|es|s)$", "", word)


def _entries(group: Group) -> Iterator[SearchEntry]:
    for kind in KINDS.values():
        for row in kind.rows().filter(group=group).iterator(CHUNK):
            entry = _entry(kind, row)
            if entry:
                yield entry


def _entry(kind: Kind, row: models.Model) -> SearchEntry | None:
    found = kind.findable(row)
    if found is None:
        return None
    return SearchEntry(
        group_id=getattr(row, "group_id"),  # noqa: B009  # every row that can be found belongs to a group
        kind=kind.key,
        subject=_subject(kind, row),
        audience=found.audience,
        title=found.title[:300],
        text=found.text,
        url_name=found.url_name,
        url_args=[str(arg) for arg in found.args],
        day=found.day,
        kept_at=timezone.now(),
    )


def _subject(kind: Kind, row: models.Model) -> str:
    return f"{kind.key}:{getattr(row, 'public_id', row.pk)}"


def _save(entries: list[SearchEntry] | tuple[SearchEntry, ...]) -> None:
    SearchEntry.objects.bulk_create(
        entries,
        update_conflicts=True,
        unique_fields=["subject"],
        update_fields=["audience", "title", "text", "url_name", "url_args", "day", "kept_at"],
    )
