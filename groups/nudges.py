"""A nudge tells a worker that there is something to do. The rows hold the truth, so it may be lost."""

from functools import partial

import structlog
from celery import current_app
from django.db import transaction

log = structlog.get_logger(__name__)

PATIENCE = 60  # seconds after which a nudge is worth nothing: the sweep has been there


def nudge(task: str) -> None:
    """Once this transaction is saved, ask a worker to run the task of this name."""
    transaction.on_commit(partial(_send, task))


def _send(task: str) -> None:
    try:
        current_app.send_task(task, expires=PATIENCE)
    except Exception as error:  # whatever the broker says, the fact is saved and the sweep finds it
        log.warning("no nudge", task=task, error=type(error).__name__)
