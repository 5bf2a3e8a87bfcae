"""Three more groups of the demo's decision-maker, small and quiet, so that her overview has something to show."""

import secrets
from dataclasses import dataclass

from coproduction.demo.days import at, day
from coproduction.demo.meetings import Cast
from facilitation.models import Decision
from facilitation.states import DecisionRoute, DecisionState
from groups.models import Group, Membership, Person
from groups.permissions import Role
from groups.search import rebuild
from groups.states import GroupState, Side
from groups.working_days import add_working_days
from investment.five import INVESTMENTS
from lifecycle.instruments import SHIFTS
from lifecycle.models import (
    Answer,
    Ask,
    Commitment,
    Cycle,
    InvestmentMade,
    PromisedInvestment,
    Review,
    ReviewAnswer,
    Stage,
)
from lifecycle.stages import STAGES
from lifecycle.states import (
    ANSWER_WORKING_DAYS,
    VERDICT_WORKING_DAYS,
    AnswerKind,
    AskState,
    CommitmentState,
    ReviewState,
    StageState,
    Strength,
)


@dataclass(frozen=True)
class Request:
    title: str
    raised: int  # in days from today, as all below
    answered: int | None = None


@dataclass(frozen=True)
class Other:
    """A group with who facilitates it; `lived` and `system`: how many on each side answered its review."""

    name: str
    about: str
    facilitator: str
    signed: int | None = None
    review: int = 0
    pounds: tuple[int, int] = (0, 0)  # promised, and put in so far
    requests: tuple[Request, ...] = ()
    lived: int = 0
    system: int = 0
    strengths: tuple[int, ...] = ()

    @property
    def state(self) -> str:
        return GroupState.FORMING if self.signed is None else GroupState.RUNNING


OTHERS = (
    Other(
        "Eastmoor Diabetes Coproduction Group",
        "We are people with diabetes in Eastmoor, and those who plan our care.",
        "Moira Quinn",
        signed=-380,
        review=-12,
        pounds=(3000, 1250),
        requests=(
            Request("Foot checks in the evening", -200, -180),
            Request("One letter after each appointment", -150, -121),
            Request("A name to ring between appointments", -60),
        ),
        lived=6,
        system=5,
        strengths=(3, 2, 2, 1, 1, 0),
    ),
    Other(
        "Harbour Carers Coproduction Group",
        "We are people in Harbour who look after somebody.",
        "Nadia Aziz",
        signed=-160,
        review=200,
        pounds=(5000, 5200),
        requests=(
            Request("A break that can be booked a month ahead", -140, -130),
            Request("Carers named in the care plan", -33, -6),
            Request("A seat for us at discharge meetings", -8),
        ),
        lived=9,
        system=8,
        strengths=(2, 3, 3, 2, 2, 1),
    ),
    Other(
        "Wold Valley Long Covid Coproduction Group",
        "We are new. We are getting to know each other first.",
        "Peter Lund",
    ),
)


def make_others(cast: Cast) -> list[Group]:
    return [_make(cast["lead"], other) for other in OTHERS]


def _make(lead: Membership, other: Other) -> Group:
    group = Group.objects.create(
        system=lead.group.system, name=other.name, about=other.about, state=other.state, created_at=at(-400)
    )
    here = _join(group, lead.person, lead.name, Role.LEAD, job=lead.job, body=lead.body)
    runs = Person.objects.create(name=other.facilitator, weekly=False)
    _join(group, runs, other.facilitator, Role.FACILITATOR, job="Facilitator", body="Northshire Voices")
    if other.signed is not None:
        commitment = _commitment(here, other)
        for request in other.requests:
            _ask(commitment, request)
        _cycle(group, other)
    rebuild(group)
    return group


def _join(group: Group, person: Person, name: str, roles: Role, *, job: str, body: str) -> Membership:
    return Membership.objects.create(
        group=group,
        person=person,
        name=name,
        side=Side.SYSTEM,
        roles=roles,
        job=job,
        body=body,
        joined_on=day(-390),
        promised_at=at(-390),
    )


def _commitment(lead: Membership, other: Other) -> Commitment:
    commitment = Commitment.objects.create(
        group=lead.group,
        number=1,
        lead=lead,
        scope="How care is planned with us.",
        open_to_change="When, where and how we are seen, and what is written to us.",
        fixed="The size of the whole budget.",
        final_say="Northshire Integrated Care Board, in its open meeting",
        outside_contact="Ruth Allen at Healthwatch Northshire, 01632 960 700",
        no_comeback=True,
        state=CommitmentState.SIGNED,
        signed_at=at(other.signed or 0),
        review_on=day(other.review),
    )
    promised, made = other.pounds
    facilitation = INVESTMENTS[1].key
    here = {"group": lead.group, "kind": facilitation}
    PromisedInvestment.objects.create(**here, commitment=commitment, pounds=promised, hours=80)
    InvestmentMade.objects.create(
        **here, pounds=made, hours=45, on=day(-30), words="Meetings so far", by=lead
    )
    return commitment


def _ask(commitment: Commitment, request: Request) -> None:
    group, raised_on = commitment.group, day(request.raised)
    ask = Ask.objects.create(
        group=group,
        title=request.title,
        words=f"{request.title}.",
        why="Many of us asked for it.",
        to=commitment.lead,
        decision=Decision.objects.create(
            group=group,
            route=DecisionRoute.BROUGHT,
            wording=f"We ask for this: {request.title}.",
            state=DecisionState.AGREED,
            decided_on=raised_on,
        ),
        commitment=commitment,
        response_days=ANSWER_WORKING_DAYS,
        raised_on=raised_on,
        turn_began_on=raised_on,
        next_step_on=add_working_days(raised_on, ANSWER_WORKING_DAYS, group),
    )
    if request.answered is not None:
        _answer(ask, request.answered)


def _answer(ask: Ask, days: int) -> None:
    Answer.objects.create(
        group=ask.group,
        ask=ask,
        number=1,
        kind=AnswerKind.ACCEPTED,
        reason="You are right, and it can be done.",
        promised_on=day(60),
        by=ask.to,
        at=at(days),
    )
    ask.state, ask.turn_began_on = AskState.ANSWERED, day(days)
    ask.next_step_on = add_working_days(day(days), VERDICT_WORKING_DAYS, ask.group)
    ask.save()


def _cycle(group: Group, other: Other) -> None:
    cycle = Cycle.objects.create(group=group, number=1, began_on=day(other.signed or 0))
    Stage.objects.bulk_create(
        Stage(
            group=group,
            cycle=cycle,
            number=stage.number,
            strength=strength,
            state=StageState.OPEN if strength == Strength.GROWING else StageState.NOT_OPEN,
            strength_agreed_on=day(-40) if strength else None,
        )
        for stage, strength in zip(STAGES, other.strengths, strict=True)
    )
    review = Review.objects.create(
        group=group,
        cycle=cycle,
        instrument=SHIFTS.key,
        instrument_version=SHIFTS.version,
        state=ReviewState.SEALED,
        opened_on=day(-90),
        closes_on=day(-69),
        sealed_at=at(-69),
        answered_lived=other.lived,
        answered_system=other.system,
    )
    answers = [
        ReviewAnswer(review=review, group=group, side=side, points=_points(number, lowest))
        for side, count, lowest in ((Side.LIVED, other.lived, 2), (Side.SYSTEM, other.system, 3))
        for number in range(count)
    ]
    secrets.SystemRandom().shuffle(answers)
    ReviewAnswer.objects.bulk_create(answers)


def _points(number: int, lowest: int) -> dict[str, int]:
    return {statement.id: lowest + (number + place) % 3 for place, statement in enumerate(SHIFTS.statements)}
