"""The clock starts only what exists, and an old tick never starts anything."""

import pytest
from pytest_django import DjangoDbBlocker

from coproduction.celery import app
from coproduction.clock import SCHEDULE, Tick


@pytest.fixture(scope="module", autouse=True)
def _tasks_are_known(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> None:
    with django_db_blocker.unblock():  # models are checked, which asks the database once what it can do
        app.loader.import_default_modules()


@pytest.mark.parametrize("tick", SCHEDULE.values(), ids=SCHEDULE)
def test_each_tick_starts_a_task_that_exists(tick: Tick) -> None:
    assert tick["task"] in app.tasks


@pytest.mark.parametrize("tick", SCHEDULE.values(), ids=SCHEDULE)
def test_a_tick_expires_before_the_next_one_or_within_the_day(tick: Tick) -> None:
    expires = tick["options"]["expires"]
    assert 0 < expires <= (tick["schedule"] if isinstance(tick["schedule"], int) else 24 * 60 * 60)
