"""What the clock starts here. Every sweep may come twice or late without harm."""

from celery import shared_task

from lifecycle.actions import clocks, commitments


@shared_task
def prompt_asks() -> None:
    """Remind, escalate and ask on: every clock of the feedback loop."""
    for prompt in clocks.PROMPTS:
        clocks.tell_due(prompt)


@shared_task
def prompt_commitment_reviews() -> None:
    commitments.prompt_commitment_reviews()


@shared_task
def reconcile_clocks() -> None:
    clocks.reconcile_clocks()
