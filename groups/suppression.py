"""No figure about too few people leaves (promise 6). The only module that computes figures about answers.

Two kinds of figures: the middle of answers on a scale (`sides`, `pooled`), and how many chose each answer (`counts`).

Answers of fewer than k people are never shown: k is 5 inside a group and to its lead, 8 in public and across
groups. What is shown is the median and the middle half, rounded to halves: never one answer, never a count.

The promise for answers on a scale: whoever reads every figure that is shown, inside and in public, and knows these
rules, how many of each side answered and their own answers, can be certain of no other person's exact answer. Each
other person may have given at least two different answers. Three rules make it true, by trying every set of
answers (tests/promises/test_06d):

- The ends of the scale are held one step in before anything is computed: a 7 counts as a 6 and a 1 as a 2. If all
  but one said 7, the one could otherwise read it off.
- All together is shown inside the group alone, and only where no side is shown to anyone. Beside sides it would
  narrow them down; in public, eight with no side of five would say that exactly four and four answered. It is in
  whole points, since halves would tell how many answered.
- Nobody gave more than a quarter of the answers behind a figure: one of five, three of twelve.

Not covered: people who put their own answers together, and that all answers lie near one end. An answer that was
given openly must not be counted in: the others behind its figure would be fewer than it says.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain
from math import ceil, floor
from statistics import median

from django.conf import settings

FLOOR = 5  # no setting goes below this
ROUNDED_TO = 5  # a count that is shown
FEWEST_TIMES = 3  # sessions behind a pooled figure
OTHERS = 2  # who said something else, where it is told that many said the same
SHARE = 4  # nobody gives more than one answer in four


class Reach(StrEnum):
    """Who will see a figure."""

    GROUP = "group"  # the group itself, and its lead
    PUBLIC = "public"  # anyone, and pages that show several groups


DEFAULTS = {Reach.GROUP: 5, Reach.PUBLIC: 8}


@dataclass(frozen=True)
class Scale:
    """The answers that can be given, from the lowest to the highest number."""

    lowest: int
    highest: int

    def held(self, answer: int) -> int:
        """The answer as it counts: the ends count as their neighbours, so a figure never says which it was."""
        return min(max(answer, self.lowest + 1), self.highest - 1)

    def whole(self, figure: float) -> float:
        """Without halves; they go towards the middle of the scale, so that no end is said that was not reached."""
        return ceil(figure) if figure < (self.lowest + self.highest) / 2 else floor(figure)


@dataclass(frozen=True)
class Answers[Side: str]:
    """To one question at one time: those of each side, and those kept without a side."""

    each: Mapping[Side, Sequence[int]]
    rest: Sequence[int] = ()

    @property
    def all(self) -> list[int]:
        return [*self.rest, *chain.from_iterable(self.each.values())]


@dataclass(frozen=True)
class Middle:
    """The middle answer and the middle half of the answers, in halves of a point, the ends of the scale held."""

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
    answers: Mapping[Side, Sequence[int]], reach: Reach, *, scale: Scale, rest: Sequence[int] = ()
) -> Sides[Side]:
    """The figures for each side, or for all together where no side may be shown: see the promise above.

    `rest` are answers kept without a side. What is shown in public is always part of what is shown inside.
    """
    return _shown([Answers(answers, rest)], reach, scale)


def pooled[Side: str](times: Sequence[Answers[Side]], reach: Reach, *, scale: Scale) -> Sides[Side]:
    """The same figures over a block of sessions, never fewer than three; a session belongs to one block only.

    The same people may have answered each time. So a side is as many people as answered on it in any one session,
    never the sum.
    """
    if len(times) < FEWEST_TIMES:
        return Sides(each={side: None for one in times for side in one.each}, together=None)
    return _shown(times, reach, scale)


def middle(numbers: Sequence[int], reach: Reach) -> Middle | None:
    """Of numbers that nobody answered, such as days: as they are, if there are enough."""
    return _middle(numbers) if is_enough(len(numbers), reach) else None


def many(said: Iterable[tuple[int, int]], reach: Reach) -> bool:
    """Whether so many people said the same that it may be told, without a number and without a side.

    `said` holds for each side how many said so, of how many who answered. On each side where anyone did, at least
    two said something else, so that not even one of those two knows what each other person of that side said.
    """
    parts = [(some, of) for some, of in said if some]
    return is_enough(sum(some for some, _of in parts), reach) and all(
        of - some >= OTHERS for some, of in parts
    )


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

    Each half-year is counted apart and its figures are kept as first shown, so nothing can be subtracted. The same
    people are counted for one reach only: the two pages laid side by side would tell more than each. What anyone
    may read is what the group reads too.
    Not covered: whoever sends made-up answers of their own, or knows for sure that the same people answered
    twice and that all but one said the same.
    """
    k = fewest(reach)
    hidden = _hidden(list(given.values()), k)
    return {option: None if people < hidden else _in_fives(people) for option, people in given.items()}


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


def _shown[Side: str](times: Sequence[Answers[Side]], reach: Reach, scale: Scale) -> Sides[Side]:
    named = dict.fromkeys(side for one in times for side in one.each)
    pools = {side: [one.each.get(side, ()) for one in times] for side in named}
    return Sides(
        each={side: _held_middle(pool, reach, scale) for side, pool in pools.items()},
        together=_together(times, scale)
        if reach == Reach.GROUP and not _shows_a_side(pools.values())
        else None,
    )


def _shows_a_side(pools: Iterable[Sequence[Sequence[int]]]) -> bool:
    return any(_may_be_shown(pool, reach) for pool in pools for reach in Reach)


def _together[Side: str](times: Sequence[Answers[Side]], scale: Scale) -> Middle | None:
    found = _held_middle([one.all for one in times], Reach.GROUP, scale)
    return found and Middle(scale.whole(found.median), scale.whole(found.low), scale.whole(found.high))


def _may_be_shown(pool: Sequence[Sequence[int]], reach: Reach) -> bool:
    """Whether enough people stand behind what was answered at these times, and nobody gave too much of it."""
    answers = sum(map(len, pool))
    return is_enough(max(map(len, pool)), reach) and answers >= SHARE * len(pool)


def _held_middle(pool: Sequence[Sequence[int]], reach: Reach, scale: Scale) -> Middle | None:
    if not _may_be_shown(pool, reach):
        return None
    return _middle([scale.held(answer) for answer in chain.from_iterable(pool)])


def _middle(numbers: Sequence[int]) -> Middle:
    ordered = sorted(numbers)
    half = len(ordered) // 2
    lower, upper = ordered[: half + len(ordered) % 2], ordered[half:]
    return Middle(
        median=_in_halves(median(ordered)), low=_in_halves(median(lower)), high=_in_halves(median(upper))
    )


def _in_halves(number: float) -> float:
    return round(number * 2) / 2
