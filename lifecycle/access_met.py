"""Whether what was arranged for people was there, as figures about people: never about one of them (promises 6, 10).

Each calendar half-year is counted by itself and stays as it was first shown, for one reach, so that no two reports
can be subtracted from each other (groups/suppression.py). A person counts once, by what was worst for them.
"""

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta

from facilitation.models import Arrangement
from facilitation.models.arrangements import ASKED_FOR
from facilitation.states import Met
from groups.models import Group
from groups.suppression import Reach, counts
from lifecycle.facts import AccessFact
from lifecycle.models import ImpactReport

WORST_FIRST = (Met.NOT, Met.PARTLY, Met.MET)

type Said = dict[tuple[date, int], set[str]]  # half-year and person -> what they said


def access_met(group: Group, period: tuple[date, date]) -> list[AccessFact]:
    halves = list(_halves(*period, today=group.today))
    shown = _as_first_shown(group)
    said = _said(group, [half for half in halves if half[0].isoformat() not in shown])
    return [shown.get(half[0].isoformat()) or _fact(half, said) for half in halves]


def _as_first_shown(group: Group) -> dict[str, AccessFact]:
    """By the first day of each half-year, from every report there is, drafts too."""
    reports = ImpactReport.objects.in_group(group).order_by("-pk")
    every = reports.values_list("facts__access", flat=True)
    return {fact["start"]: fact for facts in every for fact in facts or ()}


def _halves(start: date, end: date, *, today: date) -> Iterator[tuple[date, date]]:
    """Those wholly inside the period, and over long enough that everybody was asked."""
    for year in range(start.year, end.year + 1):
        for first, last in (
            (date(year, 1, 1), date(year, 6, 30)),
            (date(year, 7, 1), date(year, 12, 31)),
        ):
            if start <= first and last <= min(end, today - ASKED_FOR - timedelta(days=1)):
                yield first, last


def _said(group: Group, halves: list[tuple[date, date]]) -> Said:
    if not halves:
        return {}
    answered = Arrangement.objects.in_group(group).filter(
        session__kind="usual", session__starts_at__date__range=(halves[0][0], halves[-1][1])
    )
    said: Said = {}
    for member, starts_at, met in answered.exclude(met="").values_list("member", "session__starts_at", "met"):
        day = starts_at.astimezone(group.tz).date()
        first = next((first for first, last in halves if first <= day <= last), None)
        if first:
            said.setdefault((first, member), set()).add(met)
    return said


def _fact(half: tuple[date, date], said: Said) -> AccessFact:
    first, last = half
    worst = Counter(
        next(met for met in WORST_FIRST if met in words)
        for (start, _), words in said.items()
        if start == first
    )
    shown = counts({met: worst[met] for met in WORST_FIRST}, Reach.PUBLIC) if worst else {}
    return AccessFact(
        start=first.isoformat(),
        end=last.isoformat(),
        met=shown.get(Met.MET),
        partly=shown.get(Met.PARTLY),
        not_met=shown.get(Met.NOT),
    )
