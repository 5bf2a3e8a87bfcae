"""Questionnaires that whoever runs this service may use under a licence of their own, such as PPEET.

No wording of any is shipped. `BROUGHT_INSTRUMENTS` names a folder of JSON files, one for each:

    {"key": "ours-2026", "version": 1, "licence": "By agreement of 3 May 2026 with …", "name": "…", "about": "…",
     "minutes": 4, "points": 5, "start": "strongly disagree", "end": "strongly agree",
     "statements": [{"id": "q1", "text": "…"}]}

Points are 4 to 7; on fewer a figure would say nothing (groups/suppression.py). A changed word makes a new version in a file of its own; the old file stays as long as reviews
were answered with it. A file that cannot be read stops the start and says why.
"""

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from lifecycle.instruments.shapes import HIGHEST, Instrument, Statement

WORDS = ("key", "licence", "name", "about", "start", "end")
MOST_STATEMENTS = 40
FEWEST_POINTS = 4
KEY = re.compile(r"[a-z][a-z0-9-]{1,37}")
OURS = ("shifts", "attentions", "investments", "decisions", "climate", "facilitation", "pulse", "words")


def brought_instruments() -> tuple[Instrument, ...]:
    """All of the folder, by name and version; none where no folder is set."""
    return _read(settings.BROUGHT_INSTRUMENTS)


@cache
def _read(folder: str) -> tuple[Instrument, ...]:
    if not folder:
        return ()
    if not Path(folder).is_dir():
        raise ImproperlyConfigured(f"BROUGHT_INSTRUMENTS: there is no folder {folder}")
    found = [_instrument(path) for path in sorted(Path(folder).glob("*.json"))]
    if len({(one.key, one.version) for one in found}) < len(found):
        raise ImproperlyConfigured("BROUGHT_INSTRUMENTS: two files have the same key and version")
    return tuple(sorted(found, key=lambda one: (one.key, one.version)))


def _instrument(path: Path) -> Instrument:
    try:
        said = json.loads(path.read_text(encoding="utf-8"))
        return _shaped(said)
    except (ValueError, KeyError, TypeError, OSError) as mistake:
        raise ImproperlyConfigured(f"{path.name} is not a questionnaire we can read: {mistake}") from mistake


def _shaped(said: dict[str, Any]) -> Instrument:
    for name in WORDS:
        _need(isinstance(said[name], str) and bool(said[name].strip()), f"“{name}” has no words")
    _need(
        bool(KEY.fullmatch(said["key"])) and said["key"] not in OURS,
        "“key” is short, small and not one of ours",
    )
    _need(_whole(said["version"], 1, 999), "“version” is a number from 1")
    _need(_whole(said["minutes"], 1, 60), "“minutes” is a number from 1 to 60")
    _need(_whole(said["points"], FEWEST_POINTS, HIGHEST), f"“points” is {FEWEST_POINTS} to {HIGHEST}")
    statements = tuple(_statement(one, said) for one in said["statements"])
    _need(1 <= len(statements) <= MOST_STATEMENTS, f"1 to {MOST_STATEMENTS} “statements” are needed")
    _need(len({one.id for one in statements}) == len(statements), "two statements have the same “id”")
    return Instrument(
        said["key"],
        said["version"],
        said["name"],
        said["about"],
        said["minutes"],
        statements,
        said["licence"],
    )


def _statement(said: dict[str, Any], about: dict[str, Any]) -> Statement:
    _need(bool(KEY.fullmatch(said["id"])), "an “id” is short and small")
    _need(isinstance(said["text"], str) and bool(said["text"].strip()), "a statement has no “text”")
    ends = said.get("start", about["start"]), said.get("end", about["end"])
    return Statement(said["id"], *ends, said.get("help", ""), said["text"], about["points"])


def _whole(value: object, least: int, most: int) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and least <= value <= most


def _need(is_so: bool, mistake: str) -> None:
    if not is_so:
        raise ValueError(mistake)
