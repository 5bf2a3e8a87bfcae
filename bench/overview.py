"""A decision-maker with very many groups, each with requests and a sealed review, counted by the sweep itself."""

from time import perf_counter

from django.utils import timezone

from facilitation.models import Decision
from facilitation.states import DecisionRoute, DecisionState
from groups.models import Account, Group, Membership, Person, System
from groups.permissions import Role
from groups.states import GroupState, Side
from lifecycle.actions import summaries
from lifecycle.instruments import SHIFTS
from lifecycle.models import Ask, Cycle, Review, ReviewAnswer, Stage
from lifecycle.stages import STAGES
from lifecycle.states import ANSWER_WORKING_DAYS, ReviewState

GROUPS = 1000
OVERSEER = "overseer@demo.example"
ANSWERED = 10  # people on each side


def load() -> None:
    """Make them, and say what the first count of them all costs."""
    account = Account.objects.create(email=OVERSEER)
    person = Person.objects.create(name="Olu Overseer", email=OVERSEER, account=account)
    system = System.objects.create(name="A system with many groups", level="national")
    groups = Group.objects.bulk_create(
        Group(system=system, name=f"Group {number:04}", state=GroupState.RUNNING) for number in range(GROUPS)
    )
    leads = Membership.objects.bulk_create(
        Membership(
            group=group, person=person, name=person.name, side=Side.SYSTEM, roles=Role.LEAD, job="Director"
        )
        for group in groups
    )
    _ask(leads)
    _review(groups)
    started = perf_counter()
    counted = sum(summaries.refresh_summaries() for _ in range(GROUPS // summaries.AT_ONCE + 1))
    took = (perf_counter() - started) / counted * 1000
    print(f"overview: {counted:,} groups counted, {took:.1f} ms each\n")


def _ask(leads: list[Membership]) -> None:
    today = timezone.localdate()
    decisions = Decision.objects.bulk_create(
        Decision(
            group=lead.group,
            route=DecisionRoute.BROUGHT,
            wording="We ask for this.",
            state=DecisionState.AGREED,
        )
        for lead in leads
    )
    Ask.objects.bulk_create(
        Ask(
            group=lead.group,
            title=f"Request {number}",
            words="Please.",
            why="We need it.",
            to=lead,
            decision=decision,
            response_days=ANSWER_WORKING_DAYS,
            next_step_on=today,
        )
        for lead, decision in zip(leads, decisions, strict=True)
        for number in range(3)
    )


def _review(groups: list[Group]) -> None:
    cycles = Cycle.objects.bulk_create(Cycle(group=group, number=1) for group in groups)
    Stage.objects.bulk_create(
        Stage(group=cycle.group, cycle=cycle, number=stage.number) for cycle in cycles for stage in STAGES
    )
    reviews = Review.objects.bulk_create(
        Review(
            group=cycle.group,
            cycle=cycle,
            instrument=SHIFTS.key,
            instrument_version=SHIFTS.version,
            state=ReviewState.SEALED,
            closes_on=timezone.localdate(),
            sealed_at=timezone.now(),
        )
        for cycle in cycles
    )
    ReviewAnswer.objects.bulk_create(
        ReviewAnswer(
            review=review,
            group=review.group,
            side=side,
            points={one.id: number % 7 + 1 for one in SHIFTS.statements},
        )
        for review in reviews
        for side in Side
        for number in range(ANSWERED)
    )
