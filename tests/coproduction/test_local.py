"""A local run holds its folder alone, and does no work twice."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.contrib.staticfiles.finders import get_finder
from pytest_django.fixtures import Settings

from coproduction import local


@pytest.fixture
def source(settings: Settings, tmp_path: Path) -> Iterator[Path]:
    """A folder of static files, and another to collect them in."""
    folder = tmp_path / "source"
    folder.mkdir()
    (folder / "theme.css").write_text("p { color: teal }")
    settings.STATICFILES_DIRS = [folder]
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    settings.STATIC_ROOT = tmp_path / "collected"
    get_finder.cache_clear()
    yield folder
    get_finder.cache_clear()


def test_static_files_are_collected_once(source: Path, settings: Settings) -> None:
    local.collect_static()
    collected = settings.STATIC_ROOT / "theme.css"
    first = collected.stat().st_ctime_ns
    local.collect_static()
    assert collected.stat().st_ctime_ns == first


def test_a_change_is_collected_and_what_is_gone_goes(source: Path, settings: Settings) -> None:
    local.collect_static()
    (source / "theme.css").unlink()
    (source / "print.css").write_text("p { color: black }")
    local.collect_static()
    assert (settings.STATIC_ROOT / "print.css").exists()
    assert not (settings.STATIC_ROOT / "theme.css").exists()


def test_one_run_at_a_time(tmp_path: Path) -> None:
    with local.only_run(tmp_path), pytest.raises(local.AlreadyRunning), local.only_run(tmp_path):
        pass
    with local.only_run(tmp_path):
        assert (tmp_path / "running").exists()
