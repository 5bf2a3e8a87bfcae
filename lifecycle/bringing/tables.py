"""Reading tables that were pasted, or saved from a spreadsheet. Nothing here writes anything.

Whatever is typed gives lines or named mistakes, never an error. A cell that begins like a formula stays plain text.
"""

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from io import StringIO
from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _

MOST_BYTES = 1024 * 1024
SEPARATORS = ",;\t"
DAYS = ("%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y", "%d-%m-%Y", "%d %B %Y", "%d %b %Y", "%d/%m/%y")
OLDEST = date(2000, 1, 1)


@dataclass(frozen=True)
class Mistake:
    """What is wrong, in which line and column, in words that say what to do."""

    line: int
    where: str
    words: str


@dataclass(frozen=True)
class Column:
    label: Promise
    names: tuple[str, ...]
    most: int

    @property
    def all_names(self) -> set[str]:
        """What a heading may say: its other names, and its label in each of our languages."""
        return {*self.names, *in_each_language(self.label)}


@dataclass
class Table[Row]:
    """What was read: rows, what is wrong, and headings that mean nothing to us."""

    rows: list[Row] = field(default_factory=list)
    mistakes: list[Mistake] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)


def text_of(raw: bytes) -> str:
    """The words of a file, however the spreadsheet wrote them. Raises ValueError for what is no text."""
    if raw.startswith((b"PK", b"\xd0\xcf")):
        raise ValueError("a workbook")
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return raw.decode("utf-16", errors="replace")  # the preview shows what came of it
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("cp1252", errors="replace")  # the same


def day_of(typed: str) -> date | None:
    """A day as people write it; None if it is none that we know."""
    for shape in DAYS:
        try:
            day = datetime.strptime(typed, shape).date()  # noqa: DTZ007  # a day has no zone
        except ValueError:
            continue
        return day if day >= OLDEST else None
    return None


def lines_of(
    text: str,
    columns: Mapping[str, Column],
    table: Table[Any],
    *,
    most: int,
    needs: tuple[str, ...],
) -> Iterator[tuple[int, dict[str, str]]]:
    """Each line that says anything, by its number in what was pasted, as cells by the names of our columns."""
    rows = _rows(text.replace("\0", "").removeprefix("\ufeff"), table)
    first = next(rows, None)
    if first is None:
        return
    line, headings = first
    places = _places(headings, columns, table)
    missing = [str(columns[name].label) for name in needs if name not in places]
    if missing:
        words = _("The first line says what each column is. Add: %(missing)s.") % {
            "missing": ", ".join(missing)
        }
        table.mistakes.append(Mistake(line, "", words))
        return
    for number, (line, cells) in enumerate(rows):
        if number >= most:
            words = _("This is more than %(most)s lines. Bring the rest in a second list.") % {"most": most}
            table.mistakes.append(Mistake(line, "", words))
            return
        found = _cells(line, cells, places, columns, table, len(headings))
        if found:
            yield line, found


def _rows(text: str, table: Table[Any]) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(StringIO(text, newline=""), delimiter=_separator(text), skipinitialspace=True)
    line = 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield line, [" ".join(cell.split(" ")).strip() for cell in cells]
            line = reader.line_num + 1
    except csv.Error:
        table.mistakes.append(
            Mistake(
                line,
                "",
                _("We cannot read this line. Look for a quote mark that is opened and never closed."),
            )
        )


def _separator(text: str) -> str:
    """The sign that stands most often in the first line that says anything, outside quotes."""
    heading = next((line for line in text.splitlines() if line.strip()), "")
    bare = re.sub(r'"[^"]*"', "", heading)
    return max(SEPARATORS, key=bare.count)


def _places(headings: list[str], columns: Mapping[str, Column], table: Table[Any]) -> dict[str, int]:
    """Where each of our columns stands. What we do not know is left out, and said."""
    places: dict[str, int] = {}
    for place, heading in enumerate(headings):
        plain_heading = plain(heading)
        name = next((key for key, one in columns.items() if plain_heading in one.all_names), None)
        if name and name not in places:
            places[name] = place
        elif heading:
            table.left_out.append(heading[:60])
    return places


def _cells(
    line: int,
    cells: list[str],
    places: dict[str, int],
    columns: Mapping[str, Column],
    table: Table[Any],
    width: int,
) -> dict[str, str] | None:
    if any(cells[width:]):
        words = _(
            "This line has more parts than the first line. Put quote marks around words with commas in them."
        )
        table.mistakes.append(Mistake(line, "", words))
        return None
    found = {
        name: cells[places[name]] if places.get(name, len(cells)) < len(cells) else "" for name in columns
    }
    too_long = [one for name, one in columns.items() if len(found[name]) > one.most]
    for one in too_long:
        words = _("This is too long. %(most)s letters are the most.") % {"most": one.most}
        table.mistakes.append(Mistake(line, str(one.label), words))
    return None if too_long else found


def in_each_language(words: Promise) -> set[str]:
    """As `plain` makes them, so that a list may be typed in Welsh whatever language the page is in."""
    said = set()
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            said.add(plain(str(words)))
    return said


def plain(typed: str) -> str:
    return re.sub(r"[\W_]+", "", typed.casefold())
