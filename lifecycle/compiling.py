"""The facts of an impact report, compiled from the record.

A report stores them as `Facts` below: plain values, so that an approved report stays as it was read and agreed.
Nothing here is estimated; what the record does not hold is not in a report.
"""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from statistics import median
from typing import TypedDict

from django.db.models import Prefetch

from facilitation.models import Decision, Session
from groups.models import Group
from groups.suppression import Reach
from groups.working_days import working_days_between
from lifecycle.models import Answer, Ask, Commitment, ImpactReport, Review, Verdict
from lifecycle.results import Result, results

VERSION = 1


class SessionFact(TypedDict):
    title: str
    on: str  # ISO date, as all dates here
    lived: int | None  # how many took part; None until the session is sealed
    system: int | None


class AskFact(TypedDict):
    title: str
    raised_on: str
    state: str  # lifecycle.states.AskState
    answer: str  # lifecycle.states.AnswerKind, or nothing yet
    reason: str
    days: int | None  # working days from raised to first answered
    closed_on: str | None
    public: bool  # whether the group shows it to anyone


class DecisionFact(TypedDict):
    title: str
    wording: str
    on: str | None
    outcome: str
    differs: str


class InvestmentFact(TypedDict):
    kind: str  # investment.five.INVESTMENTS
    pounds: int
    hours: int


class Facts(TypedDict):
    version: int
    sessions: list[SessionFact]
    asks: list[AskFact]
    outcomes: dict[str, int]  # state of a request -> how many
    days_to_answer: float | None  # median working days
    decisions: list[DecisionFact]
    promised: list[InvestmentFact]
    shifts: list[Result]  # for the group and its lead
    shifts_public: list[Result]  # for anyone: more people behind each figure


def compile_facts(report: ImpactReport) -> Facts:
    """Read the record of the report's period, both days included. The same few queries, whatever the group's age."""
    group, period = report.group, (report.starts_on, report.ends_on)
    reviews = list(Review.objects.in_group(group).sealed().filter(opened_on__range=period))
    asks = _asks(group, period)
    return Facts(
        version=VERSION,
        sessions=_sessions(group, period),
        asks=asks,
        outcomes=dict(Counter(ask["state"] for ask in asks)),
        days_to_answer=_middle(ask["days"] for ask in asks),
        decisions=_decisions(group, period),
        promised=_promised(group, report.ends_on),
        shifts=results(reviews, Reach.GROUP),
        shifts_public=results(reviews, Reach.PUBLIC),
    )


def _sessions(group: Group, period: tuple[date, date]) -> list[SessionFact]:
    held = Session.objects.in_group(group).counted().past().filter(starts_at__date__range=period)
    return [
        SessionFact(
            title=session.title,
            on=session.starts_at.astimezone(group.tz).date().isoformat(),
            lived=session.took_part_lived,
            system=session.took_part_system,
        )
        for session in held.order_by("starts_at", "pk")
    ]


def _asks(group: Group, period: tuple[date, date]) -> list[AskFact]:
    """Requests raised in the period, as they stand now."""
    raised = Ask.objects.in_group(group).filter(raised_on__range=period).order_by("raised_on", "pk")
    answers = Prefetch("answers", Answer.objects.order_by("number"))
    return [_ask(ask) for ask in raised.select_related("group").prefetch_related(answers)]


def _ask(ask: Ask) -> AskFact:
    answers = list(ask.answers.all())
    first, last = (answers[0], answers[-1]) if answers else (None, None)
    return AskFact(
        title=ask.title,
        raised_on=ask.raised_on.isoformat(),
        state=ask.state,
        answer=last.kind if last else "",
        reason=last.reason if last else "",
        days=_days(ask, first) if first else None,
        closed_on=ask.closed_on.isoformat() if ask.closed_on else None,
        public=ask.is_public,
    )


def _days(ask: Ask, answer: Answer) -> int:
    return working_days_between(ask.raised_on, answer.at.astimezone(ask.group.tz).date(), ask.group)


def _middle(days: Iterable[int | None]) -> float | None:
    known = [day for day in days if day is not None]
    return median(known) if known else None


def _decisions(group: Group, period: tuple[date, date]) -> list[DecisionFact]:
    """What the group agreed on its topics, and what became of it.

    Agreements by which it raised or closed requests or approved reports are left out: they have their own place.
    """
    agreed = Decision.objects.in_group(group).agreed().filter(decided_on__range=period, topic__isnull=False)
    for acts in (
        Ask.objects.in_group(group).values_list("decision", flat=True),
        Ask.objects.in_group(group).closed().values_list("closing_decision", flat=True),
        Verdict.objects.filter(group=group).values_list("decision", flat=True),
        ImpactReport.objects.in_group(group).approved().values_list("decision", flat=True),
        ImpactReport.objects.in_group(group).published().values_list("publishing_decision", flat=True),
    ):
        agreed = agreed.exclude(pk__in=acts)
    return [
        DecisionFact(
            title=decision.topic.title if decision.topic else "",
            wording=decision.wording,
            on=decision.decided_on.isoformat() if decision.decided_on else None,
            outcome=decision.outcome,
            differs=decision.differs,
        )
        for decision in agreed.select_related("topic").order_by("decided_on", "pk")
    ]


def _promised(group: Group, until: date) -> list[InvestmentFact]:
    """The five investments in the commitment that stood at the end of the period."""
    signed = Commitment.objects.in_group(group).filter(signed_at__date__lte=until)
    commitment = signed.order_by("-number").first()
    promised = commitment.investments.order_by("pk") if commitment else ()
    return [
        InvestmentFact(kind=promise.kind, pounds=promise.pounds, hours=promise.hours) for promise in promised
    ]
