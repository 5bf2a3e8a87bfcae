"""The clock: every sweep the app starts by itself, and when.

A sweep is idempotent, so a tick that is lost or comes twice does no harm. Each message expires
before the next one, so a worker that was away finds no queue of old ticks.
Times of day are in the time zone of the settings, none in the hour that summer time skips or repeats.
"""

from typing import Any

from celery.schedules import crontab

type Tick = dict[str, Any]

HOUR = 60 * 60
QUARTER = 15 * 60


def every(seconds: int, task: str) -> Tick:
    return {"task": task, "schedule": seconds, "options": {"expires": seconds}}


def daily(hour: int, minute: int, task: str) -> Tick:
    """And once more two hours later, should the first have been lost with the broker. It then finds nothing to do."""
    return _at(f"{hour},{hour + 2}", minute, task)


def nightly(hour: int, minute: int, task: str) -> Tick:
    """What walks through everything: once, and again the next night."""
    return _at(hour, minute, task)


def _at(hour: int | str, minute: int, task: str) -> Tick:
    return {"task": task, "schedule": crontab(hour=hour, minute=minute), "options": {"expires": 12 * HOUR}}


# One line for each sweep, in the order of the day: name, when, task.
SCHEDULE: dict[str, Tick] = {
    "deliveries": every(5, "groups.tasks.sweep_deliveries"),
    "jobs": every(5, "groups.tasks.sweep_jobs"),
    "files to scan": every(5 * 60, "groups.tasks.sweep_uploads"),
    "overview of groups": every(5 * 60, "lifecycle.tasks.refresh_summaries"),
    "weekly messages": every(QUARTER, "groups.tasks.gather_weekly"),
    "requests": every(HOUR, "lifecycle.tasks.prompt_asks"),
    "commitments": every(HOUR, "lifecycle.tasks.prompt_commitment_reviews"),
    "pulses": every(QUARTER, "lifecycle.tasks.open_pulses"),
    "files of jobs": every(HOUR, "groups.tasks.forget_results"),
    "dates people were asked about": every(HOUR, "facilitation.tasks.close_date_polls"),
    "settle notes": daily(0, 20, "facilitation.tasks.settle_sessions"),
    "seal reviews": daily(0, 10, "lifecycle.tasks.seal_reviews"),
    "equality figures": daily(0, 40, "groups.tasks.close_half_years"),
    "working days": nightly(2, 20, "lifecycle.tasks.reconcile_clocks"),
    "what is past keeping": nightly(3, 10, "coproduction.tasks.forget_what_is_past_keeping"),
    "files of nobody": nightly(3, 20, "groups.tasks.purge_files"),
    "what can be found": nightly(3, 30, "groups.tasks.rebuild_search"),
    "clean files": nightly(3, 40, "groups.tasks.clean_files"),
    "access profiles to look at again": daily(7, 10, "groups.tasks.ask_for_access_reviews"),
    "places in groups": daily(7, 10, "groups.tasks.prompt_places"),
    "addresses of those who left": daily(3, 50, "groups.tasks.forget_reach_of_those_told"),
    "data wanted": daily(7, 10, "groups.tasks.remind_of_data_requests"),
    "reviews and reports due": daily(7, 20, "lifecycle.tasks.prompt_reviews_and_reports"),
    "words that wait": daily(7, 45, "lifecycle.tasks.prompt_unrouted_words"),
    "people who asked to join": daily(7, 25, "groups.tasks.prompt_interest"),
    "helpers to check": daily(7, 15, "groups.tasks.check_helpers"),
    "what helpers did": daily(9, 10, "groups.tasks.tell_what_helpers_did"),
    "arranged for you": daily(7, 25, "facilitation.tasks.tell_what_is_arranged"),
    "was it there": daily(9, 30, "facilitation.tasks.ask_whether_it_was_met"),
    "calls and concerns": daily(7, 10, "groups.tasks.remind_of_calls_and_concerns"),
    "papers wanted": daily(7, 35, "facilitation.tasks.ask_for_papers"),
    "session reminders": daily(7, 30, "facilitation.tasks.remind_of_sessions"),
    "who comes into the space": daily(0, 30, "facilitation.tasks.close_space_entries"),
    "second looks": daily(7, 35, "facilitation.tasks.tell_of_second_looks"),
    "unnamed questions": daily(7, 35, "facilitation.tasks.tell_of_unnamed_questions"),
    "notes wanted": daily(7, 40, "facilitation.tasks.ask_for_notes"),
    "texts to look at again": daily(7, 50, "facilitation.tasks.ask_for_text_reviews"),
    "information wanted": daily(7, 55, "facilitation.tasks.remind_of_information_wanted"),
    "contacts gone quiet": daily(8, 5, "groups.tasks.prompt_quiet_contacts"),
    "what was heard": daily(8, 15, "facilitation.tasks.ask_what_was_heard"),
    "what was agreed to do": daily(8, 10, "facilitation.tasks.remind_of_what_was_agreed"),
    "rounds that are over": daily(0, 30, "facilitation.tasks.close_rounds"),
    "rounds that end soon": daily(8, 10, "facilitation.tasks.remind_of_rounds"),
    "decisions to look at again": daily(8, 0, "facilitation.tasks.ask_for_decision_reviews"),
}
