"""Living through the days, and counting what happened."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import islice
from random import Random

from django.db import transaction

from coproduction.simulation.days import live
from coproduction.simulation.invariants import BY_THE_CLOCK, broken, broken_today, unheard
from coproduction.simulation.world import Simulated, make_simulated
from groups.models import Notification
from lifecycle.actions.clocks import reconcile_clocks, tell_due
from lifecycle.models import Ask

STARTS_ON = date(2026, 1, 5)
AT_ONCE = 50  # groups in one transaction, which is rolled back
CHECKED_EVERY = 28  # days


@dataclass
class Outcome:
    """What happened in all of it."""

    groups: int = 0
    days: int = 0
    asks: Counter[str] = field(default_factory=Counter)  # by state at the end
    told: Counter[str] = field(default_factory=Counter)  # by kind of message
    answer_days: list[int] = field(default_factory=list)  # until each first answer
    broken: list[str] = field(default_factory=list)


def simulate(*, groups: int, years: float, seed: int = 1, progress: Callable[[str], None] = print) -> Outcome:
    """Live through it and keep nothing: every batch of groups is rolled back. Stops at the first broken rule."""
    outcome = Outcome()
    numbers = iter(range(groups))
    while some := list(islice(numbers, AT_ONCE)):
        with transaction.atomic():
            _live_through(some, int(years * 365), seed, outcome)
            transaction.set_rollback(True)
        progress(f"{some[-1] + 1} of {groups} groups")
        if outcome.broken:
            break
    return outcome


def _live_through(numbers: list[int], days: int, seed: int, outcome: Outcome) -> None:
    all_of_them = [make_simulated(n, STARTS_ON, Random(f"{seed} {n}")) for n in numbers]  # noqa: S311 - a game
    today = STARTS_ON
    for n in range(days):
        today = STARTS_ON + timedelta(days=n)
        live(all_of_them, today)
        outcome.broken.extend(_sweep(today))
        if n % CHECKED_EVERY == 0:
            outcome.broken.extend(broken(all_of_them, today))
        if outcome.broken:
            return
    outcome.broken.extend(broken(all_of_them, today))
    outcome.broken.extend(unheard(all_of_them))
    _count(all_of_them, days, outcome)


def _sweep(today: date) -> Iterator[str]:
    """What the clock does at night, and once more: the second time there is nothing left to say."""
    before = Notification.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    reconcile_clocks()
    tell_due(today=today)
    new = list(Notification.objects.filter(pk__gt=before, kind__in=BY_THE_CLOCK))
    yield from broken_today(new)
    if tell_due(today=today):
        yield f"the clock said something twice on {today}"


def _count(all_of_them: list[Simulated], days: int, outcome: Outcome) -> None:
    groups = [one.group.pk for one in all_of_them]
    outcome.groups += len(groups)
    outcome.days = days
    outcome.asks.update(Ask.objects.filter(group__in=groups).values_list("state", flat=True))
    outcome.told.update(Notification.objects.filter(group__in=groups).values_list("kind", flat=True))
    outcome.answer_days.extend(took for one in all_of_them for took in one.first_answers)
