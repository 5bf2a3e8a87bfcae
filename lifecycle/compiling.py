"""The facts of an impact report, compiled from the record. Their shape: lifecycle/facts.py.

Nothing here is estimated; what the record does not hold is not in a report.
"""

from collections import Counter
from collections.abc import Mapping
from datetime import date
from statistics import median

from django.db.models import Prefetch, Sum

from facilitation.models import Decision, Session
from groups.models import Group
from groups.suppression import Reach
from groups.working_days import working_days_between
from investment.five import INVESTMENTS
from lifecycle.access_met import access_met
from lifecycle.facts import (
    VERSION,
    AskFact,
    DecisionFact,
    Facts,
    InvestmentFact,
    PromiseFact,
    SessionFact,
)
from lifecycle.instruments import SHIFTS
from lifecycle.models import (
    Answer,
    Ask,
    Commitment,
    ImpactReport,
    InvestmentMade,
    Milestone,
    Verdict,
)
from lifecycle.nameless import Nameless
from lifecycle.results import Result, results_in

type Period = tuple[date, date]


def compile_facts(report: ImpactReport) -> Facts:
    """Read the record of the report's period, both days included. The same few queries, whatever the group's age."""
    group, period = report.group, (report.starts_on, report.ends_on)
    nameless = Nameless(group)
    asks = _asks(group, period, nameless)
    days = [ask["days"] for ask in asks if ask["days"] is not None]
    said = results_in(group, period)
    return Facts(
        version=VERSION,
        sessions=_sessions(group, period),
        asks=asks,
        outcomes=dict(Counter(ask["state"] for ask in asks)),
        days_to_answer=median(days) if days else None,
        days_range=[min(days), max(days)] if days else None,
        decisions=_decisions(group, period, nameless),
        promises=_promises(group, period, nameless),
        promised=_promised(group, report.ends_on),
        made=_made(group, period),
        access=access_met(group, period),
        shifts=[one for one in said[Reach.GROUP] if _is_shift(one)],
        shifts_public=[one for one in said[Reach.PUBLIC] if _is_shift(one)],
        reviews=[one for one in said[Reach.GROUP] if not _is_shift(one)],
        reviews_public=[one for one in said[Reach.PUBLIC] if not _is_shift(one)],
    )


def _is_shift(result: Result) -> bool:
    return result["instrument"] == SHIFTS.key


def _sessions(group: Group, period: Period) -> list[SessionFact]:
    held = Session.objects.in_group(group).counted().past().filter(starts_at__date__range=period)
    return [
        SessionFact(
            id=str(session.public_id),
            title=session.title,
            on=session.starts_at.astimezone(group.tz).date().isoformat(),
            lived=session.took_part_lived,
            system=session.took_part_system,
        )
        for session in held.order_by("starts_at", "pk")
    ]


def _asks(group: Group, period: Period, nameless: Nameless) -> list[AskFact]:
    """Requests raised in the period, as they stand now."""
    raised = Ask.objects.in_group(group).filter(raised_on__range=period).order_by("raised_on", "pk")
    answers = Prefetch("answers", Answer.objects.order_by("number"))
    return [_ask(ask, nameless) for ask in raised.select_related("group").prefetch_related(answers)]


def _ask(ask: Ask, nameless: Nameless) -> AskFact:
    answers = list(ask.answers.all())
    first, last = (answers[0], answers[-1]) if answers else (None, None)
    told = {"title": ask.title, "reason": last.reason if last else ""}
    return AskFact(
        id=str(ask.public_id),
        title=ask.title,
        raised_on=ask.raised_on.isoformat(),
        state=ask.state,
        answer=last.kind if last else "",
        reason=last.reason if last else "",
        days=_days(ask, first) if first else None,
        closed_on=ask.closed_on.isoformat() if ask.closed_on else None,
        public=ask.is_public,
        told=_told(told, nameless),
    )


def _told(words: Mapping[str, str], nameless: Nameless) -> dict[str, str]:
    """What reads otherwise to anyone, fixed now: names may change later, and an approved report does not."""
    read = {key: nameless.read(text) for key, text in words.items()}
    return {key: text for key, text in read.items() if text != words[key]}


def _days(ask: Ask, answer: Answer) -> int:
    return working_days_between(ask.raised_on, answer.at.astimezone(ask.group.tz).date(), ask.group)


def _decisions(group: Group, period: Period, nameless: Nameless) -> list[DecisionFact]:
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
        _decision(decision, nameless)
        for decision in agreed.select_related("topic").order_by("decided_on", "pk")
    ]


def _decision(decision: Decision, nameless: Nameless) -> DecisionFact:
    told = {
        "title": decision.topic.title if decision.topic else "",
        "wording": decision.wording,
        "outcome": decision.outcome,
        "differs": decision.differs,
    }
    return DecisionFact(
        id=str(decision.public_id),
        title=told["title"],
        wording=decision.wording,
        on=decision.decided_on.isoformat() if decision.decided_on else None,
        outcome=decision.outcome,
        differs=decision.differs,
        told=_told(told, nameless),
    )


def _promises(group: Group, period: Period, nameless: Nameless) -> list[PromiseFact]:
    """What answers promised for a day in the period, and whether the group says it was kept (promise 1)."""
    due = Milestone.objects.in_group(group).filter(due_on__range=period).select_related("ask")
    return [
        PromiseFact(
            id=str(one.ask.public_id),
            words=one.words,
            due_on=one.due_on.isoformat(),
            state=one.state,
            settled_on=one.settled_on.isoformat() if one.settled_on else None,
            public=one.ask.is_public,
            told=_told({"words": one.words}, nameless),
        )
        for one in due.order_by("due_on", "pk")
    ]


def _promised(group: Group, until: date) -> list[InvestmentFact]:
    """The five investments in the commitment that stood at the end of the period."""
    signed = Commitment.objects.in_group(group).filter(signed_at__date__lte=until)
    commitment = signed.order_by("-number").first()
    promised = commitment.investments.order_by("pk") if commitment else ()
    return [
        InvestmentFact(kind=promise.kind, pounds=promise.pounds, hours=promise.hours) for promise in promised
    ]


def _made(group: Group, period: Period) -> list[InvestmentFact]:
    """What really went into each, in the order in which the five stand."""
    made = InvestmentMade.objects.filter(group=group, on__range=period).order_by("kind")
    sums = {
        one["kind"]: one for one in made.values("kind").annotate(pounds=Sum("pounds"), hours=Sum("hours"))
    }
    return [
        InvestmentFact(kind=kind, pounds=sums[kind]["pounds"], hours=sums[kind]["hours"])
        for kind in (one.key for one in INVESTMENTS)
        if kind in sums
    ]
