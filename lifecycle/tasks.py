"""What the clock starts here. Every sweep may come twice or late without harm."""

from contextlib import suppress

from celery import shared_task

from groups.transitions import Refused
from lifecycle import printing
from lifecycle.actions import clocks, commitments, handing, prompts, reviews, routing, summaries
from lifecycle.models import Review
from lifecycle.pulses import sessions_wanting_a_pulse

WORK = (printing.print_report,)  # what jobs do: loaded by workers alone


@shared_task
def prompt_asks() -> None:
    """Remind, escalate and ask on: every clock of the feedback loop."""
    clocks.tell_due()


@shared_task
def prompt_commitment_reviews() -> None:
    commitments.prompt_commitment_reviews()


@shared_task
def reconcile_clocks() -> None:
    clocks.reconcile_clocks()
    handing.tell_of_those_without_lead()


@shared_task
def seal_reviews() -> None:
    """Close each review the day after its last day."""
    for review in Review.objects.past_closing().select_related("group"):
        with suppress(Refused):  # a facilitator was quicker
            reviews.seal_review(review=review, by=None)


@shared_task
def open_pulses() -> None:
    """Three questions about each session that closed lately; those that wait for another review are asked later."""
    for session in sessions_wanting_a_pulse():
        with suppress(Refused):  # another review was opened this moment
            reviews.open_pulse(session)


@shared_task
def prompt_reviews_and_reports() -> None:
    prompts.prompt_shifts_reviews()
    prompts.prompt_reports()
    prompts.prompt_stage_words()


@shared_task
def prompt_unrouted_words() -> None:
    """What was said in a session, and has gone nowhere ten working days later."""
    routing.prompt_unrouted()


@shared_task
def refresh_summaries() -> None:
    """What the overview over many groups says of each."""
    summaries.refresh_summaries()
