"""Living through the days in several processes, each with some of the groups and a database of its own in memory.

What is imported here must need no settings: a new process reads it before it has any.
"""

import gc
import os
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor, as_completed
from itertools import batched
from multiprocessing import get_context
from typing import TYPE_CHECKING

import django

if TYPE_CHECKING:
    from coproduction.simulation.run import Outcome

MOST_AT_ONCE = 100  # groups in one database: its memory, and how often one hears of progress
IN_MEMORY = "sqlite://:memory:"


def simulate_apart(
    *, groups: int, years: float, seed: int, jobs: int, progress: Callable[[str], None]
) -> "Outcome":
    """As `run.simulate`, which gives the same table: no group knows of others. Touches no database of the site."""
    from coproduction.simulation.run import Outcome  # noqa: PLC0415  # needs settings

    outcome = Outcome()
    shares = batched(range(groups), max(1, min(MOST_AT_ONCE, -(-groups // jobs))))
    with ProcessPoolExecutor(jobs, get_context("spawn"), initializer=_begin) as pool:
        for done in as_completed([pool.submit(_share, some, years, seed) for some in shares]):
            outcome.add(done.result())
            progress(f"{outcome.groups} of {groups} groups")
            if outcome.broken:
                pool.shutdown(cancel_futures=True)
                break
    return outcome


def _begin() -> None:
    """A new process makes its database, which goes with it."""
    os.environ["DATABASE_URL"] = IN_MEMORY
    django.setup()
    from django.core.management import call_command  # noqa: PLC0415  # needs settings

    call_command("migrate", verbosity=0)
    gc.freeze()  # what is loaded stays, and is not looked at again and again
    gc.set_threshold(100_000, 50, 100)


def _share(numbers: tuple[int, ...], years: float, seed: int) -> "Outcome":
    from coproduction.simulation.run import live_through  # noqa: PLC0415  # needs settings

    return live_through(numbers, years, seed)
