"""People live at once: how soon a change in a room is on every screen, and what an open page costs."""

import json
import os
import subprocess
import sys
from typing import Any

from bench.memory import warm_up
from bench.rooms import make_rooms
from bench.servers import cpu_seconds, resident_kb

EVERY = 10  # seconds between two changes of one room
SECONDS = int(os.environ.get("LIVE_SECONDS", "60"))


def report(
    name: str, *, pages: int, live: int, ports: tuple[int, int], people: int, rooms: int, goal: float
) -> None:
    """Fill the rooms, let a minute pass, and print it. `goal` in seconds; `pages` and `live` are process ids."""
    plan = {"pages": ports[0], "live": ports[1], "seconds": SECONDS, "every": EVERY}
    filled = make_rooms(people, rooms)
    warm_up(filled, pages=ports[0], live=ports[1])  # what is loaded once is nobody's open page
    before, spent = resident_kb(live), {pages: cpu_seconds(pages), live: cpu_seconds(live)}
    seen = _crowd({**plan, "rooms": filled})
    spent = {pid: cpu_seconds(pid) - used for pid, used in spent.items()}
    each = (resident_kb(live) - before) / max(seen["open"], 1)
    met = (
        "" if seen["p95"] <= goal and each <= 64 and not seen["errors"] and not seen["lost"] else "  not met"
    )
    print(
        f"{name}: {seen['open']} of {people} people live in {rooms} rooms, a change each {EVERY} s, {SECONDS} s"
    )
    print(
        f"  change to fragment: median {seen['median'] * 1000:.0f} ms, p95 {seen['p95'] * 1000:.0f} ms, "
        f"longest {seen['most'] * 1000:.0f} ms (goal p95 {goal * 1000:.0f} ms){met}"
    )
    print(
        f"  {seen['changes']} changes, {seen['fragments']} fragments, {seen['errors']} errors, {seen['lost']} streams lost"
    )
    print(f"  memory for each open page: {each:.0f} KB (goal 64)")
    print(
        "  processor seconds: "
        + ", ".join(f"{part} {used:.0f}" for part, used in _parts(spent, pages, live))
        + f"; the crowd's own share {seen['cpu']:.0%} of a core"
    )


def _parts(spent: dict[int, float], pages: int, live: int) -> list[tuple[str, float]]:
    return [("all", spent[live])] if pages == live else [("pages", spent[pages]), ("streams", spent[live])]


def _crowd(plan: dict[str, Any]) -> dict[str, Any]:
    words = [sys.executable, "-m", "bench.crowd"]
    done = subprocess.run(words, input=json.dumps(plan), capture_output=True, text=True, check=True)
    seen: dict[str, Any] = json.loads(done.stdout)
    return seen
