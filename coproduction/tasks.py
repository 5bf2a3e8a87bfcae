"""What workers do for the whole."""

from celery import shared_task

from coproduction import copies, privacy

WORK = (copies.make_copy,)  # what jobs do: loaded by workers


@shared_task
def forget_what_is_past_keeping() -> None:
    """Every night, by kind (docs/privacy.md)."""
    privacy.retain()
