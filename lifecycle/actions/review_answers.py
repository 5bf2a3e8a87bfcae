"""What one person answers: without a name, or in the open where they chose that (promises 5 and 8).

Answering without a name writes no activity and no time. The answers cannot be changed afterwards: nothing says
whose they are.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from groups import codes
from groups.actions.helpers import helped
from groups.models import Helper, Membership
from groups.notifications import finish, notify
from groups.permissions import Permission
from groups.states import HelperPower, MembershipState
from groups.transitions import Refused, record
from lifecycle.actions.reviews import PULSE_WANTED, TYPED, WANTED
from lifecycle.instruments import LOWEST
from lifecycle.models import OpenAnswer, Review, ReviewAnswer, ReviewDraft, ReviewMark, ReviewPaper
from lifecycle.questions import asked_in
from lifecycle.small_sides import is_on_small_side
from lifecycle.states import NoPoint, ReviewState, SignedAs

type Draft = Mapping[str, int | str]  # statement id -> a point, or a NoPoint


@dataclass(frozen=True)
class Answers:
    """What somebody says: points by statement, what they do not know, and words. Nothing is required."""

    points: Mapping[str, int] = field(default_factory=dict)
    unknown: Collection[str] = ()
    words: str = ""

    @property
    def are_empty(self) -> bool:
        return not (self.points or self.unknown or self.words.strip())


def from_draft(kept: Draft, words: str) -> Answers:
    """Only points and "I do not know" are kept of what is sent: what somebody would rather not say is not said."""
    points = {key: said for key, said in kept.items() if isinstance(said, int)}
    unknown = sorted(key for key, said in kept.items() if said == NoPoint.UNKNOWN)
    return Answers(points, unknown, words)


@transaction.atomic
def answer_review(
    *,
    review: Review,
    points: Mapping[str, int],
    words: str,
    by: Membership,
    unknown: Collection[str] = (),
    helped_by: Helper | None = None,
) -> None:
    """Keep someone's answers without their name, and a mark that they answered, in one transaction."""
    _give(review, Answers(points, unknown, words), by)
    helped(helped_by, HelperPower.REVIEWS, _("answered a review with you"), is_unnamed=True)


@transaction.atomic
def answer_review_for(review: Review, answers: Answers, *, member: Membership, by: Membership) -> None:
    """As somebody without an account said it by phone, by letter or in person. They are told that it was typed."""
    if not by.may(Permission.TYPE_FOR_OTHERS) or by.group_id != member.group_id:
        raise Refused(_("A facilitator or a coordinator types what somebody said."))
    must_be_without_account(member)
    _give(review, answers, member)
    notify(TYPED, review, group=review.group, to=[member.person], occurrence=str(member.public_id))


@transaction.atomic
def answer_by_paper(paper: ReviewPaper, answers: Answers) -> None:
    """With the code of a printed form: typed by the person, or by whoever opened their envelope."""
    _give(paper.review, answers, paper.member)


@transaction.atomic
def answer_openly(review: Review, answers: Answers, *, signed: str, by: Membership) -> OpenAnswer:
    """Somebody whose side is too small to hide in says it in the open, to the group alone."""
    must_be_for_the_open(review)
    if not is_on_small_side(by):
        raise Refused(_("Your side is large enough to hide in. Your answers are kept without your name."))
    locked = _open(review, by)
    _check(answers, locked)
    _mark(locked, by)
    given = OpenAnswer.objects.create(
        review=locked,
        group=locked.group,
        member=by,
        signed=SignedAs(signed),
        points=dict(answers.points),
        words=answers.words.strip(),
    )
    _settled(locked, by)
    record("openanswer.given", given, by=by)
    return given


@transaction.atomic
def take_back_open_answer(given: OpenAnswer, *, by: Membership) -> None:
    """At any time, no reason asked. It is nowhere else. While the review is open they may answer anew."""
    if given.member != by:
        raise Refused(_("Only the person who gave these answers takes them back."))
    record("openanswer.taken_back", given, by=by)
    ReviewMark.objects.filter(review=given.review_id, review__state=ReviewState.OPEN, member=by).delete()
    given.delete()


@transaction.atomic
def keep_draft(review: Review, *, said: Draft, words: str | None = None, by: Membership) -> ReviewDraft:
    """Add to what this person began: it is theirs alone, and dies when sent or when the review closes."""
    locked = _open(review, by)
    must_be_open(locked, by)
    draft, _is_new = ReviewDraft.objects.get_or_create(review=locked, member=by, defaults={"group": by.group})
    _check(from_draft(said, ""), locked)
    draft.points = {**draft.points, **said}
    draft.words = draft.words if words is None else words
    draft.save(update_fields=["points", "words"])
    return draft


@transaction.atomic
def forget_draft(review: Review, *, by: Membership) -> None:
    ReviewDraft.objects.filter(review=review, member=by).delete()


@transaction.atomic
def print_paper(review: Review, *, member: Membership, by: Membership) -> ReviewPaper:
    """A form with a code for one person. Printed again it has the same code."""
    if not by.may(Permission.SEND_BY_HAND) or by.group_id != member.group_id:
        raise Refused(_("A facilitator or a coordinator prints forms."))
    must_be_without_account(member)
    _open(review, member)
    paper, _is_new = ReviewPaper.objects.get_or_create(
        review=review, member=member, defaults={"group": by.group}
    )
    return paper


def must_be_without_account(member: Membership) -> None:
    if member.person.account_id:
        raise Refused(_("They have an account, so they answer themselves, or name a helper for it."))


def must_be_for_the_open(review: Review) -> None:
    """A pulse is never shown alone, so nobody would see what was said of it in the open."""
    if not review.asks_for_words:
        raise Refused(
            _("This is about one session. It is only shown with two more, so nobody answers it in the open.")
        )


def must_be_open(review: Review, member: Membership) -> None:
    """Open, and not answered by this person; Refused says which."""
    if review.state != ReviewState.OPEN:
        raise Refused(_closed())
    if ReviewMark.objects.filter(review=review, member=member).exists():
        raise Refused(_answered())


def paper_with_code(typed: str) -> ReviewPaper | None:
    """The one of an open review whose code this is. Nothing tells a wrong code from an old or unknown one."""
    plain = codes.tidy(typed)
    some = ReviewPaper.objects.select_related("review__group", "member__group", "member__person")
    open_ones = some.filter(handle=plain[: codes.HANDLE], review__state=ReviewState.OPEN)
    proved = (
        one for one in open_ones if codes.same(plain, one.public_id, one.generation, purpose=codes.REVIEW)
    )
    return next(proved, None)


def _give(review: Review, answers: Answers, member: Membership) -> None:
    locked = _open(review, member)
    _check(answers, locked)
    if answers.are_empty:
        raise Refused(_("Nothing is answered yet. Answer at least one, or come back later."))
    _mark(locked, member)
    ReviewAnswer.objects.create(
        review=locked,
        group=locked.group,
        side=member.side,
        points=dict(answers.points),
        unknown=list(answers.unknown),
        words=answers.words,
    )
    _settled(locked, member)


def _open(review: Review, member: Membership) -> Review:
    """The review under the lock that sealing takes too, so that no answer slips in behind it."""
    if member.state == MembershipState.LEFT or not member.may(Permission.TAKE_PART_IN_REVIEWS):
        raise Refused(_("People who take part in the group's work answer reviews."))
    locked = Review.objects.select_for_update(of=("self",)).get(pk=review.pk, group=member.group)
    if locked.state != ReviewState.OPEN:
        raise Refused(_closed())
    return locked


def _mark(review: Review, member: Membership) -> None:
    try:
        with transaction.atomic():
            ReviewMark.objects.create(review=review, group=review.group, member=member)
    except IntegrityError:
        raise Refused(_answered()) from None


def _closed() -> str:
    return _("This review is closed. You can see what we said under What changed.")


def _answered() -> str:
    return _("You have answered this review. Answers have no name on them, so nobody can change them.")


def _settled(review: Review, member: Membership) -> None:
    ReviewDraft.objects.filter(review=review, member=member).delete()
    finish([WANTED, PULSE_WANTED], review, person=member.person)


def _check(answers: Answers, review: Review) -> None:
    scales = {one.id: range(LOWEST, one.highest + 1) for one in asked_in(review)}
    off = any(point not in scales.get(key, ()) for key, point in answers.points.items())
    if answers.words.strip() and not review.asks_for_words:
        raise ValueError("Words for a review that asks for none")
    if off or any(key not in scales for key in answers.unknown):
        raise ValueError("A point for something that was not asked, or off the scale")
