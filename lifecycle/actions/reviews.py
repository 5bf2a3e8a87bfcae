"""A review from opening to seal. Answers are kept without a name (promise 5)."""

from collections.abc import Mapping
from datetime import date

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from groups.models import Delivery, Membership, Notification, Person
from groups.notifications import finish, notify, settle
from groups.permissions import Permission
from groups.sealing import clean_files, rewrite_in_random_order
from groups.states import Side
from groups.suppression import FLOOR
from groups.transitions import Actor, Refused, move, record
from lifecycle.instruments import HIGHEST, LOWEST, SHIFTS, Instrument, instrument_of
from lifecycle.models import Cycle, Review, ReviewAnswer, ReviewMark
from lifecycle.states import ReviewState

WANTED = "review_answer_wanted"
DUE = "shifts_review"


@transaction.atomic
def open_review(*, closes_on: date, by: Membership, instrument: Instrument = SHIFTS) -> Review:
    """Open a review in the current cycle and ask everyone who takes part. One is open at a time."""
    if not by.may(Permission.MANAGE_GROUP):
        raise Refused(_("A facilitator opens a review."))
    cycle = Cycle.objects.in_group(by.group).current().first()
    if cycle is None:
        raise Refused(_("A review looks back on a cycle, and none has begun. Begin one under How we work."))
    review = _create(cycle, instrument, closes_on)
    record("review.opened", review, by=by)
    settle([DUE], cycle)
    takers = by.group.memberships.active().who_may(Permission.TAKE_PART_IN_REVIEWS)
    notify(WANTED, review, group=by.group, to=Person.objects.filter(memberships__in=takers))
    return review


@transaction.atomic
def answer_review(*, review: Review, points: Mapping[str, int], words: str, by: Membership) -> None:
    """Keep someone's answers without their name, and a mark that they answered, in one transaction.

    Writes no activity and no time. The answers cannot be changed afterwards: nothing says whose they are.
    """
    if not by.may(Permission.TAKE_PART_IN_REVIEWS):
        raise Refused(_("People who take part in the group's work answer reviews."))
    # Sealing takes the same lock, so no answer slips in behind it.
    review = Review.objects.select_for_update().get(pk=review.pk, group=by.group)
    if review.state != ReviewState.OPEN:
        raise Refused(_("This review is closed. You can see what we said under What changed."))
    _check(points, instrument_of(review.instrument, review.instrument_version))
    _mark(review, by)
    ReviewAnswer.objects.create(
        review=review, group=review.group, side=by.side, points=dict(points), words=words
    )
    finish([WANTED], review, person=by.person)


@transaction.atomic
def seal_review(*, review: Review, by: Actor) -> Review:
    """Close a review for good: only totals for each side stay of who answered, and answers in random order."""
    if isinstance(by, Membership) and not by.may(Permission.MANAGE_GROUP):
        raise Refused(_("A facilitator closes a review, or its last day does."))
    review = Review.objects.select_for_update().get(pk=review.pk)
    answered = {side: review.marks.filter(member__side=side).count() for side in Side}
    sealed = move(
        review,
        ReviewState.SEALED,
        by=by,
        sealed_at=timezone.now(),
        answered_lived=answered[Side.LIVED],
        answered_system=answered[Side.SYSTEM],
    )
    sealed.marks.all().delete()
    _part_words_from_points(sealed)
    _forget_small_sides(sealed)
    rewrite_in_random_order(sealed.answers.all())
    # Messages settled by an answer would say who answered, so they go with the marks.
    Notification.objects.filter(kind=WANTED, subject=str(sealed.public_id)).delete()
    clean_files(ReviewMark, ReviewAnswer, Delivery)
    return sealed


def _create(cycle: Cycle, instrument: Instrument, closes_on: date) -> Review:
    try:
        with transaction.atomic():
            return Review.objects.create(
                group=cycle.group,
                cycle=cycle,
                instrument=instrument.key,
                instrument_version=instrument.version,
                opened_on=timezone.localdate(timezone=cycle.group.tz),
                closes_on=closes_on,
            )
    except IntegrityError:
        raise Refused(_("A review is open already. Close it first, or wait for its last day.")) from None


def _mark(review: Review, member: Membership) -> None:
    try:
        with transaction.atomic():
            ReviewMark.objects.create(review=review, group=review.group, member=member)
    except IntegrityError:
        raise Refused(
            _("You have answered this review. Answers have no name on them, so nobody can change them.")
        ) from None


def _check(points: Mapping[str, int], instrument: Instrument) -> None:
    asked = instrument.by_id
    if any(key not in asked or not LOWEST <= point <= HIGHEST for key, point in points.items()):
        raise ValueError("A point for something that was not asked, or off the scale")


def _part_words_from_points(review: Review) -> None:
    """Words may give their writer away; set apart, they give away no points and no side."""
    with_words = review.answers.exclude(words="")
    ReviewAnswer.objects.bulk_create(
        [ReviewAnswer(review=review, group=review.group, words=answer.words) for answer in with_words]
    )
    with_words.exclude(side="").update(words="")
    review.answers.filter(points={}, words="").delete()


def _forget_small_sides(review: Review) -> None:
    """Points of a side too small to hide in are never kept under its name.

    Beside a side that is large enough they could never be shown, so they are deleted. Where no side is large
    enough, all points lose their side and can only be seen together.
    """
    pointed = review.answers.exclude(side="")
    small = [side for side in Side if pointed.filter(side=side).count() < FLOOR]
    if len(small) < len(Side):
        pointed.filter(side__in=small).delete()
    else:
        pointed.update(side="")
