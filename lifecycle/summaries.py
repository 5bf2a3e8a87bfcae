"""One group as the overview shows it: plain values that can be shown as they are.

Public facts are counted as they stand: requests and their clocks, the words for stages, what was promised and put
in. Of reviews there are only the figures that groups/suppression.py lets out across groups, and never how many
people answered. Nothing here reads the lived experience space, worries, drafts, access needs or anybody's words.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime
from typing import TypedDict

from django.db.models import Count, Q, Sum
from django.utils import timezone

from groups.models import Group
from groups.suppression import Reach, middle
from investment.five import INVESTMENTS
from lifecycle.answer_times import days_to_first_answers
from lifecycle.facts import InvestmentFact
from lifecycle.models import Answer, Ask, Commitment, Cycle, GroupSummary, ImpactReport, InvestmentMade
from lifecycle.questions import OWN
from lifecycle.results import Figure, Result, shifts_of
from lifecycle.states import AWAITING_ANSWER, CLOSED_ASK, GROUPS_TURN, SYSTEMS_TURN, AskState, StageState

VERSION = 1
BANDS = (5, 10, 20, 40)  # working days: the last of each band; one more band is for all above


class StageFact(TypedDict):
    number: int
    strength: int  # lifecycle.states.Strength
    open: bool


class TimesFact(TypedDict):
    """How many working days the first answers took."""

    middle: Figure | None  # of five answers or more
    bands: list[int]  # how many answers in each of BANDS, and above


class Figures(TypedDict):
    """What `GroupSummary.figures` holds."""

    version: int
    cycle: int | None
    stages: list[StageFact]
    being_done: int  # requests
    closed: int
    groups_overdue: int
    times: TimesFact
    promised: list[InvestmentFact]  # in the commitment that stands, in the order of the five
    made: list[InvestmentFact]  # since it was signed, or ever where none is
    shifts: list[Result]  # for across groups; only the eight shifts, no question of the group's own


def summary_of(group: Group) -> GroupSummary:
    """Read the record of a group. Not saved, and without its time."""
    counted = _requests(group)
    commitment = Commitment.objects.in_group(group).signed().first()
    report = ImpactReport.objects.in_group(group).approved().order_by("-approved_at", "-pk").first()
    cycle = Cycle.objects.in_group(group).current().first()
    return GroupSummary(
        group=group,
        waiting=counted["waiting"],
        overdue=counted["overdue"],
        groups_turn=counted["groups_turn"],
        committed_on=_day(commitment.signed_at if commitment else None, group),
        commitment_review_on=commitment.review_on if commitment else None,
        newest_report=report,
        newest_report_on=_day(report.approved_at if report else None, group),
        figures=Figures(
            version=VERSION,
            cycle=cycle.number if cycle else None,
            stages=_stages(cycle),
            being_done=counted["being_done"],
            closed=counted["closed"],
            groups_overdue=counted["groups_overdue"],
            times=_times(group),
            promised=_promised(commitment),
            made=_made(group, commitment),
            shifts=[shift for shift in shifts_of(group, Reach.PUBLIC) if not _is_own(shift)],
        ),
    )


def _requests(group: Group) -> dict[str, int]:
    late = Q(next_step_on__lt=group.today)
    counted: dict[str, int] = Ask.objects.in_group(group).aggregate(
        waiting=_how_many(AWAITING_ANSWER),
        overdue=_how_many(SYSTEMS_TURN, late),
        groups_turn=_how_many(GROUPS_TURN),
        groups_overdue=_how_many(GROUPS_TURN, late),
        being_done=_how_many((AskState.IN_PROGRESS,)),
        closed=_how_many(CLOSED_ASK),
    )
    return counted


def _how_many(states: Sequence[str], condition: Q | None = None) -> Count:
    return Count("pk", filter=Q(state__in=states) & (condition or Q()))


def _stages(cycle: Cycle | None) -> list[StageFact]:
    return [
        StageFact(number=stage.number, strength=stage.strength, open=stage.state == StageState.OPEN)
        for stage in (cycle.stages.all() if cycle else ())
    ]


def _times(group: Group) -> TimesFact:
    """Clocks are a public fact, so the bands count every answer; a middle of fewer than five would say little."""
    days = days_to_first_answers(Answer.objects.filter(group=group))
    found = middle(days, Reach.GROUP)
    counted = Counter(bisect_left(BANDS, one) for one in days)
    return TimesFact(
        middle=Figure(median=found.median, low=found.low, high=found.high) if found else None,
        bands=[counted[band] for band in range(len(BANDS) + 1)],
    )


def _promised(commitment: Commitment | None) -> list[InvestmentFact]:
    rows = commitment.investments.values_list("kind", "pounds", "hours") if commitment else ()
    return _in_order({kind: (pounds, hours) for kind, pounds, hours in rows})


def _made(group: Group, commitment: Commitment | None) -> list[InvestmentFact]:
    made = InvestmentMade.objects.filter(group=group)
    if signed_on := _day(commitment.signed_at if commitment else None, group):
        made = made.filter(on__gte=signed_on)
    summed = made.order_by().values("kind").annotate(all_pounds=Sum("pounds"), all_hours=Sum("hours"))
    return _in_order({one["kind"]: (one["all_pounds"], one["all_hours"]) for one in summed})


def _in_order(amounts: dict[str, tuple[int, int]]) -> list[InvestmentFact]:
    """Those of the five for which anything was said."""
    return [
        InvestmentFact(kind=one.key, pounds=amounts[one.key][0], hours=amounts[one.key][1])
        for one in INVESTMENTS
        if one.key in amounts
    ]


def _is_own(shift: Result) -> bool:
    return shift["statement"].startswith(OWN)


def _day(at: datetime | None, group: Group) -> date | None:
    return timezone.localdate(at, group.tz) if at else None
