"""What sealed reviews say, in plain dictionaries that can be shown, frozen in a report or downloaded.

Every figure comes from groups/suppression.py.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import TypedDict

from groups.models import Group
from groups.states import Side
from groups.suppression import Middle, Reach, sides, words
from lifecycle.instruments import SHIFTS, Instrument, instrument_of
from lifecycle.models import Review, ReviewAnswer

SHOWN = 6  # reviews, the newest


class Figure(TypedDict):
    """The middle answer and the middle half of the answers, between 1 and 7."""

    median: float
    low: float
    high: float


class Round(TypedDict):
    """One statement in one review. None: too few to show."""

    on: str  # ISO date
    lived: Figure | None
    system: Figure | None
    together: Figure | None


class Result(TypedDict):
    """One statement over reviews, oldest first."""

    instrument: str
    version: int
    statement: str
    rounds: list[Round]


type Answers = dict[int, list[ReviewAnswer]]


def shifts_of(group: Group, reach: Reach) -> list[Result]:
    """The group's eight shifts over its latest sealed reviews."""
    sealed = Review.objects.in_group(group).sealed().filter(instrument=SHIFTS.key)
    return results(list(sealed[:SHOWN]), reach)


def results(reviews: Sequence[Review], reach: Reach) -> list[Result]:
    """Each statement over these reviews. A new version of an instrument begins a new row of results."""
    oldest_first = sorted(reviews, key=lambda review: (review.opened_on, review.pk))
    answers = _answers_of(oldest_first)
    found = []
    for instrument in _instruments_of(oldest_first):
        same = [review for review in oldest_first if _instrument(review) == instrument]
        found += [
            Result(
                instrument=instrument.key,
                version=instrument.version,
                statement=statement.id,
                rounds=[_round(review, statement.id, answers[review.pk], reach) for review in same],
            )
            for statement in instrument.statements
        ]
    return found


def words_of(review: Review) -> list[str] | None:
    """What people wrote in a sealed review, for the group; None when too few answered."""
    people = (review.answered_lived or 0) + (review.answered_system or 0)
    return words(review.answers.values_list("words", flat=True), people=people, reach=Reach.GROUP)


def has_held_back(found: Iterable[Result]) -> bool:
    """Whether a side is missing somewhere because it was too small to show."""
    return any(one["lived"] is None or one["system"] is None for result in found for one in result["rounds"])


def _answers_of(reviews: Sequence[Review]) -> Answers:
    found: Answers = defaultdict(list)
    for answer in ReviewAnswer.objects.filter(review__in=reviews).only("review_id", "side", "points"):
        found[answer.review_id].append(answer)
    return found


def _instruments_of(reviews: Iterable[Review]) -> list[Instrument]:
    return list(dict.fromkeys(_instrument(review) for review in reviews))


def _instrument(review: Review) -> Instrument:
    return instrument_of(review.instrument, review.instrument_version)


def _round(review: Review, statement: str, answers: Sequence[ReviewAnswer], reach: Reach) -> Round:
    given: dict[str, list[int]] = defaultdict(list)
    for answer in answers:
        if statement in answer.points:
            given[answer.side].append(answer.points[statement])
    shown = sides({side.value: given[side] for side in Side}, reach, rest=given[""])
    return Round(
        on=review.opened_on.isoformat(),
        lived=_figure(shown.each[Side.LIVED]),
        system=_figure(shown.each[Side.SYSTEM]),
        together=_figure(shown.together),
    )


def _figure(middle: Middle | None) -> Figure | None:
    return Figure(median=middle.median, low=middle.low, high=middle.high) if middle else None
