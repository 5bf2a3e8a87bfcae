"""Jobs the clock or a nudge starts."""

from celery import Task, shared_task

from groups import sealing


@shared_task(name=sealing.CLEAN_FILES, bind=True, max_retries=30, default_retry_delay=10)
def clean_files(task: Task[..., None], names: list[str] | None = None) -> None:
    """After sealing, and every night for all tables. Comes back when a reader was in the way."""
    if not sealing.clean_files_now(names or []):
        raise task.retry()
