"""Everything that somebody can read of these two years, and each figure on it.

Whoever reads follows every link from where they begin, to pages and to files, and writes down what looks like a
figure: in tables and data with what it is about, anywhere else as it stands.
"""

import csv
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from html import unescape
from itertools import pairwise
from typing import Any

from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from groups.models import Person
from tests.house.trying import attempt, signed_in
from tests.promises.two_years.world import Where

type Three = tuple[float, float, float]  # median, low, high

MOST_PAGES = 600
BEGIN = ("/", "/groups-to-see/", "/groups/")
NOT_ABOUT_ANSWERS = (
    "|".join(  # what is one person's own, forms to fill in, and papers made later from the same pages
        (
            "people|me|safety|welcome|glossary/new|concerns|equality|to-do|consents|contacts|operating-model",
            "send-a-note|thought|dispute|what-i-heard|draft|write|new|information-requests|file",
        )
    )
)
LEAVE_OUT = rf"/(account|static|demo|display|language|i18n|{NOT_ABOUT_ANSWERS})/|/stream|\.ics|\.pdf"
LINK = re.compile(r'(?:href|src)="(/[^"#]*)')
NUMBER = r"(\d+(?:\.\d)?)(?: or \d)?"
CELL = re.compile(rf"{NUMBER} \(middle half {NUMBER} to {NUMBER}\)")
SAID = re.compile(rf"middle answer is {NUMBER}, half of the answers lie between {NUMBER} and {NUMBER}")
BRIEF = re.compile(rf"{NUMBER} \({NUMBER} to {NUMBER}\)")
ALIKE = re.compile(rf"middle answer is {NUMBER}, and so are half")
BOARD = re.compile(rf"<td>{NUMBER}(?:, now {NUMBER})?</td>")
HOW_MANY = re.compile(
    r"\b\d+ (?:of us |people |persons |members )?(?:have |has )?(?:answered|answers)\b", re.I
)
WHO = {"Lived experience": "lived", "System": "system", "All": "together"}


@dataclass(frozen=True)
class Seen:
    """A figure on a page. Without `where`: somewhere in its text. No figure: it says that there are too few."""

    reader: str
    address: str
    figure: Three | None
    where: Where | None = None
    who: str = ""


@dataclass(frozen=True)
class Library:
    """All that one reader found, by address."""

    reader: str
    pages: dict[str, HttpResponse]

    def figures(self, names: dict[str, str]) -> Iterator[Seen]:
        for address, page in self.pages.items():
            kind = page.headers["Content-Type"]
            text = page.content.decode(errors="replace")
            if "json" in kind:
                found = _of_data(json.loads(text))
            elif "csv" in kind:
                found = _of_table(text, names)
            else:
                found = [*_of_charts(text, names), *_of_text(text)]
            for where, who, figure in found:
                yield Seen(self.reader, address, figure, where, who)

    def middles(self) -> Iterator[float]:
        """On the page for a board: the middle answers alone, without the middle half."""
        for address, page in self.pages.items():
            if address.endswith("/board/"):
                for cell in BOARD.findall(page.content.decode()):
                    yield from (_held((middle, middle, middle))[0] for middle in cell if middle)

    def how_many(self) -> Iterator[str]:
        """Wherever a page seems to say how many answered."""
        for page in self.pages.values():
            yield from HOW_MANY.findall(_plain(page.content.decode(errors="replace")))


type Found = tuple[Where | None, str, Three | None]


def everything_read_by(reader: str, person: Person | None, *kept: str) -> Library:
    """`kept`: addresses they wrote down earlier, when a page still led there. What is public, anyone reads for all."""
    client = signed_in(person) if person else Client()
    pages: dict[str, HttpResponse] = {}
    waiting, known = [*BEGIN, *kept], {*BEGIN, *kept}
    leave_out = re.compile(f"{LEAVE_OUT}|^/see/" if person else LEAVE_OUT)
    while waiting and len(pages) < MOST_PAGES:
        address = waiting.pop(0)
        page = _read(client, address)
        links = [page.headers["Location"]] if page.status_code in {301, 302} else []
        if page.status_code == 200:
            pages[address] = page
            links = [unescape(link) for link in LINK.findall(page.content.decode(errors="replace"))]
        new = [link for link in dict.fromkeys(links) if link not in known and not leave_out.search(link)]
        known.update(new)
        waiting.extend(new)
    assert len(pages) < MOST_PAGES, "more pages than this test reads"
    return Library(reader, pages)


def _read(client: Client, address: str) -> HttpResponse:
    """A file that is sent bit by bit is read to its end."""
    page = attempt(client, "get", address)
    if not page.streaming:
        return page
    with transaction.atomic():
        sent = client.get(address)
        whole = HttpResponse(
            b"".join(sent.streaming_content), headers={"Content-Type": sent.headers["Content-Type"]}
        )
        transaction.set_rollback(True)
    return whole


def _of_data(data: Any) -> Iterator[Found]:
    """Rounds with what they are about, wherever they stand; and any other figure."""
    if isinstance(data, dict):
        if "rounds" in data:
            yield from _of_rounds(data)
        elif {"median", "low", "high"} <= data.keys():
            yield None, "", (data["median"], data["low"], data["high"])
        else:
            for part in data.values():
                yield from _of_data(part)
    elif isinstance(data, list):
        for part in data:
            yield from _of_data(part)


def _of_rounds(result: dict[str, Any]) -> Iterator[Found]:
    for one in result["rounds"]:
        for who in ("lived", "system", "together"):
            figure = one[who]
            three = (figure["median"], figure["low"], figure["high"]) if figure else None
            yield Where(one["on"], result["statement"]), who, three


def _of_table(text: str, names: dict[str, str]) -> Iterator[Found]:
    for row in csv.reader(text.lstrip("\ufeff").splitlines()):
        who = next((WHO[cell] for cell in row if cell in WHO), "")
        on = next((cell for cell in row if re.fullmatch(r"\d{4}-\d\d-\d\d", cell)), "")
        if not (who and on):
            yield from _of_text(" ".join(row))
            continue
        about = next((names[name] for name in _names_in(row) if name in names), "")
        numbers = [float(cell) for cell in row if re.fullmatch(r"\d(\.\d)?", cell)]
        figure = (numbers[0], numbers[1], numbers[2]) if len(numbers) == 3 else None
        if about:
            yield Where(on, about), who, figure
        elif figure:
            yield None, "", figure


def _names_in(row: list[str]) -> Iterator[str]:
    yield from row
    for start, end in pairwise(row):
        yield f"From “{start}” to “{end}”"


def _of_charts(text: str, names: dict[str, str]) -> Iterator[Found]:
    for chart in re.findall(r'<figure class="shift">.*?</figure>', text, re.S):
        name = _plain(re.findall(r"<figcaption.*?</figcaption>", chart, re.S)[0])
        for row in re.findall(r"<tr><th scope=\"row\">(.*?)</th>(.*?)</tr>", chart, re.S):
            where = Where(_day(_plain(row[0])), names[name])
            cells = [_plain(cell) for cell in re.findall(r"<td>(.*?)</td>", row[1], re.S)]
            for who, cell in zip(("lived", "system", "together"), cells, strict=False):
                found = CELL.search(cell)
                yield where, who, _held(found.groups()) if found else None


def _of_text(text: str) -> Iterator[Found]:
    plain = _plain(re.sub(r'<figure class="shift">.*?</figure>', " ", text, flags=re.S))
    sentences = _plain(text)
    for found in [*CELL.findall(plain), *BRIEF.findall(plain), *SAID.findall(sentences)]:
        yield None, "", _held(found)
    for middle in ALIKE.findall(sentences):
        yield None, "", _held((middle, middle, middle))


def _held(words: tuple[str, ...]) -> Three:
    """From words back to figures: what goes to an end of the scale was held one step in."""
    middle, low, high = map(float, words)
    return (2 if middle == 1 else middle), (2 if low == 1 else low), (6 if high == 7 else high)


def _plain(text: str) -> str:
    return " ".join(unescape(re.sub("<[^>]+>", " ", text)).split())


def _day(words: str) -> str:
    """A short date of the table: without its year, it is of this one."""
    this_year: int = timezone.localdate().year
    for form in (words, f"{words} {this_year}"):
        try:
            return datetime.strptime(form, "%d %B %Y").date().isoformat()  # noqa: DTZ007 - a day
        except ValueError:
            continue
    return date.min.isoformat()
