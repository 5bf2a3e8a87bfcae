"""The geometry of a shift's chart: both sides next to each other, one review under the other.

The words and marks stand in templates/lifecycle/shift_chart.html, the look in theme.css.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from lifecycle.instruments import HIGHEST, LOWEST
from lifecycle.results import Figure, Result, Round

WIDTH = 420
LEFT, RIGHT = 20, 400
LABEL, LANE, GAP = 34, 34, 14  # heights of a review's date, of one side's lane, and between reviews
FOOT = 30
BAR, RADIUS, SIDE = 14, 10, 18
TOGETHER = "together"


@dataclass(frozen=True)
class Mark:
    """One side in one review: a bar for the middle half and a mark on the middle. No figure: too few to show."""

    who: str
    figure: Figure | None
    y: float

    @property
    def x(self) -> float:
        return _x(self.figure["low"]) if self.figure else LEFT

    @property
    def width(self) -> float:
        return max(_x(self.figure["high"]) - self.x, 2) if self.figure else 0

    @property
    def middle(self) -> float:
        return _x(self.figure["median"]) if self.figure else LEFT

    @property
    def bar_y(self) -> float:
        return self.y - BAR / 2

    @property
    def corner_x(self) -> float:
        return self.middle - SIDE / 2

    @property
    def corner_y(self) -> float:
        return self.y - SIDE / 2

    @property
    def text_y(self) -> float:
        return self.y + 7


@dataclass(frozen=True)
class Row:
    """One review: its date, its marks for the drawing, and the same figures as cells for the table."""

    on: date
    label_y: float
    marks: tuple[Mark, ...]
    cells: tuple[Figure | None, ...]


@dataclass(frozen=True)
class Chart:
    rows: tuple[Row, ...]
    shows_together: bool
    height: float

    @property
    def bottom(self) -> float:
        return self.height - FOOT


def draw(result: Result) -> Chart:
    """Where no side may be shown alone, but all together may, a third lane shows all together."""
    together = any(one["together"] and not (one["lived"] and one["system"]) for one in result["rounds"])
    lanes = ("lived", "system", TOGETHER) if together else ("lived", "system")
    tall = LABEL + LANE * len(lanes) + GAP
    rows = tuple(_row(one, lanes, n * tall) for n, one in enumerate(result["rounds"]))
    return Chart(rows=rows, shows_together=together, height=tall * len(rows) + FOOT)


def ticks() -> Iterable[dict[str, float]]:
    return [{"number": n, "x": _x(n)} for n in range(LOWEST, HIGHEST + 1)]


def _row(one: Round, lanes: Iterable[str], top: float) -> Row:
    figures: dict[str, Figure | None] = {
        "lived": one["lived"],
        "system": one["system"],
        TOGETHER: one["together"],
    }
    return Row(
        on=date.fromisoformat(one["on"]),
        label_y=top + LABEL - 10,
        marks=tuple(Mark(who, figures[who], top + LABEL + LANE * (n + 0.5)) for n, who in enumerate(lanes)),
        cells=tuple(figures[who] for who in lanes),
    )


def _x(point: float) -> float:
    return round(LEFT + (point - LOWEST) * (RIGHT - LEFT) / (HIGHEST - LOWEST), 1)
