"""One clock ticks at a time; a second waits in silence and takes over. Real processes at the end."""

import json
import os
import time
from datetime import timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from celery.beat import ScheduleEntry
from celery.schedules import crontab
from django.utils import timezone
from pytest_django.fixtures import Settings

from coproduction.beat import CLOCK, PAUSE, Clock
from coproduction.celery import app
from coproduction.clock import SCHEDULE
from groups.models import Lease
from tests.outbox.processes import service, until

pytestmark = pytest.mark.django_db(transaction=True)  # a clock that waits puts its connection back


class Written(Clock):
    """A clock that writes down what it sends."""

    wrote: list[str]
    broker_is_away = False

    def apply_async(self, entry: ScheduleEntry, *args: object, **more: object) -> None:
        if self.broker_is_away:
            raise ConnectionRefusedError
        self.wrote.append(str(entry.name))


def clock() -> Written:
    made = Written(app=app)
    made.wrote = []
    return made


def tick_all(some: Written) -> list[str]:
    """Tick until nothing is due. What was sent."""
    some.wrote.clear()
    while some.tick() == 0:
        pass
    return sorted(some.wrote)


def a_day_ago() -> None:
    """As a clock leaves the row that died yesterday, having sent every tick."""
    then = timezone.now() - timedelta(hours=25)
    notes = {name: then.isoformat() for name in SCHEDULE}
    Lease.objects.update_or_create(name=CLOCK, defaults={"until": then, "notes": notes})


@pytest.fixture
def first() -> Written:
    a_day_ago()
    return clock()


def test_what_was_missed_is_sent_once_by_whoever_takes_over(first: Written) -> None:
    assert tick_all(first) == sorted(SCHEDULE)
    assert tick_all(first) == []


def test_a_second_clock_waits_in_silence_and_gives_a_sign_of_life(
    first: Written, settings: Settings, tmp_path: Path
) -> None:
    first.tick()
    second, settings.CLOCK_SIGN = clock(), tmp_path / "beat"
    assert (second.tick(), second.wrote) == (PAUSE, [])
    assert settings.CLOCK_SIGN.exists()


def test_the_next_knows_what_the_dead_one_sent(first: Written) -> None:
    tick_all(first)
    second = clock()
    Lease.objects.update(until=timezone.now())
    assert tick_all(second) == []
    assert second.holding
    first.tick()
    assert not first.holding


def test_a_clock_that_ends_lets_the_next_begin_at_once(first: Written) -> None:
    tick_all(first)
    first.close()
    second = clock()
    second.tick()
    assert second.holding


def test_a_tick_the_broker_did_not_take_stays_due(first: Written) -> None:
    first.broker_is_away = True
    assert first.tick() == PAUSE
    first.broker_is_away = False
    assert tick_all(first) == sorted(SCHEDULE)


@pytest.mark.parametrize(
    "name", [name for name, tick in SCHEDULE.items() if hasattr(tick["schedule"], "hour")]
)
def test_no_daily_tick_falls_in_the_hour_that_summer_time_skips_or_repeats(name: str) -> None:
    schedule = SCHEDULE[name]["schedule"]
    assert isinstance(schedule, crontab)
    assert 1 not in schedule.hour


@pytest.mark.slow
def test_of_two_clocks_one_ticks_and_the_other_takes_over_when_it_is_killed(tmp_path: Path) -> None:
    with service(tmp_path, database_url=os.environ.get("DATABASE_URL", ""), redis=False) as running:
        running.commands["clock 2"] = running.commands["clock"]
        running.begin("clock")
        assert until(lambda: len(ticks(tmp_path)) >= 1, 30)
        running.begin("clock 2")
        time.sleep(4)
        both = ticks(tmp_path)
        running.end("clock")
        assert until(lambda: len(ticks(tmp_path)) > len(both) + 1, 20)
        after = ticks(tmp_path)
    assert min(later - earlier for earlier, later in pairwise(both)) > 0.5
    assert after[len(both)] - both[-1] < 8  # seconds without a clock


def ticks(folder: Path) -> list[float]:
    """When the sweep of deliveries was asked for, in seconds; no worker takes the messages."""
    found = sorted((folder / "broker" / "messages").glob("*.msg"))
    asked = [file for file in found if sweeps_deliveries(file)]
    return [int(file.name.partition("_")[0]) / 1e9 for file in asked]


def sweeps_deliveries(message: Path) -> bool:
    return json.loads(message.read_text())["headers"]["task"] == "groups.tasks.sweep_deliveries"
