"""What people are told of the cycle: its commitment, stages, reviews and reports."""

from datetime import datetime, time, timedelta
from typing import cast

from django.db import models
from django.utils.translation import gettext_lazy as _

from groups.enclosures import Enclosure
from groups.kinds import Kind, register
from groups.models import Group, Person
from groups.states import MessageTopic
from lifecycle.models import Commitment, Cycle, ImpactReport, Review, ReviewPaper, Stage
from lifecycle.paper import enclosed_form
from lifecycle.questions import asked_in, minutes_for
from lifecycle.results import has_something_to_show
from lifecycle.states import CommitmentState, ReviewState


def is_in_force(commitment: models.Model) -> bool:
    return isinstance(commitment, Commitment) and commitment.state == CommitmentState.SIGNED


def is_open(review: models.Model) -> bool:
    return isinstance(review, Review) and review.state == ReviewState.OPEN


def is_sealed(review: models.Model) -> bool:
    return isinstance(review, Review) and review.state == ReviewState.SEALED


def closes(review: models.Model) -> datetime | None:
    """A day before the last day, so that there is time to answer."""
    if not isinstance(review, Review):
        return None
    return datetime.combine(review.closes_on - timedelta(days=1), time(), tzinfo=review.group.tz)


def _code_of(row: models.Model, person: Person) -> dict[str, str]:
    """The code of their printed form, for the letter or the call."""
    paper = ReviewPaper.objects.filter(review=row.pk, member__person=person.pk).first()
    return {"review_code": paper.code} if paper else {}


def _what_it_asks(row: models.Model, occurrence: str) -> dict[str, object]:
    review = cast("Review", row)
    return {"minutes": minutes_for(review), "number": len(asked_in(review))}


def _minutes(row: models.Model) -> int:
    return minutes_for(cast("Review", row))


def _whether_it_says_something(row: models.Model, occurrence: str) -> dict[str, object]:
    return {"says_something": has_something_to_show(cast("Review", row))}


def _form(row: models.Model, person: Person, looks: list[str]) -> Enclosure | None:
    return enclosed_form(cast("Review", row), person, looks)


def wants_a_review(cycle: models.Model) -> bool:
    return Review.objects.cycles_wanting_one().filter(pk=cycle.pk).exists()


def wants_a_word(stage: models.Model) -> bool:
    return Stage.objects.wanting_a_word().filter(pk=stage.pk).exists()


def wants_a_report(group: models.Model) -> bool:
    return ImpactReport.objects.groups_wanting_one().filter(pk=group.pk).exists()


register(
    Kind(
        "commitment_signed",
        _("A new commitment is signed"),
        "lifecycle/messages/commitment_signed.txt",
        model=Commitment,
        url_name="commitment",
        url_arg=None,
        still_true=is_in_force,
        topic=MessageTopic.DECISIONS,
        can_wait=True,
    ),
    Kind(
        "commitment_review",
        _("It is time to look at your commitment again"),
        "lifecycle/messages/commitment_review.txt",
        model=Commitment,
        url_name="commitment",
        url_arg=None,
        still_true=is_in_force,
        needs_you=True,
        minutes=15,
        prompt=True,
        can_wait=True,
    ),
    Kind(
        name="stage_word",
        subject_line=_("How strong is this stage? Your group's word is due"),
        template="lifecycle/messages/stage_word.txt",
        model=Stage,
        url_name="how_we_work",
        url_arg=None,
        still_true=wants_a_word,
        needs_you=True,
        minutes=5,
        prompt=True,
        can_wait=True,
    ),
    Kind(
        name="shifts_review",
        subject_line=_("It is time for a review in your group"),
        template="lifecycle/messages/shifts_review.txt",
        model=Cycle,
        url_name="review_open",
        url_arg=None,
        still_true=wants_a_review,
        needs_you=True,
        minutes=2,
        prompt=True,
        can_wait=True,
    ),
    Kind(
        name="review_answer_wanted",
        subject_line=_("Your group asks how things are going"),
        template="lifecycle/messages/review_answer_wanted.txt",
        model=Review,
        url_name="review",
        url_arg="review_id",
        still_true=is_open,
        needs_you=True,
        minutes_of=_minutes,
        prompt=True,
        can_wait=True,
        before=closes,
        codes_for=_code_of,
        facts_for=_what_it_asks,
        encloses=_form,
    ),
    Kind(
        name="pulse_wanted",
        subject_line=_("How was it for you? Three short lines"),
        template="lifecycle/messages/pulse_wanted.txt",
        model=Review,
        url_name="review",
        url_arg="review_id",
        still_true=is_open,
        needs_you=True,
        minutes_of=_minutes,
        prompt=True,
        can_wait=True,
        before=closes,
        codes_for=_code_of,
        encloses=_form,
    ),
    Kind(
        name="review_typed",
        subject_line=_("What you told us is written down"),
        template="lifecycle/messages/review_typed.txt",
        model=Review,
        url_name="what_changed",
        url_arg=None,
    ),
    Kind(
        name="review_results",
        subject_line=_("The results are there"),
        template="lifecycle/messages/review_results.txt",
        model=Review,
        url_name="review_results",
        url_arg="review_id",
        still_true=is_sealed,
        can_wait=True,
        facts_for=_whether_it_says_something,
    ),
    Kind(
        name="report_due",
        subject_line=_("It is time to write your group's report"),
        template="lifecycle/messages/report_due.txt",
        model=Group,
        url_name="report_new",
        url_arg=None,
        still_true=wants_a_report,
        needs_you=True,
        minutes=5,
        prompt=True,
        can_wait=True,
    ),
    Kind(
        name="report_approved",
        subject_line=_("A group's report is ready for you to read"),
        template="lifecycle/messages/report_approved.txt",
        model=ImpactReport,
        url_name="report",
        url_arg="report_id",
        needs_you=True,
        minutes=10,
        can_wait=True,
    ),
)
