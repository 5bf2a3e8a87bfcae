"""Every sweep finds what is due by an index, however many rows there are (both databases), and twice is as once."""

import pytest

from coproduction.celery import app
from coproduction.clock import SCHEDULE
from tests.coproduction.plans import queries_kept, walked_by

# Each night, through everything on purpose.
WALK_THROUGH_ALL = {
    "what is past keeping": "what may go is known by many rules, one for each kind",
    "what can be found": "the search is compared with all there is",
    "clean files": "the files of all tables are written anew",
}
# What one line for each group or half-year holds; the rows of a group are found by its index.
SHORT = {
    "equality figures": {"groups_equalityanswer"},  # by its narrow index of systems and half-years
    "overview of groups": {
        "groups_group",
        "lifecycle_groupsummary",
    },  # a line for each group, looked at in turn
    "reviews and reports due": {"groups_group", "lifecycle_cycle"},  # asked of each group once a day
}


@pytest.fixture(autouse=True)
def _tasks_are_known(db: None) -> None:
    app.loader.import_default_modules()


@pytest.mark.parametrize("name", sorted(SCHEDULE.keys() - WALK_THROUGH_ALL.keys()))
def test_no_sweep_walks_through_a_table_that_grows(name: str) -> None:
    with queries_kept() as queries:
        app.tasks[SCHEDULE[name]["task"]]()
    walked = walked_by(queries)
    assert {table: walked[table] for table in walked.keys() - SHORT.get(name, set())} == {}
