"""What people mean to do, by the day. So a day costs what is done on it, and not everything that waits."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from coproduction.simulation.world import Simulated
from lifecycle.models import Ask

# What somebody does with a request. Returns every request that is now another, or new.
type Act = Callable[[Simulated, Ask, date], list[Ask]]


@dataclass(frozen=True)
class Meant:
    """Somebody's act on one request."""

    one: Simulated
    ask: int
    act: Act


@dataclass
class Diary:
    """The days to come. One that is over is forgotten."""

    acts: defaultdict[date, list[Meant]] = field(default_factory=lambda: defaultdict(list))
    new: defaultdict[date, list[Simulated]] = field(default_factory=lambda: defaultdict(list))

    def means(self, day: date, meant: Meant) -> None:
        self.acts[day].append(meant)

    def raises(self, day: date, one: Simulated) -> None:
        """On this day the group has something new to ask for."""
        self.new[day].append(one)


def days_until(chance: float, random: Random) -> timedelta:
    """How long until something happens that has this chance on each day."""
    days = 1
    while random.random() >= chance:
        days += 1
    return timedelta(days=days)
