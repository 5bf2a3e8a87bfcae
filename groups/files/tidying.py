"""Taking away files that nothing points to."""

import os
import time
from collections.abc import Iterator
from itertools import batched
from pathlib import Path

from django.conf import settings

from groups.models import Upload

A_DAY = 24 * 60 * 60  # seconds: a younger file may belong to a transaction that is still open
AT_ONCE = 500


def remove_orphans() -> int:
    """Delete kept files without a row, and what was never fully sent. Returns how many went."""
    gone = 0
    for some in batched(_old(Path(settings.MEDIA_ROOT) / "uploads"), AT_ONCE):
        names = {f"uploads/{path.name}": path for path in some}
        known = Upload.objects.filter(file__in=names).values_list("file", flat=True)
        gone += _delete(names[name] for name in names.keys() - set(known))
    return gone + _delete(_old(Path(settings.FILE_UPLOAD_TEMP_DIR)))


def _old(folder: Path) -> Iterator[Path]:
    if not folder.is_dir():
        return
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_file() and entry.stat().st_mtime < time.time() - A_DAY:
                yield Path(entry.path)


def _delete(paths: Iterator[Path]) -> int:
    gone = 0
    for path in paths:
        path.unlink(missing_ok=True)
        gone += 1
    return gone
