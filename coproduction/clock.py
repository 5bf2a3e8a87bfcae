"""The clock: every sweep the app starts by itself, and when.

A sweep is idempotent, so a tick that is lost or comes twice does no harm. Each message expires
before the next one, so a worker that was away finds no queue of old ticks.
Times of day are in the time zone of the settings.
"""

from typing import Any

from celery.schedules import crontab

type Tick = dict[str, Any]

HOUR = 60 * 60
QUARTER = 15 * 60


def every(seconds: int, task: str) -> Tick:
    return {"task": task, "schedule": seconds, "options": {"expires": seconds}}


def daily(hour: int, minute: int, task: str) -> Tick:
    return {"task": task, "schedule": crontab(hour=hour, minute=minute), "options": {"expires": 12 * HOUR}}


# One line for each sweep, in the order of the day: name, when, task.
SCHEDULE: dict[str, Tick] = {
    "deliveries": every(5, "groups.tasks.sweep_deliveries"),
    "jobs": every(5, "groups.tasks.sweep_jobs"),
    "files to scan": every(5 * 60, "groups.tasks.sweep_uploads"),
    "weekly messages": every(QUARTER, "groups.tasks.gather_weekly"),
    "requests": every(HOUR, "lifecycle.tasks.prompt_asks"),
    "commitments": every(HOUR, "lifecycle.tasks.prompt_commitment_reviews"),
    "files of jobs": every(HOUR, "groups.tasks.forget_results"),
    "settle notes": daily(0, 20, "facilitation.tasks.settle_sessions"),
    "seal reviews": daily(0, 10, "lifecycle.tasks.seal_reviews"),
    "equality figures": daily(0, 40, "groups.tasks.close_half_years"),
    "working days": daily(1, 10, "lifecycle.tasks.reconcile_clocks"),
    "what is past keeping": daily(3, 10, "coproduction.tasks.forget_what_is_past_keeping"),
    "files of nobody": daily(3, 20, "groups.tasks.purge_files"),
    "clean files": daily(3, 40, "groups.tasks.clean_files"),
    "access profiles to look at again": daily(7, 10, "groups.tasks.ask_for_access_reviews"),
    "places in groups": daily(7, 10, "groups.tasks.prompt_places"),
    "data wanted": daily(7, 10, "groups.tasks.remind_of_data_requests"),
    "reviews and reports due": daily(7, 20, "lifecycle.tasks.prompt_reviews_and_reports"),
    "people who asked to join": daily(7, 25, "groups.tasks.prompt_interest"),
    "helpers to check": daily(7, 15, "groups.tasks.check_helpers"),
    "what helpers did": daily(9, 10, "groups.tasks.tell_what_helpers_did"),
    "arranged for you": daily(7, 25, "facilitation.tasks.tell_what_is_arranged"),
    "was it there": daily(9, 30, "facilitation.tasks.ask_whether_it_was_met"),
    "calls and concerns": daily(7, 10, "groups.tasks.remind_of_calls_and_concerns"),
    "session reminders": daily(7, 30, "facilitation.tasks.remind_of_sessions"),
    "notes wanted": daily(7, 40, "facilitation.tasks.ask_for_notes"),
    "texts to look at again": daily(7, 50, "facilitation.tasks.ask_for_text_reviews"),
    "contacts gone quiet": daily(8, 5, "groups.tasks.prompt_quiet_contacts"),
    "decisions to look at again": daily(8, 0, "facilitation.tasks.ask_for_decision_reviews"),
}
