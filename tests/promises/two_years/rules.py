"""What may be shown to whom, from the truth and the rules alone."""

from groups.states import Side
from groups.suppression import FLOOR, Answers, Middle, Reach, Scale, pooled, sides
from tests.promises.two_years.reading import Seen, Three
from tests.promises.two_years.world import LIVED, SYSTEM, BySide, kept

type Page = dict[str, Three | None]  # by who answered

SEVEN = Scale(1, 7)
BOTH = "together"
ANYONE = "anyone"


def told(times: list[BySide], reach: Reach) -> Page:
    """Of one statement, as often as it was asked: what stands on a page."""
    shown = [_kept_of(said) for said in times]
    if len(times) == 1:
        page = sides(shown[0].each, reach, scale=SEVEN, rest=shown[0].rest)
    else:
        page = pooled(shown, reach, scale=SEVEN)
    return {LIVED: _three(page.each[LIVED]), SYSTEM: _three(page.each[SYSTEM]), BOTH: _three(page.together)}


def _kept_of(said: BySide) -> Answers[str]:
    """What sealing leaves of one review: a small side goes beside a large one; two small ones lose their side."""
    points = {side: [point for point in left if point is not None] for side, left in kept(said).items()}
    if all(len(said[side]) < FLOOR for side in Side):
        return Answers({LIVED: [], SYSTEM: []}, points[LIVED] + points[SYSTEM])
    return Answers({side.value: points[side] for side in Side})


def _three(middle: Middle | None) -> Three | None:
    return (middle.median, middle.low, middle.high) if middle else None


def goes_far(one: Seen) -> bool:
    """To anyone, or to a page that shows several groups."""
    return one.reader == ANYONE or one.address.startswith("/groups/") or one.address.endswith("/at-a-glance/")


def people_behind(times: list[BySide]) -> dict[str, int]:
    """Never more than answered at one time: the same people may have come each time."""
    counted = [
        {side: sum(point is not None for point in left) for side, left in kept(said).items()}
        for said in times
    ]
    most = {side.value: max(count[side] for count in counted) for side in Side}
    return most | {BOTH: max(sum(count.values()) for count in counted)}
