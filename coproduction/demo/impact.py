"""What changed in the demo group: two cycles, two shifts reviews a year apart, one published report."""

import secrets

from coproduction.demo.days import at, day
from coproduction.demo.meetings import Cast, agreed
from facilitation.models import AgendaItem
from groups.models import Group
from groups.states import Side
from lifecycle.compiling import compile_facts
from lifecycle.instruments import SHIFTS
from lifecycle.models import Cycle, ImpactReport, Review, ReviewAnswer, Stage, StageWord
from lifecycle.stages import STAGES, StageKey
from lifecycle.states import ReportState, ReviewState, StageState, Strength

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


def make_report(cast: Cast, cycle: Cycle, item: AgendaItem) -> ImpactReport:
    """The report of the first year and a half, approved and made public by the group."""
    report = ImpactReport(
        group=cast["lead"].group,
        cycle=cycle,
        title="What changed, and what did not",
        starts_on=day(-420),
        ends_on=day(-25),
        aim="That people can read what is sent to them, and see what became of what they said.",
        how_we_worked="Four sessions, each with a break and a way to say stop. Half of us joined by phone or letter.",
        results="Eight requests. Two led to change that we can see. Two were told no, each with its reason.",
        what_changed=(
            "Large print comes to those who ask once. There is no crisis line run by peers, and we disagree "
            "with that."
        ),
        reflections="We learned to ask for the price first. Next time we meet before the budget round.",
        created_at=at(-24),
    )
    report.facts = compile_facts(report)
    report.compiled_at = at(-24)
    report.state = ReportState.PUBLISHED
    report.decision = agreed(cast, item, "We approve our report.", is_bookkeeping=True)
    report.publishing_decision = agreed(cast, item, "Anyone may read our report.", is_bookkeeping=True)
    report.approved_at, report.published_at = at(-22), at(-21)
    report.save()
    return report
