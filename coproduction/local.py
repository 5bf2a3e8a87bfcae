"""The folder of a local run: one run at a time, and static files collected only when they changed."""

import fcntl
import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command


class AlreadyRunning(Exception):
    """Another run holds this folder."""


@contextmanager
def only_run(folder: Path) -> Iterator[None]:
    """Hold the folder as long as this process lives, however it ends."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "running").open("w") as held:
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise AlreadyRunning(str(folder)) from None
        yield


def collect_static() -> None:
    """Collect and compress static files, unless nothing changed since the last time."""
    note = settings.STATIC_ROOT / ".collected"
    now = _fingerprint()
    if not note.exists() or note.read_text() != now:
        call_command("collectstatic", "--no-input", "--clear", verbosity=0)
        note.write_text(now)


def _fingerprint() -> str:
    lines = []
    for finder in get_finders():
        for name, storage in finder.list([]):
            facts = Path(storage.path(name)).stat()
            lines.append(f"{name} {facts.st_size} {facts.st_mtime_ns}")
    return hashlib.sha256("\n".join(sorted(lines)).encode()).hexdigest()
