"""Beginning anew deletes what a run made, nothing else, and never a public service."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from pytest_django.fixtures import Settings

from coproduction import local

ROOT = Path(__file__).parents[2]


def manage(var: Path, *words: str, answer: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "manage.py", *words],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "VAR": str(var)},
        input=answer,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.slow
def test_it_deletes_what_the_run_made_and_nothing_else(tmp_path: Path) -> None:
    manage(tmp_path, "migrate", "--verbosity", "0")
    (tmp_path / "files").mkdir()
    (tmp_path / "files" / "letter.pdf").touch()
    (tmp_path / "of-someone-else.txt").touch()
    key = (tmp_path / "secret-key").read_text()

    assert manage(tmp_path, "reset", answer="yes\n").returncode == 0

    assert not (tmp_path / "db.sqlite3").exists()
    assert not (tmp_path / "files").exists()
    assert (tmp_path / "of-someone-else.txt").exists()
    assert (tmp_path / "secret-key").read_text() == key


def test_without_a_yes_nothing_is_deleted(tmp_path: Path) -> None:
    (tmp_path / "db.sqlite3").write_text("precious")
    refused = manage(tmp_path, "reset", answer="no\n")
    assert refused.returncode == 1
    assert "Nothing was deleted" in refused.stderr
    assert (tmp_path / "db.sqlite3").read_text() == "precious"


def test_not_while_the_app_runs(settings: Settings, tmp_path: Path) -> None:
    settings.VAR = tmp_path
    with local.only_run(tmp_path), pytest.raises(CommandError, match="is running"):
        call_command("reset", "--yes")


def test_never_a_public_service(settings: Settings) -> None:
    settings.PUBLIC = True
    with pytest.raises(CommandError, match="public service"):
        call_command("reset", "--yes")
