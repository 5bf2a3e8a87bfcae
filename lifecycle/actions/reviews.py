"""A review from opening to seal. What each person answers: actions/review_answers.py."""

from collections.abc import Collection, Sequence
from datetime import date, timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from facilitation.models import Coming, Session
from facilitation.states import ComingAnswer
from groups.actions.printing import forget_printed
from groups.models import Delivery, Group, HelperAct, Membership, Notification, Person
from groups.notifications import notify, settle
from groups.notifications.weekly import forget_weeks, weeks_told
from groups.permissions import Permission
from groups.sealing import clean_files, rewrite_in_random_order
from groups.states import GroupState, HelperPower, Side
from groups.suppression import FLOOR
from groups.transitions import Actor, Refused, move, record
from lifecycle.actions.own_questions import as_asked, keep_questions
from lifecycle.instruments import PULSE, SHIFTS, Instrument
from lifecycle.models import Cycle, OwnQuestion, Review, ReviewAnswer, ReviewDraft, ReviewMark, ReviewPaper
from lifecycle.states import PULSE_DAYS, PULSES_IN_A_BLOCK, ReviewState

WANTED, PULSE_WANTED, TYPED = "review_answer_wanted", "pulse_wanted", "review_typed"
RESULTS = "review_results"
DUE = "shifts_review"


@transaction.atomic
def open_review(
    *,
    closes_on: date,
    by: Membership,
    instrument: Instrument = SHIFTS,
    left_out: Collection[str] = (),
    own: Sequence[OwnQuestion] = (),
    new: Sequence[str] = (),
) -> Review:
    """Open a review in the current cycle and ask everyone who takes part. One is open at a time.

    `left_out` are ids of statements, `own` questions the group has asked before, `new` the words of others.
    A pulse that is open closes first: its answers stay.
    """
    if not by.may(Permission.MANAGE_GROUP):
        raise Refused(_("A facilitator opens a review."))
    _must_go_on(by.group)
    for pulse in Review.objects.in_group(by.group).pulses().open():
        seal_review(review=pulse, by=by)
    questions = [*own, *keep_questions(new, by=by)]
    kept_out = [one.id for one in instrument.statements if one.id in left_out]
    if instrument.statements and len(kept_out) == len(instrument.statements) and not questions:
        raise Refused(_("Nothing is left to ask. Keep at least one line, or add a question of your own."))
    review = _create(_cycle(by), instrument, closes_on, left_out=kept_out, own=as_asked(questions))
    record("review.opened", review, by=by)
    if instrument == SHIFTS:
        settle([DUE], review.cycle)
    _ask_everyone(review, WANTED)
    return review


@transaction.atomic
def open_pulse(session: Session) -> Review | None:
    """Three questions about a session that is over, asked by the clock. None: another review is open, or there is one."""
    group = session.group
    cycle = Cycle.objects.in_group(group).current().first()
    if cycle is None or Review.objects.in_group(group).open().exists():
        return None
    if Review.objects.filter(session=session).exists():
        return None
    review = _create(cycle, PULSE, group.today + timedelta(days=PULSE_DAYS), session=session)
    record("review.opened", review, by=None)
    _ask_everyone(review, PULSE_WANTED)
    return review


@transaction.atomic
def seal_review(*, review: Review, by: Actor) -> Review:
    """Close a review for good: only totals for each side stay of who answered, and answers in random order."""
    if isinstance(by, Membership) and not by.may(Permission.MANAGE_GROUP):
        raise Refused(_("A facilitator closes a review, or its last day does."))
    review = Review.objects.select_for_update(of=("self",)).get(pk=review.pk)
    openly = review.in_the_open.values("member")
    hidden = review.marks.exclude(member__in=openly)
    answered = {side: hidden.filter(member__side=side).count() for side in Side}
    sealed = move(
        review,
        ReviewState.SEALED,
        by=by,
        sealed_at=timezone.now(),
        answered_lived=answered[Side.LIVED],
        answered_system=answered[Side.SYSTEM],
        block=_block(review),
    )
    _part_words_from_points(sealed)
    _forget_small_sides(sealed)
    rewrite_in_random_order(sealed.answers.all())
    _forget_who_answered(sealed)
    if sealed.asks_for_words:  # a pulse is too small for a message of its own
        _tell_everyone(sealed)
    return sealed


def _cycle(by: Membership) -> Cycle:
    cycle = Cycle.objects.in_group(by.group).current().first()
    if cycle is None:
        raise Refused(_("A review looks back on a cycle, and none has begun. Begin one under How we work."))
    return cycle


def _must_go_on(group: Group) -> None:
    """The row is read again, and held: it may be ending at this moment."""
    if Group.objects.select_for_update(no_key=True).get(pk=group.pk).state == GroupState.ENDED:
        raise Refused(_("This group has ended. Nobody would be asked to answer."))


def _create(cycle: Cycle, instrument: Instrument, closes_on: date, **more: object) -> Review:
    try:
        with transaction.atomic():
            return Review.objects.create(
                group=cycle.group,
                cycle=cycle,
                instrument=instrument.key,
                instrument_version=instrument.version,
                opened_on=timezone.localdate(timezone=cycle.group.tz),
                closes_on=closes_on,
                **more,
            )
    except IntegrityError:
        raise Refused(_("A review is open already. Close it first, or wait for its last day.")) from None


def _ask_everyone(review: Review, kind: str) -> None:
    """Whoever has no account gets a form with a code of their own, which goes with their letter."""
    takers = review.group.memberships.active().who_may(Permission.TAKE_PART_IN_REVIEWS)
    stayed_away = Coming.objects.filter(session=review.session, answer=ComingAnswer.NO)
    takers = takers.exclude(pk__in=stayed_away.values("member"))
    without = takers.filter(person__account=None)
    ReviewPaper.objects.bulk_create(
        [ReviewPaper(review=review, group=review.group, member=member) for member in without]
    )
    notify(kind, review, group=review.group, to=Person.objects.filter(memberships__in=takers))


def _tell_everyone(review: Review) -> None:
    """The results are there: to whoever may answer reviews, all alike, whether or not they answered this one."""
    takers = review.group.memberships.active().who_may(Permission.TAKE_PART_IN_REVIEWS)
    notify(RESULTS, review, group=review.group, to=Person.objects.filter(memberships__in=takers))


def _block(review: Review) -> int | None:
    """Which three pulses it is shown with, counted from 1. Each counts, or the count would tell whether anyone answered."""
    if review.session_id is None:
        return None
    before = Review.objects.filter(group=review.group_id, block__isnull=False).count()
    return before // PULSES_IN_A_BLOCK + 1


def _part_words_from_points(review: Review) -> None:
    """Words may give their writer away; set apart, they give away no points and no side."""
    with_words = review.answers.exclude(words="")
    ReviewAnswer.objects.bulk_create(
        [ReviewAnswer(review=review, group=review.group, words=answer.words) for answer in with_words]
    )
    with_words.exclude(side="").update(words="")
    review.answers.filter(points={}, unknown=[], words="").delete()


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


def _forget_who_answered(review: Review) -> None:
    """Whatever says who answered goes: marks, drafts, papers, and what helpers, messages and letters noted of it."""
    for rows in (review.marks, review.drafts, review.papers):
        rows.all().delete()
    HelperAct.objects.filter(group=review.group_id, power=HelperPower.REVIEWS).delete()
    told = Notification.objects.filter(kind__in=[WANTED, PULSE_WANTED, TYPED], subject=str(review.public_id))
    weeks = weeks_told(review.group, since=review.opened_on)
    for letters in (Delivery.objects.filter(notification__in=told), weeks):
        forget_printed(letters)
    told.delete()
    forget_weeks(weeks)
    clean_files(ReviewMark, ReviewAnswer, ReviewDraft, ReviewPaper, HelperAct, Notification, Delivery)
