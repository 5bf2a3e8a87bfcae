"""The geometry of a shift's chart: both sides next to each other, one review under the other.

The words and marks stand in templates/lifecycle/shift_chart.html, the look in theme.css.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from lifecycle.instruments import LOWEST
from lifecycle.results import TOGETHER, Figure, Result, Round, figures_of, statement_of

WIDTH = 420
LEFT, RIGHT = 20, 400
LABEL, LANE, GAP = 34, 34, 14  # heights of a review's date, of one side's lane, and between reviews
FOOT = 30
BAR, RADIUS, SIDE = 14, 10, 18


@dataclass(frozen=True)
class Mark:
    """One side in one review: a bar for the middle half and a mark on the middle. No figure: too few to show."""

    who: str
    figure: Figure | None
    y: float
    highest: int

    @property
    def x(self) -> float:
        return _x(half(self.figure, self.highest)[0], self.highest) if self.figure else LEFT

    @property
    def width(self) -> float:
        return max(_x(half(self.figure, self.highest)[1], self.highest) - self.x, 2) if self.figure else 0

    @property
    def middle(self) -> float:
        return _x(middle(self.figure, self.highest), self.highest) if self.figure else LEFT

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
    highest: int

    @property
    def bottom(self) -> float:
        return self.height - FOOT

    @property
    def ticks(self) -> Iterable[dict[str, float]]:
        return [{"number": n, "x": _x(n, self.highest)} for n in range(LOWEST, self.highest + 1)]


def draw(result: Result) -> Chart:
    """Where no side may be shown alone, but all together may, a third lane shows all together."""
    together = any(one["together"] and not (one["lived"] and one["system"]) for one in result["rounds"])
    lanes = ("lived", "system", TOGETHER) if together else ("lived", "system")
    tall = LABEL + LANE * len(lanes) + GAP
    highest = statement_of(result).highest
    rows = tuple(_row(one, lanes, n * tall, highest) for n, one in enumerate(result["rounds"]))
    return Chart(rows=rows, shows_together=together, height=tall * len(rows) + FOOT, highest=highest)


def middle(figure: Figure, highest: int) -> float:
    """Where the middle answer lies. Held at an end of the scale it is one of two answers: it lies between them."""
    if figure["median"] <= LOWEST + 1:
        return LOWEST + 0.5
    return highest - 0.5 if figure["median"] >= highest - 1 else figure["median"]


def half(figure: Figure, highest: int) -> tuple[float, float]:
    """Between which answers the middle half lies. Held at an end of the scale, it goes to that end."""
    low = LOWEST if figure["low"] <= LOWEST + 1 else figure["low"]
    return low, highest if figure["high"] >= highest - 1 else figure["high"]


def _row(one: Round, lanes: Iterable[str], top: float, highest: int) -> Row:
    figures = figures_of(one)
    lane = top + LABEL + LANE / 2
    return Row(
        on=date.fromisoformat(one["on"]),
        label_y=top + LABEL - 10,
        marks=tuple(Mark(who, figures[who], lane + LANE * n, highest) for n, who in enumerate(lanes)),
        cells=tuple(figures[who] for who in lanes),
    )


def _x(point: float, highest: int) -> float:
    return round(LEFT + (point - LOWEST) * (RIGHT - LEFT) / (highest - LOWEST), 1)
