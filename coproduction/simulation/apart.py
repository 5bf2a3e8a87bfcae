"""Living through the days in several processes, each with some of the groups and a database of its own in memory.

A new process imports this module only after `begin`, when it has its settings.
"""

from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor, as_completed
from itertools import batched
from multiprocessing import get_context

from coproduction.simulation.fresh import begin
from coproduction.simulation.run import Outcome, live_through

MOST_AT_ONCE = 100  # groups in one database: its memory, and how often one hears of progress


def simulate_apart(
    *, groups: int, years: float, seed: int, jobs: int, progress: Callable[[str], None]
) -> Outcome:
    """As `run.simulate`, which gives the same table: no group knows of others. Touches no database of the site."""
    outcome = Outcome()
    shares = batched(range(groups), max(1, min(MOST_AT_ONCE, -(-groups // jobs))))
    with ProcessPoolExecutor(jobs, get_context("spawn"), initializer=begin) as pool:
        for done in as_completed([pool.submit(live_through, some, years, seed) for some in shares]):
            outcome.add(done.result())
            progress(f"{outcome.groups} of {groups} groups")
            if outcome.broken:
                pool.shutdown(cancel_futures=True)
                break
    return outcome
