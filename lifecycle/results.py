"""What sealed reviews say, in plain dictionaries that can be shown, frozen in a report or downloaded.

Every figure comes from groups/suppression.py.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain
from typing import NotRequired, TypedDict

from django.db.models import QuerySet
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from groups.models import Group, Membership
from groups.states import Side
from groups.suppression import Answers, Middle, Reach, Scale, Sides, is_enough, many, pooled, sides
from lifecycle.instruments import LOWEST, PULSE, SHIFTS, Instrument, Statement, instrument_of
from lifecycle.models import Review, ReviewAnswer
from lifecycle.questions import OWN, asked_in, instrument_in, own_statement
from lifecycle.states import PULSES_IN_A_BLOCK, SignedAs

SHOWN = 6  # reviews, the newest
TOGETHER = "together"
ENDS_ARE_HELD = _(
    "The two lowest answers count as one, and so do the two highest: of seven points, 1 counts as 2 and 7 as 6. So nobody can work out what another person said."
)
THREE_TOGETHER = _(
    "Three short lines that people answered after each session. Three sessions are always shown together, under the day of the last, never one alone."
)


class Figure(TypedDict):
    """The middle answer and the middle half. The ends are held: of seven points, 2 is a 1 or a 2, 6 a 6 or a 7."""

    median: float
    low: float
    high: float


class Round(TypedDict):
    """One statement in one review. None: too few to show."""

    on: str  # ISO date
    lived: Figure | None
    system: Figure | None
    together: Figure | None
    unknown: NotRequired[bool]  # many of both sides said that they do not know


class Result(TypedDict):
    """One statement over reviews, oldest first."""

    instrument: str
    version: int
    statement: str
    own: NotRequired[str]  # the words of a question of the group's own
    rounds: list[Round]


type Kept = dict[int, list[ReviewAnswer]]


def shifts_of(group: Group, reach: Reach) -> list[Result]:
    """The group's eight shifts over its latest sealed reviews."""
    sealed = Review.objects.in_group(group).sealed().filter(instrument=SHIFTS.key)
    return results(list(sealed[:SHOWN]), reach)


def results(reviews: Sequence[Review], reach: Reach) -> list[Result]:
    """Each statement over the reviews that asked it. A new version of an instrument begins new rows of results."""
    return _results(reviews, _answers_of(reviews), reach)


def results_in(group: Group, period: tuple[date, date]) -> dict[Reach, list[Result]]:
    """What every review opened in a period says, and after them the sessions: for the group, and for anyone.

    Three sessions that are shown together are in the period whole, by the day of the last, or not at all: else one
    period could be subtracted from another.
    """
    first, last = period
    reviews = list(Review.objects.in_group(group).sealed().reviews().filter(opened_on__range=period))
    blocks = [block for block in _blocks(group) if first <= block[-1].opened_on <= last]
    answers = _answers_of([*reviews, *chain.from_iterable(blocks)])
    return {
        reach: [*_results(reviews, answers, reach), *(_pulses(blocks, answers, reach) if blocks else ())]
        for reach in Reach
    }


def statement_of(result: Result) -> Statement:
    """What a result is about, in the language of whoever reads."""
    if "own" in result:
        return own_statement(result["statement"], result["own"])
    return instrument_of(result["instrument"], result["version"]).by_id[result["statement"]]


def figures_of(one: Round) -> dict[str, Figure | None]:
    """By who answered: each side, and all together."""
    return {Side.LIVED.value: one["lived"], Side.SYSTEM.value: one["system"], TOGETHER: one["together"]}


def results_with_earlier(review: Review, reach: Reach) -> list[Result]:
    """One review beside the earlier ones of the same instrument."""
    same = Review.objects.in_group(review.group).sealed().reviews().filter(instrument=review.instrument)
    return results(list(same.filter(opened_on__lte=review.opened_on)[:SHOWN]), reach)


def pulses_of(group: Group, reach: Reach) -> list[Result]:
    """How sessions were for people: each three sessions together, once the pulse of the third is closed."""
    blocks = _blocks(group)[-SHOWN:]
    return _pulses(blocks, _answers_of(list(chain.from_iterable(blocks))), reach)


def pulses_waiting(group: Group) -> int:
    """After how many more sessions the next three are together, whether or not anybody answers."""
    kept = Review.objects.in_group(group).sealed().filter(block__isnull=False).count()
    return PULSES_IN_A_BLOCK - kept % PULSES_IN_A_BLOCK


@dataclass(frozen=True)
class SaidOpenly:
    """What somebody of a side too small to hide in said openly, for the group alone."""

    signature: str
    points: list[tuple[Statement, int]]
    words: str


def in_the_open(review: Review) -> list[SaidOpenly]:
    given = review.in_the_open.select_related("member__person").order_by("pk")
    asked = asked_in(review)
    return [
        SaidOpenly(
            one.member.name if one.signed == SignedAs.NAME else _what_they_do(one.member),
            [(statement, one.points[statement.id]) for statement in asked if statement.id in one.points],
            one.words,
        )
        for one in given
    ]


def words_rows(review: Review) -> QuerySet[ReviewAnswer] | None:
    """What people wrote in a sealed review, by the alphabet; None when too few answered."""
    people = (review.answered_lived or 0) + (review.answered_system or 0)
    if not is_enough(people, Reach.GROUP):
        return None
    return review.answers.exclude(words="").select_related("theme").order_by(Lower("words"), "pk")


def grouped_words(review: Review) -> list[tuple[str, list[str]]] | None:
    """The same under the group's own names for them, then those that stand alone, with an empty name."""
    rows = words_rows(review)
    if rows is None:
        return None
    found: dict[str, list[str]] = defaultdict(list)
    for answer in rows:
        found[answer.theme.name if answer.theme else ""].append(answer.words)
    return sorted(found.items(), key=lambda named: (not named[0], named[0].casefold()))


def has_something_to_show(review: Review) -> bool:
    """Whether enough answered a sealed review for any figure, or for words, to be shown inside the group."""
    found = results([review], Reach.GROUP)
    return any(any(figures_of(one).values()) for result in found for one in result["rounds"]) or bool(
        words_rows(review)
    )


def has_held_back(found: Iterable[Result]) -> bool:
    """Whether a side is missing somewhere because it was too small to show."""
    return any(one["lived"] is None or one["system"] is None for result in found for one in result["rounds"])


def _results(reviews: Sequence[Review], answers: Kept, reach: Reach) -> list[Result]:
    oldest_first = sorted(reviews, key=lambda review: (review.opened_on, review.pk))
    found = []
    for instrument in dict.fromkeys(instrument_in(review) for review in oldest_first):
        same = [review for review in oldest_first if instrument_in(review) == instrument]
        asked = {review.pk: asked_in(review) for review in same}
        for statement in dict.fromkeys(one for review in same for one in asked[review.pk]):
            rounds = [
                _round(review, statement, answers[review.pk], reach)
                for review in same
                if statement in asked[review.pk]
            ]
            found.append(_result(instrument, statement, rounds))
    return found


def _answers_of(reviews: Sequence[Review]) -> Kept:
    found: Kept = defaultdict(list)
    for answer in ReviewAnswer.objects.filter(review__in=reviews).only(
        "review_id", "side", "points", "unknown"
    ):
        found[answer.review_id].append(answer)
    return found


def _result(instrument: Instrument, statement: Statement, rounds: list[Round]) -> Result:
    result = Result(
        instrument=instrument.key, version=instrument.version, statement=statement.id, rounds=rounds
    )
    if statement.id.startswith(OWN):
        result["own"] = str(statement.text)
    return result


def _round(review: Review, statement: Statement, answers: Sequence[ReviewAnswer], reach: Reach) -> Round:
    given = _given(statement.id, answers)
    shown = sides(given.each, reach, scale=Scale(LOWEST, statement.highest), rest=given.rest)
    return _shown(review.opened_on, shown, unknown=many(_unknown(statement.id, answers), reach))


def _unknown(statement: str, answers: Sequence[ReviewAnswer]) -> Iterator[tuple[int, int]]:
    """How many said so, of how many, on each side. Rows of words alone are a second row of somebody."""
    for side in (*Side, ""):
        given = [
            answer.unknown for answer in answers if answer.side == side and (answer.points or answer.unknown)
        ]
        yield sum(statement in unknown for unknown in given), len(given)


def _what_they_do(member: Membership) -> str:
    """Job and body of people from the system; of others their side."""
    return ", ".join(filter(None, (member.job, member.body))) or str(member.get_side_display())


def _blocks(group: Group) -> list[list[Review]]:
    """Complete blocks of pulses, oldest first. A block never changes, so nothing can be subtracted."""
    kept = Review.objects.in_group(group).sealed().filter(block__isnull=False).order_by("block", "sealed_at")
    found: dict[int | None, list[Review]] = defaultdict(list)
    for review in kept:
        found[review.block].append(review)
    return [block for block in found.values() if len(block) == PULSES_IN_A_BLOCK]


def _pulses(blocks: Sequence[Sequence[Review]], answers: Kept, reach: Reach) -> list[Result]:
    return [
        _result(PULSE, one, [_pooled(one, block, answers, reach) for block in blocks])
        for one in PULSE.statements
    ]


def _pooled(statement: Statement, block: Sequence[Review], answers: Kept, reach: Reach) -> Round:
    times = [_given(statement.id, answers[review.pk]) for review in block]
    return _shown(block[-1].opened_on, pooled(times, reach, scale=Scale(LOWEST, statement.highest)))


def _given(statement: str, answers: Iterable[ReviewAnswer]) -> Answers[str]:
    given: dict[str, list[int]] = defaultdict(list)
    for answer in answers:
        if statement in answer.points:
            given[answer.side].append(answer.points[statement])
    return Answers({side.value: given[side] for side in Side}, given[""])


def _shown(on: date, shown: Sides[str], *, unknown: bool = False) -> Round:
    found = Round(
        on=on.isoformat(),
        lived=_figure(shown.each[Side.LIVED]),
        system=_figure(shown.each[Side.SYSTEM]),
        together=_figure(shown.together),
    )
    return found | {"unknown": True} if unknown else found


def _figure(middle: Middle | None) -> Figure | None:
    return Figure(median=middle.median, low=middle.low, high=middle.high) if middle else None
