"""No figure about too few people leaves (promise 6). The only module that computes figures about answers.

Two kinds of figures: the middle of answers on a scale (`sides`), and how many chose each answer (`counts`).

Answers of fewer than k people are never shown: k is 5 inside a group and to its lead, 8 in public and across
groups. What is shown is the median and the middle half, rounded to halves: never one answer, never a count.
Where both sides and all together would give one side away, the figure for all is held back.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from statistics import median

from django.conf import settings

FLOOR = 5  # no setting goes below this
ROUNDED_TO = 5  # a count that is shown


class Reach(StrEnum):
    """Who will see a figure."""

    GROUP = "group"  # the group itself, and its lead
    PUBLIC = "public"  # anyone, and pages that show several groups


DEFAULTS = {Reach.GROUP: 5, Reach.PUBLIC: 8}


@dataclass(frozen=True)
class Middle:
    """The middle answer and the middle half of the answers, in halves of a point."""

    median: float
    low: float
    high: float


@dataclass(frozen=True)
class Sides[Side: str]:
    """What may be shown of one question. None means: too few to show."""

    each: Mapping[Side, Middle | None]
    together: Middle | None


def fewest(reach: Reach) -> int:
    """How many people a figure needs behind it before it may be seen that far."""
    chosen: Mapping[str, int] = getattr(settings, "FEWEST_PEOPLE", {})
    return max(FLOOR, chosen.get(reach, DEFAULTS[reach]))


def is_enough(people: int, reach: Reach) -> bool:
    return people >= fewest(reach)


def sides[Side: str](
    answers: Mapping[Side, Sequence[int]], reach: Reach, *, rest: Sequence[int] = ()
) -> Sides[Side]:
    """The figures for each side and for all together, with everything held back that must be.

    All together is shown where every side is, or where none is and the pool is large enough: with some sides
    shown and others not, it would give away the ones that are not. `rest` are answers kept without a side.
    """
    each = {side: _middle(given, reach) for side, given in answers.items()}
    shown = [figure is not None for figure in each.values()]
    pool = [*rest, *(answer for given in answers.values() for answer in given)]
    safe = all(shown) or not any(shown)
    return Sides(each=each, together=_middle(pool, reach) if safe else None)


def counts[Option](given: Mapping[Option, int], reach: Reach) -> dict[Option, int | None]:
    """How many chose each answer, rounded to fives; None: hidden. Give every option, also those nobody chose.

    Where an answer has fewer than k people (nobody is as telling as one), more answers are hidden with it: all
    that have fewer than a limit, the lowest of 2k, 4k, 8k and so on that keeps the promise below. If none does,
    all are hidden.

    The promise: wherever anything is shown, each hidden answer may be nobody's, or that of any number up to k - 1,
    or of k or more, even for someone who knows this rule, how many answered, and the true number behind each
    figure shown. Why: with `lower` the limit before, any hidden answer can be given 0 to k - 1 people and all the
    others hidden `lower` to `limit - 1`, with the same sum; then no limit before holds (one answer would be
    hidden alone), this one does, and the page is the same.

    Each half-year is counted apart and its figures are kept as first shown, so nothing can be subtracted.
    Not covered: whoever sends made-up answers of their own, or knows for sure that the same people answered
    twice and that all but one said the same.
    """
    k = fewest(reach)
    hidden = _hidden(list(given.values()), k)
    return {option: None if people < hidden else _in_fives(people) for option, people in given.items()}


def words(said: Iterable[str], *, people: int, reach: Reach) -> list[str] | None:
    """What people wrote, sides mixed, by the alphabet; None when too few people answered to stand behind it.

    `people` is how many answered, with or without words.
    """
    if not is_enough(people, reach):
        return None
    return sorted((text for text in said if text.strip()), key=str.casefold)


def _hidden(numbers: Sequence[int], k: int) -> int:
    """The limit under which answers are hidden; 0 where all may be seen."""
    if all(number >= k for number in numbers):
        return 0
    lower, limit = 0, 2 * k
    while any(number >= limit for number in numbers):
        if _keeps_the_promise([number for number in numbers if number < limit], lower, limit, k):
            return limit
        lower, limit = limit, 2 * limit
    return limit


def _keeps_the_promise(hidden: Sequence[int], lower: int, limit: int, k: int) -> bool:
    """Whether the sum can be told apart into any one number from 0 to k - 1 and others that fit their limits."""
    others = len(hidden) - 1
    least = others * lower + k - 1 if lower else k
    return others >= 1 and least <= sum(hidden) <= others * (limit - 1)


def _in_fives(people: int) -> int:
    return (people + ROUNDED_TO // 2) // ROUNDED_TO * ROUNDED_TO


def _middle(answers: Sequence[int], reach: Reach) -> Middle | None:
    if not is_enough(len(answers), reach):
        return None
    ordered = sorted(answers)
    half = len(ordered) // 2
    lower, upper = ordered[: half + len(ordered) % 2], ordered[half:]
    return Middle(
        median=_in_halves(median(ordered)), low=_in_halves(median(lower)), high=_in_halves(median(upper))
    )


def _in_halves(number: float) -> float:
    return round(number * 2) / 2
