"""A pack divided into pages by its content alone, so that "page 5" is the same words on a screen, in print, in large
print and as plain text, in whatever language the app speaks.

Pure: no database, no clock. What the group wrote is measured; what the app says itself has a fixed height, because it
is longer in one language than in another. A page fits a sheet of A4 in standard print; large print may run on over
several sheets, all of one number.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import count
from unicodedata import east_asian_width

LINE = 64  # letters in a line of standard print, with room to spare
PAGE = 41  # lines on a page
TITLE = 5  # lines kept for the title of a part
_BROAD = frozenset("@%&")
LABEL = 2  # lines kept for what the app says, unless a block needs more
ONE_LINE, SENTENCE, SENTENCES = 1, 3, 6


class Kind(StrEnum):
    HEADING = "heading"
    FACT = "fact"  # a label and words as they were typed
    ITEM = "item"  # of the agenda: its words first, then what the app says of it
    TEXT = "text"  # the group's own text, with # headings and - lists
    NOTICE = "notice"
    MONEY = "money"  # what the group wrote first, then a sentence of the app about it
    FILE = "file"
    CONTENTS = "contents"  # a line of the list of papers


@dataclass(frozen=True)
class Block:
    """`label` is said by the app, `text` by the group. `about` names the part that a line of contents leads to."""

    kind: Kind
    text: str = ""
    label: str = ""
    lines: int = LABEL
    href: str = ""
    about: str = ""

    @property
    def height(self) -> int:
        return (self.lines if self.label else 0) + (height(self.text) if self.text else 0)


@dataclass(frozen=True)
class Part:
    """Something that begins on a page of its own: what there is to know first, or one paper."""

    key: str
    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Page:
    number: int
    part: Part
    blocks: tuple[Block, ...]
    continued: bool = False


def divided(parts: Iterable[Part]) -> list[Page]:
    """The pages in order, numbered from 1. Nothing is lost and nothing stands twice."""
    numbers = count(1)
    pages = [page for part in parts for page in _pages(part, numbers)]
    begins = {page.part.key: page.number for page in pages if not page.continued}
    return [replace(page, blocks=tuple(_numbered(page.blocks, begins))) for page in pages]


def height(text: str) -> int:
    """How many lines of standard print a text takes, with the gap after it."""
    return 1 + sum(_lines(line) for line in tidy(text).split("\n"))


def tidy(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n").strip("\n")


def _pages(part: Part, numbers: Iterator[int]) -> Iterator[Page]:
    held: list[Block] = []
    used, continued = TITLE, False
    for block in _pieces(part.blocks):
        if held and used + block.height > PAGE:
            yield Page(next(numbers), part, _joined(held), continued)
            held, used, continued = [], TITLE, True
        held.append(block)
        used += block.height
    yield Page(next(numbers), part, _joined(held), continued)


def _pieces(blocks: Iterable[Block]) -> Iterator[Block]:
    """Each small enough for a page. The label stays with the first piece of its words."""
    for block in blocks:
        first, *others = list(_cut(block.text, PAGE - TITLE - block.lines)) or [""]
        yield replace(block, text=first)
        for text in others:
            yield replace(block, text=text, label="", href="", kind=_goes_on_as(block.kind))


def _goes_on_as(kind: Kind) -> Kind:
    return Kind.TEXT if kind is Kind.TEXT else Kind.FACT


def _joined(blocks: list[Block]) -> tuple[Block, ...]:
    """Paragraphs of one text that stand on the same page are one text again."""
    joined: list[Block] = []
    for block in blocks:
        if block.kind is Kind.TEXT and joined and joined[-1].kind is Kind.TEXT and not block.label:
            joined[-1] = replace(joined[-1], text=f"{joined[-1].text}\n\n{block.text}")
        else:
            joined.append(block)
    return tuple(joined)


def _numbered(blocks: Iterable[Block], begins: dict[str, int]) -> Iterator[Block]:
    for block in blocks:
        yield replace(block, label=str(begins[block.about])) if block.about else block


def _cut(text: str, most: int) -> Iterator[str]:
    """At paragraphs; within a paragraph that is too long at its lines, in a line at a space, or else anywhere."""
    for paragraph in re.split(r"\n[ \t]*\n+", tidy(text)):
        if not paragraph.strip():
            continue
        if height(paragraph) <= most:
            yield paragraph
        else:
            yield from _filled(paragraph, most)


def _filled(paragraph: str, most: int) -> Iterator[str]:
    held: list[str] = []
    for line in paragraph.split("\n"):
        for piece in _short(line, LINE * (most - 1)):
            if held and height("\n".join([*held, piece])) > most:
                yield "\n".join(held)
                held = []
            held.append(piece)
    yield "\n".join(held)


def _short(line: str, most: int) -> Iterator[str]:
    """Pieces of one line, each of so many letters at most. A wide letter counts as two."""
    while _width(line) > most:
        longest = _longest(line, most)
        end = line.rfind(" ", 1, longest) + 1 or longest
        yield line[:end]
        line = line[end:]
    yield line


def _longest(line: str, most: int) -> int:
    """How many of its first letters fit."""
    fits, too_many = 1, len(line)
    while fits + 1 < too_many:
        middle = (fits + too_many) // 2
        fits, too_many = (middle, too_many) if _width(line[:middle]) <= most else (fits, middle)
    return fits


def _lines(line: str) -> int:
    """A heading stands larger, and with more room around it."""
    drawn = -(-_width(line) // LINE) or 1
    return 2 * drawn + 1 if line.lstrip().startswith("#") else drawn


def _width(text: str) -> int:
    """In letters of common width. Capitals are wider by half, and signs of Chinese or pictures by a whole one."""
    wide = sum(east_asian_width(letter) in "WF" for letter in text)
    return len(text) + wide + (sum(letter.isupper() or letter in _BROAD for letter in text) + 1) // 2
