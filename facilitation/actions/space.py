"""The lived experience space. No activity is recorded: who speaks in here is nobody else's business."""

from django.db import transaction
from django.utils.translation import gettext as _

from facilitation.models import SpaceModerator, SpacePost
from facilitation.models.space import is_inside
from facilitation.states.space import ModeratorState
from groups.actions.uploads import keep_upload, remove_upload
from groups.files.checking import Checked
from groups.models import Membership
from groups.notifications import notify, settle
from groups.search import forget, keep
from groups.transitions import Refused, move_unrecorded

MOST_ANSWERS = 50  # to one post
ASKED_TO_MODERATE = "space_moderator"


@transaction.atomic
def post_in_space(
    *, words: str, content_note: str = "", file: Checked | None = None, by: Membership
) -> SpacePost:
    """Write among people with lived experience. A file gets a name that tells nothing (promise 13)."""
    must_be_inside(by)
    upload = keep_upload(file, group=by.group, by=by, named="file") if file else None
    post = SpacePost.objects.create(
        group=by.group, author=by, words=words, content_note=content_note, upload=upload
    )
    keep(post)
    return post


@transaction.atomic
def answer_post(post: SpacePost, *, words: str, content_note: str = "", by: Membership) -> SpacePost:
    """Answer a post, one level deep, for the same people. Nobody is told: who speaks in here is written down nowhere."""
    must_be_inside(by)
    found = SpacePost.objects.readable_by(by).select_for_update(of=("self",)).filter(pk=post.pk).first()
    if found is None:
        raise Refused(_("These words are hidden, or were taken back, so nobody can answer them now."))
    if found.is_answer:
        raise Refused(_("This is an answer already. Answer the post above it, or write one of your own."))
    if found.answered_by.count() >= MOST_ANSWERS:
        raise Refused(_("This post has very many answers. Please write a post of your own."))
    answer = SpacePost.objects.create(
        group=by.group, author=by, words=words, content_note=content_note, answers=found, is_answer=True
    )
    keep(answer)
    return answer


@transaction.atomic
def take_back_post(post: SpacePost) -> None:
    """The words go at once and for good, with their file; no reason is asked (promise 15).

    What others answered is theirs, and stays.
    """
    forget(post)
    upload = post.upload
    post.delete()
    if upload:
        remove_upload(upload)


@transaction.atomic
def ask_to_moderate(member: Membership, *, by: Membership) -> SpaceModerator:
    """Somebody inside asks somebody else inside to look after the space. Nobody chooses themselves."""
    must_be_inside(by)
    if member == by:
        raise Refused(_("Somebody else in the space asks. Then you can say yes."))
    if member.group_id != by.group_id or not is_inside(member):
        raise Refused(_("Only somebody who is in the space can look after it."))
    if SpaceModerator.objects.standing().filter(member=member).exists():
        raise Refused(_("They look after the space already, or were asked to."))
    asked = SpaceModerator.objects.create(group=by.group, member=member, offered_by=by)
    notify(ASKED_TO_MODERATE, asked, group=by.group, to=[member.person])
    return asked


@transaction.atomic
def moderate(asked: SpaceModerator, *, by: Membership) -> SpaceModerator:
    """Yes, I look after the space."""
    must_be_inside(by)
    if asked.member_id != by.pk:
        raise Refused(_("Only the person who was asked can say yes."))
    settle([ASKED_TO_MODERATE], asked)
    return move_unrecorded(asked, ModeratorState.ACCEPTED, since=by.group.today)


@transaction.atomic
def stop_moderating(asked: SpaceModerator, *, by: Membership) -> SpaceModerator:
    """No, or not any more: said by the person, any time, no reason asked."""
    if asked.member_id != by.pk:
        raise Refused(_("Only the person who was asked can say no, or stop."))
    settle([ASKED_TO_MODERATE], asked)
    return move_unrecorded(asked, ModeratorState.ENDED)


def must_be_inside(member: Membership) -> None:
    if not is_inside(member):
        raise Refused(_("Only people who are in the lived experience space can do this."))
