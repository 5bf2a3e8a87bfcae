"""The geometry of the ring. The words and marks stand in templates/lifecycle/ring.html, the look in theme.css."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import cos, radians, sin

from lifecycle.states import Strength

CENTRE = 300
INNER, OUTER = 98, 268  # the stages
OPEN_FROM, OPEN_TO = 273, 283  # the bar outside a stage that is open
LOOP, AROUND = 298, 312  # the loop, and the words that stand on it
BAND = 13  # what one step of strength adds to the woven band
LABEL_ACROSS, LABEL_DOWN = 188, 200  # where words stand: a side stage is widest nearer to the hub
HALF = 28  # degrees from the middle of a stage to its edge


@dataclass(frozen=True)
class RingStage:
    """What the ring needs to know of one stage of one group; of no group at all, the strength is None."""

    number: int
    name: str
    strength: int | None = None
    is_open: bool = False
    url: str = ""


@dataclass(frozen=True)
class DrawnStage:
    """One stage, ready for the template: paths, where its words go, and its words."""

    stage: RingStage
    edge: str
    band: str
    bar: str
    x: str
    y: str
    lines: tuple[str, ...]

    @property
    def strength_word(self) -> str:
        return "" if self.stage.strength is None else str(Strength(self.stage.strength).label)


def draw(stages: Iterable[RingStage]) -> list[DrawnStage]:
    return [_draw(stage) for stage in stages]


def _draw(stage: RingStage) -> DrawnStage:
    middle = (stage.number - 1) * 60
    lines = _lines(stage.name)
    (x, _), (_, y) = _point(LABEL_ACROSS, middle), _point(LABEL_DOWN, middle)
    return DrawnStage(
        stage=stage,
        edge=_wedge(INNER, OUTER, middle),
        band=_wedge(INNER, INNER + BAND * stage.strength, middle) if stage.strength else "",
        bar=_wedge(OPEN_FROM, OPEN_TO, middle) if stage.is_open else "",
        x=f"{x:.1f}",
        y=f"{y:.1f}",
        lines=lines,
    )


def loop() -> str:
    """Almost a whole turn, leaving room for the arrow's tip at the top."""
    (x0, y0), (x1, y1) = _point(LOOP, 6), _point(LOOP, 353)
    return f"M{x0:.1f} {y0:.1f}A{LOOP} {LOOP} 0 1 1 {x1:.1f} {y1:.1f}"


def around(start: int, end: int) -> str:
    """The line on which words stand around the ring, between two angles."""
    (x0, y0), (x1, y1) = _point(AROUND, start), _point(AROUND, end)
    return f"M{x0:.1f} {y0:.1f}A{AROUND} {AROUND} 0 0 1 {x1:.1f} {y1:.1f}"


def _wedge(inner: int, outer: int, middle: int) -> str:
    start, end = middle - HALF, middle + HALF
    corners = (_point(inner, start), _point(outer, start), _point(outer, end), _point(inner, end))
    (x0, y0), (x1, y1), (x2, y2), (x3, y3) = corners
    return (
        f"M{x0:.1f} {y0:.1f}L{x1:.1f} {y1:.1f}A{outer} {outer} 0 0 1 {x2:.1f} {y2:.1f}"
        f"L{x3:.1f} {y3:.1f}A{inner} {inner} 0 0 0 {x0:.1f} {y0:.1f}Z"
    )


def _point(radius: int, angle: int) -> tuple[float, float]:
    """Degrees run clockwise from the top."""
    return CENTRE + radius * sin(radians(angle)), CENTRE - radius * cos(radians(angle))


def _lines(name: str) -> tuple[str, ...]:
    """One word a line; a joining sign stays with the word after it."""
    return tuple(name.replace("& ", "&\N{NO-BREAK SPACE}").split(" "))
