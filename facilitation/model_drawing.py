"""The geometry of the operating model as a drawing. Its words and marks stand in templates/facilitation/model_map.html,
the look in theme.css. As wide as a small phone, so that its lettering is never smaller than the page's.

Each component is a name above four boxes, one for each tier: those it is for are drawn strong. Where the model does not
say for whom, one long box stands there. Under all of them lie the enablers, as the ground they stand on.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from textwrap import wrap

from django.utils.translation import gettext as _

from facilitation.model_map import Shelf
from facilitation.operating_model import TIERS, Component, Enabler

WIDTH, EDGE = 360, 8
LINE = 21  # from one line of words to the next
LETTERS = 36  # in a line
BOX, SLAB, GAP = 26, 14, 16  # heights of a box, of the room around words in a slab, and between parts
HEAD = 34  # the numbers of the tiers


@dataclass(frozen=True)
class Box:
    x: float
    width: float
    is_for: bool


@dataclass(frozen=True)
class Drawn:
    """One part: where its words begin, and its boxes or its slab."""

    part: Component | Enabler
    shelves: list[Shelf]
    lines: tuple[str, ...]
    says: tuple[str, ...]  # what there is about it
    words_y: float
    y: float
    height: float
    boxes: tuple[Box, ...] = field(default=())


@dataclass(frozen=True)
class Drawing:
    components: tuple[Drawn, ...]
    enablers: tuple[Drawn, ...]
    tiers: tuple[tuple[int, float], ...]  # the number of each, and the middle of its boxes
    ground_y: float
    height: float


def draw(
    components: Iterable[tuple[Component, list[Shelf]]], enablers: Iterable[tuple[Enabler, list[Shelf]]]
) -> Drawing:
    y: float = HEAD
    above: list[Drawn] = []
    for component, shelves in components:
        lines, says = _lines(component.name), _says(shelves)
        box_y = y + LINE * (len(lines) + len(says)) + 4
        boxes = _boxes(component)
        above.append(Drawn(component, shelves, lines, says, y + LINE - 4, box_y, BOX, boxes))
        y = box_y + BOX + GAP
    ground = y + LINE
    y = ground + LINE / 2
    beneath: list[Drawn] = []
    for enabler, shelves in enablers:
        lines, says = _lines(enabler.name), _says(shelves)
        height = LINE * (len(lines) + len(says)) + SLAB
        beneath.append(Drawn(enabler, shelves, lines, says, y + LINE, y, height))
        y += height + 4
    return Drawing(tuple(above), tuple(beneath), _middles(), ground, y + 2)


def _says(shelves: Iterable[Shelf]) -> tuple[str, ...]:
    """How much there is of each sort: things, never people."""
    each = [f"{shelf.title}\N{NO-BREAK SPACE}{len(shelf.links)}" for shelf in shelves]
    return _lines(" · ".join(each) or _("Nothing yet."))


def _lines(name: object) -> tuple[str, ...]:
    return tuple(wrap(str(name), LETTERS))


def _boxes(component: Component) -> tuple[Box, ...]:
    if not component.tiers:
        return (Box(EDGE, WIDTH - 2 * EDGE, is_for=True),)
    return tuple(Box(x, _WIDE - 6, tier in component.tiers) for tier, x in zip(TIERS, _EDGES, strict=True))


def _middles() -> tuple[tuple[int, float], ...]:
    return tuple((number, x + _WIDE / 2 - 3) for number, x in enumerate(_EDGES, 1))


_WIDE = (WIDTH - 2 * EDGE + 6) / len(TIERS)
_EDGES = tuple(EDGE + _WIDE * number for number in range(len(TIERS)))
