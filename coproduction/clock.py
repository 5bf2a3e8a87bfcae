"""The clock: every sweep the app starts by itself, and when.

A sweep is idempotent, so a tick that is lost or comes twice does no harm. Each message expires
before the next one, so a worker that was away finds no queue of old ticks.
Times of day are in the time zone of the settings.
"""

from typing import Any

from celery.schedules import crontab

type Tick = dict[str, Any]

HOUR = 60 * 60


def every(seconds: int, task: str) -> Tick:
    return {"task": task, "schedule": seconds, "options": {"expires": seconds}}


def daily(hour: int, minute: int, task: str) -> Tick:
    return {"task": task, "schedule": crontab(hour=hour, minute=minute), "options": {"expires": 12 * HOUR}}


# One line for each sweep, in the order of the day: name, when, task.
SCHEDULE: dict[str, Tick] = {
    "deliveries": every(5, "groups.tasks.sweep_deliveries"),
    "jobs": every(5, "groups.tasks.sweep_jobs"),
    "old messages": daily(3, 10, "groups.tasks.purge_messages"),
    "clean files": daily(3, 40, "groups.tasks.clean_files"),
}
