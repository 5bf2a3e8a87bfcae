"""Living through the days, and counting what happened."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import batched
from random import Random
from typing import Any

from django.db import models, transaction

from coproduction.simulation.days import begin, live
from coproduction.simulation.diary import Diary
from coproduction.simulation.invariants import Messages, broken, unheard
from coproduction.simulation.world import Simulated, make_simulated
from groups.models import Notification
from lifecycle.actions.clocks import reconcile_clocks, tell_due
from lifecycle.models import Ask

STARTS_ON = date(2026, 1, 5)
AT_ONCE = 100  # groups in one transaction, which is rolled back
CHECKED_EVERY = 7  # days


@dataclass
class Outcome:
    """What happened in all of it."""

    groups: int = 0
    days: int = 0
    asks: Counter[str] = field(default_factory=Counter)  # by state at the end
    told: Counter[str] = field(default_factory=Counter)  # by kind of message
    answer_days: list[int] = field(default_factory=list)  # until each first answer
    broken: list[str] = field(default_factory=list)

    def add(self, other: "Outcome") -> None:
        self.groups += other.groups
        self.days = max(self.days, other.days)
        self.asks += other.asks
        self.told += other.told
        self.answer_days += other.answer_days
        self.broken += other.broken


def simulate(*, groups: int, years: float, seed: int = 1, progress: Callable[[str], None] = print) -> Outcome:
    """Live through it in the database of this site and keep nothing. Stops at the first broken rule."""
    outcome = Outcome()
    for some in batched(range(groups), AT_ONCE):
        outcome.add(live_through(some, years, seed))
        progress(f"{outcome.groups} of {groups} groups")
        if outcome.broken:
            break
    return outcome


def live_through(numbers: Iterable[int], years: float, seed: int) -> Outcome:
    """The days of some groups, which know nothing of others. All of it is rolled back."""
    with transaction.atomic():
        groups = [make_simulated(n, STARTS_ON, Random(f"{seed} {n}")) for n in numbers]  # noqa: S311 - a game
        days = int(years * 365)
        found = next(_broken_days(groups, days), None)
        outcome = Outcome(len(groups), days, broken=found or [])
        if not found:
            _count(groups, outcome)
        transaction.set_rollback(True)
    return outcome


def _broken_days(groups: list[Simulated], days: int) -> Iterator[list[str]]:
    """Live through the days; of each on which something broke, what it was."""
    diary, messages, today = Diary(), Messages(), STARTS_ON
    begin(groups, diary, today)
    for n in range(days):
        today = STARTS_ON + timedelta(days=n)
        live(diary, today)
        found = [*_sweep(messages, today)]
        if n % CHECKED_EVERY == 0:
            found += broken(groups, today)
        if found:
            yield found
    if found := [*broken(groups, today), *unheard(groups)]:
        yield found


def _sweep(messages: Messages, today: date) -> Iterator[str]:
    """What the clock does at night, and once more: the second time there is nothing left to say."""
    reconcile_clocks()
    tell_due(today=today)
    if tell_due(today=today):
        yield f"the clock said something twice on {today}"
    yield from messages.broken_today(today)


def _count(groups: list[Simulated], outcome: Outcome) -> None:
    keys = [one.group.pk for one in groups]
    outcome.asks.update(_numbers(Ask.objects.filter(group__in=keys), "state"))
    outcome.told.update(_numbers(Notification.objects.filter(group__in=keys), "kind"))
    outcome.answer_days.extend(took for one in groups for took in one.first_answers)


def _numbers(rows: models.QuerySet[Any], by: str) -> dict[str, int]:
    return dict(rows.order_by().values_list(by).annotate(models.Count("pk")))
