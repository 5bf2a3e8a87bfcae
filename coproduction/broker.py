"""A broker in a folder, for the embedded run: Kombu's filesystem transport made safe.

Kombu writes a message in place, so a reader may find half of it and drop it. Here each message is
written under another name first and then moved: it appears whole or not at all.
"""

import time
import uuid
from pathlib import Path
from typing import Any

from kombu.transport import TRANSPORT_ALIASES, filesystem
from kombu.utils.json import dumps

SCHEME = "folder"


class Channel(filesystem.Channel):
    def _put(self, queue: str, message: Any, **kwargs: Any) -> None:  # type: ignore[override]  # one of the stubs forgets kwargs
        # Wall-clock order: a monotonic clock begins again when the machine starts.
        name = f"{time.time_ns():020d}_{uuid.uuid4()}.{queue}.msg"
        target = Path(self.data_folder_out, name)
        # Readers look for names that end in "<queue>.msg", so they never see this one.
        unfinished = target.with_suffix(".unfinished")
        unfinished.write_text(dumps(message), encoding="utf-8")
        unfinished.replace(target)


class Transport(filesystem.Transport):
    Channel = Channel
    driver_type = SCHEME
    driver_name = SCHEME


def register() -> None:
    """Let Celery know the address "folder://"."""
    TRANSPORT_ALIASES[SCHEME] = "coproduction.broker:Transport"


def options(folder: Path) -> dict[str, Any]:
    """Kombu's options for a broker in this folder, which is made if needed."""
    messages, control = folder / "messages", folder / "control"
    for path in (messages, control):
        path.mkdir(parents=True, exist_ok=True)
    return {
        "data_folder_in": str(messages),
        "data_folder_out": str(messages),
        "control_folder": str(control),
        "polling_interval": 0.1,
    }
