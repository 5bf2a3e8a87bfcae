"""Prove the feedback loop over years: `manage.py simulate --groups 1000 --years 3`."""

import os
import sys
from statistics import quantiles
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from coproduction.simulation.apart import simulate_apart
from coproduction.simulation.run import Outcome, simulate
from lifecycle.states import AskState

BAR = 40
WORTH_SAYING = 20


class Command(BaseCommand):
    help = (
        "Live through years of requests by the real rules, keep nothing, and exit 1 where a promise breaks."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--groups", type=int, default=20)
        parser.add_argument("--years", type=float, default=1)
        parser.add_argument("--seed", type=int, default=1)
        parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="how many processes")
        parser.add_argument(
            "--here",
            action="store_true",
            help="in the database of this site and in one process; all is undone",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        size = {key: options[key] for key in ("groups", "years", "seed")}
        if options["here"]:
            outcome = simulate(**size, progress=self.stderr.write)
        else:
            outcome = simulate_apart(**size, jobs=options["jobs"], progress=self.stderr.write)
        self._tell(outcome)
        if outcome.broken:
            for one in outcome.broken[:WORTH_SAYING]:
                self.stdout.write(f"BROKEN  {one}")
            sys.exit(1)
        self.stdout.write("Nothing was forgotten, nothing was said twice, and everyone heard.")

    def _tell(self, outcome: Outcome) -> None:
        self.stdout.write(f"{outcome.groups} groups, {outcome.days} days each\n")
        self._chart("Requests at the end", {AskState(key).label: n for key, n in outcome.asks.items()})
        self._chart("Messages", dict(outcome.told))
        if len(outcome.answer_days) > 1:
            low, middle, high = quantiles(outcome.answer_days, n=4)
            self.stdout.write(
                f"\nDays to the first answer: median {middle:.0f}, middle half {low:.0f} to {high:.0f}\n"
            )

    def _chart(self, title: str, counts: dict[Any, int]) -> None:
        """A table, with a bar for each row."""
        self.stdout.write(f"\n{title}")
        most = max(counts.values(), default=1)
        for name, count in sorted(counts.items(), key=lambda row: -row[1]):
            self.stdout.write(f"  {str(name)[:44]:44} {count:7} {'#' * round(BAR * count / most)}")
