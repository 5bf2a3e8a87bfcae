"""Fold the migrations of an app into one, which an empty database takes in their place: a first start is quicker.

The folded file says which ones it replaces; they stay, for every database that has some of them. A database that has
all of them takes the folded one as done. tests/coproduction/test_folded_migrations.py holds both ways to one schema.
"""

from itertools import takewhile
from pathlib import Path
from typing import Any

from django.apps import apps
from django.core.management.base import BaseCommand, CommandParser
from django.db.migrations import CreateModel, Migration
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ModelState
from django.db.migrations.writer import MigrationWriter

from groups.creating import CreateModels

OURS = ("groups", "facilitation", "investment", "lifecycle")


class Command(BaseCommand):
    help = "Write one migration for each of our apps that stands for those it has so far."
    requires_system_checks: list[str] = []  # so that it also helps while migrations are being mended

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("apps", nargs="*", default=OURS)

    def handle(self, *args: Any, **options: Any) -> None:
        for label in options["apps"]:
            unfold(label)
        loader = MigrationLoader(None, replace_migrations=False)
        for label in options["apps"]:
            if folded := fold(label, loader):
                written = folder_of(label) / f"{folded.name}.py"
                written.write_text(MigrationWriter(folded).as_string())
                self.stdout.write(f"Wrote {written}")


def fold(label: str, loader: MigrationLoader) -> Migration | None:
    """One migration for the first of an app, up to one that changes what is kept; None where there is one step."""
    all_names = sorted(name for app, name in loader.disk_migrations if app == label)
    replaced = list(
        takewhile(_makes_tables_alone, (loader.disk_migrations[label, name] for name in all_names))
    )
    names = [one.name for one in replaced]
    if len(names) < 2:
        return None
    state = loader.project_state((label, names[-1]))
    models = [_create(model) for (app, _name), model in state.models.items() if app == label]
    needed = {one for step in replaced for one in step.dependencies if one[0] != label}
    says = {
        "initial": True,
        "replaces": [(label, name) for name in names],
        "dependencies": sorted(needed),
        "operations": [CreateModels(models)],
    }
    folded: Migration = type("Migration", (Migration,), says)(f"0001_squashed_{names[-1]}", label)
    return folded


def unfold(label: str) -> None:
    """Take the last folded migration away. What was written to follow it follows the last that it replaced."""
    folder = folder_of(label)
    for old in folder.glob("0001_squashed_*.py"):
        old.unlink()
        last = old.stem.removeprefix("0001_squashed_")
        for app in OURS:
            for other in folder_of(app).glob("0*.py"):
                words = other.read_text()
                if old.stem in words:
                    other.write_text(words.replace(f'"{label}", "{old.stem}"', f'"{label}", "{last}"'))


def folder_of(label: str) -> Path:
    return Path(apps.get_app_config(label).path) / "migrations"


def _makes_tables_alone(one: Migration) -> bool:
    """Or does besides what an empty database has no need of, and says so."""
    return all(step.reduces_to_sql or getattr(step, "elidable", False) for step in one.operations)


def _create(model: ModelState) -> CreateModel:
    return CreateModel(
        model.name, list(model.fields.items()), dict(model.options), tuple(model.bases), list(model.managers)
    )
