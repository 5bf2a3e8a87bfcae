"""The erasure ledger: whom a restored backup must lose again.

A file outside the database, so that a restore does not take it back. It only grows. Each line holds a public id,
the day, and whether the person took their words back: no name and nothing else. docs/running.md says where it
should lie.
"""

import fcntl
import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone

from groups.models import Person


@dataclass(frozen=True)
class Erased:
    person: UUID
    on: date
    took_back_words: bool


def note(person: UUID, *, take_back_words: bool) -> None:
    """Add one line, and be sure that it is on disk."""
    line = {"person": str(person), "on": timezone.localdate().isoformat(), "words": _words(take_back_words)}
    path = _path()
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600), "a") as ledger:
        fcntl.flock(ledger, fcntl.LOCK_EX)
        before = "" if _ends_a_line(path) else "\n"
        ledger.write(f"{before}{json.dumps(line)}\n")
        ledger.flush()
        os.fsync(ledger.fileno())


def read() -> Iterator[Erased]:
    path = _path()
    if not path.exists():
        return
    for line in path.read_text().splitlines():
        try:
            told = json.loads(line)
            yield Erased(UUID(told["person"]), date.fromisoformat(told["on"]), told["words"] == "taken back")
        except (
            ValueError,
            KeyError,
        ):  # a line cut short when the machine died: the nightly check adds it anew
            continue


def complete(erased: QuerySet[Person]) -> None:
    """Add whoever was erased while the ledger could not be written."""
    known = {line.person for line in read()}
    for public_id in erased.values_list("public_id", flat=True):
        if public_id not in known:
            note(public_id, take_back_words=False)


def _ends_a_line(path: Path) -> bool:
    """False after a machine died in the middle of a line."""
    with path.open("rb") as ledger:
        if ledger.seek(0, os.SEEK_END) == 0:
            return True
        ledger.seek(-1, os.SEEK_END)
        return ledger.read() == b"\n"


def _path() -> Path:
    return Path(settings.ERASURE_LEDGER)


def _words(take_back: bool) -> str:
    return "taken back" if take_back else "kept"
