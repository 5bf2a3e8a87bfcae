"""A new database takes folded migrations. It must come out as one that took every step."""

import pytest
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ProjectState
from pytest_django.fixtures import Settings


class Stepwise(MigrationLoader):
    """As if nothing had been folded."""

    def load_disk(self) -> None:
        super().load_disk()
        steps = {key: one for key, one in self.disk_migrations.items() if not one.replaces}
        assert len(steps) < len(self.disk_migrations), "something is folded"
        self.disk_migrations = steps


def state_of(*, folded: bool) -> ProjectState:
    loader = MigrationLoader(None) if folded else Stepwise(None)
    return loader.project_state(loader.graph.leaf_nodes())


@pytest.fixture(autouse=True)
def with_migrations(settings: Settings):
    """Even where the tests' own database is made without them."""
    settings.MIGRATION_MODULES = {}


def test_both_ways_lead_to_the_same_models():
    """Of every model: its fields in their order, its options, and nothing that one way alone would have."""
    stepwise, folded = state_of(folded=False), state_of(folded=True)
    assert stepwise.models.keys() == folded.models.keys()
    assert {app for app, _model in stepwise.models} >= {"groups", "facilitation", "lifecycle"}
    for key, model in stepwise.models.items():
        assert list(model.fields) == list(folded.models[key].fields), key
    assert not MigrationAutodetector(stepwise, folded).changes(graph=MigrationLoader(None).graph)
    assert not MigrationAutodetector(folded, stepwise).changes(graph=MigrationLoader(None).graph)
