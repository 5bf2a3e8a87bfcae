"""What the clock starts here. Every sweep may come twice or late without harm."""

from contextlib import suppress

from celery import shared_task

from groups.transitions import Refused
from lifecycle.actions import clocks, commitments, handing, prompts, reviews, routing
from lifecycle.models import Review


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
def prompt_reviews_and_reports() -> None:
    prompts.prompt_shifts_reviews()
    prompts.prompt_reports()
    prompts.prompt_stage_words()


@shared_task
def prompt_unrouted_words() -> None:
    """What was said in a session, and has gone nowhere ten working days later."""
    routing.prompt_unrouted()
