"""The secret key of a local run: made once and kept beside its data."""

import os
from pathlib import Path
from secrets import token_urlsafe
from tempfile import NamedTemporaryFile


def kept_key(file: Path) -> str:
    """The key in this file. Processes that start together all get the same one."""
    if not file.exists():
        _offer(file, token_urlsafe(48))
    return file.read_text(encoding="ascii")


def _offer(file: Path, key: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    # A temporary file is readable by its owner alone; a link appears whole, and only once.
    with NamedTemporaryFile("w", encoding="ascii", dir=file.parent) as draft:
        draft.write(key)
        draft.flush()
        try:
            os.link(draft.name, file)
        except FileExistsError:
            return
