"""What the clock does twice is done once: the second run of every sweep changes no row."""

from datetime import timedelta

import pytest
from django.utils import timezone

from coproduction.celery import app
from coproduction.clock import SCHEDULE
from tests.house.everything import Everything
from tests.house.trying import writing

pytestmark = pytest.mark.django_db
NOT_IN_A_TRANSACTION = {"clean files"}  # VACUUM; it changes no row
TAKE_SOME_EACH_TIME = {"jobs", "deliveries"}  # the rest is for another worker, or for the next time
# What they write again is the same: PostgreSQL counts such rows as changed, SQLite says nothing of them.
WRITE_THE_SAME = {
    "what can be found": "all entries are made anew, as they were",
    "what is past keeping": "each run is noted, also one that found nothing",
}


@pytest.mark.parametrize("days", [0, 40, 400])
def test_the_second_run_changes_nothing(
    everything: Everything, monkeypatch: pytest.MonkeyPatch, days: int
) -> None:
    """Of everything there is, some days from now, so that much is due."""
    app.loader.import_default_modules()
    later = timezone.now() + timedelta(days=days)
    monkeypatch.setattr("django.utils.timezone.now", lambda: later)
    first, again = 0, dict[str, list[str]]()
    for name in sorted(SCHEDULE.keys() - NOT_IN_A_TRANSACTION):
        first += len(changed_by(name))
        if name in TAKE_SOME_EACH_TIME:
            assert any(not changed_by(name) for _ in range(20))
        if (changed := changed_by(name)) and name not in WRITE_THE_SAME:
            again[name] = changed
    assert first > 0
    assert again == {}


def changed_by(name: str) -> list[str]:
    """Each statement that changed some rows."""
    with writing() as written:
        app.tasks[SCHEDULE[name]["task"]]()
    return [sql for sql, rows in written if rows > 0]
