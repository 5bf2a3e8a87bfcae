"""What changed in the demo group: two cycles, two shifts reviews a year apart."""

import secrets

from coproduction.demo.days import at, day
from coproduction.demo.meetings import Cast, agreed
from facilitation.models import AgendaItem
from groups.models import Group
from groups.states import Side
from lifecycle.instruments import SHIFTS
from lifecycle.models import Cycle, Review, ReviewAnswer, Stage, StageWord
from lifecycle.stages import STAGES, StageKey
from lifecycle.states import ReviewState, StageState, Strength

NOW = {
    StageKey.COMMITMENT: (Strength.STRONG, StageState.OPEN),
    StageKey.CONNECT: (Strength.GROWING, StageState.OPEN),
    StageKey.PURPOSE: (Strength.STRONG, StageState.NOT_OPEN),
    StageKey.SKILLS: (Strength.FINDING_ITS_FEET, StageState.OPEN),
    StageKey.CARE: (Strength.GROWING, StageState.OPEN),
    StageKey.IMPACT: (Strength.NOT_BEGUN, StageState.NOT_OPEN),
}


def make_cycles(cast: Cast, item: AgendaItem) -> tuple[Cycle, Cycle]:
    group = cast["lead"].group
    first = Cycle.objects.create(group=group, number=1, began_on=day(-600), ended_on=day(-220))
    second = Cycle.objects.create(group=group, number=2, began_on=day(-220))
    Stage.objects.bulk_create(
        Stage(group=group, cycle=first, number=one.number, strength=Strength.GROWING) for one in STAGES
    )
    stages = Stage.objects.bulk_create(
        Stage(
            group=group,
            cycle=second,
            number=key,
            strength=strength,
            state=state,
            strength_agreed_on=day(-30) if strength else None,
        )
        for key, (strength, state) in NOW.items()
    )
    StageWord.objects.bulk_create(
        StageWord(
            group=group,
            stage=stage,
            strength=stage.strength,
            decision=agreed(cast, item, f"How strong we find stage {stage.number}.", is_bookkeeping=True),
            said_on=day(-30),
        )
        for stage in stages
        if stage.strength
    )
    return first, second


def make_reviews(group: Group, first: Cycle, second: Cycle) -> None:
    """A year apart. Both sides moved, the system's side further than people with lived experience say."""
    _review(group, first, -400, lived=(2, 2, 3, 2, 2, 1, 1, 2), system=(4, 4, 4, 4, 3, 3, 3, 4))
    _review(group, second, -35, lived=(4, 3, 4, 4, 3, 3, 2, 3), system=(5, 5, 5, 5, 4, 4, 4, 5))


def _review(
    group: Group, cycle: Cycle, days: int, *, lived: tuple[int, ...], system: tuple[int, ...]
) -> None:
    review = Review.objects.create(
        group=group,
        cycle=cycle,
        instrument=SHIFTS.key,
        instrument_version=SHIFTS.version,
        state=ReviewState.SEALED,
        opened_on=day(days),
        closes_on=day(days + 21),
        sealed_at=at(days + 21),
        answered_lived=10,
        answered_system=5,
    )
    answers = [*_answers(review, Side.LIVED, lived, 10), *_answers(review, Side.SYSTEM, system, 5)]
    secrets.SystemRandom().shuffle(answers)
    ReviewAnswer.objects.bulk_create(answers)


def _answers(review: Review, side: Side, middle: tuple[int, ...], count: int) -> list[ReviewAnswer]:
    """Answers around a middle: some a step lower, some a step higher."""
    return [
        ReviewAnswer(
            review=review,
            group=review.group,
            side=side,
            points={
                statement.id: min(7, max(1, point + (number + place) % 3 - 1))
                for place, (statement, point) in enumerate(zip(SHIFTS.statements, middle, strict=True))
            },
        )
        for number in range(count)
    ]
