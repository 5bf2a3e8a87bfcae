"""The lived experience space. No activity is recorded: who speaks in here is nobody else's business."""

from facilitation.models import SpacePost
from groups.models import Membership


def post_in_space(*, words: str, content_note: str = "", by: Membership) -> SpacePost:
    return SpacePost.objects.create(group=by.group, author=by, words=words, content_note=content_note)


def take_back_post(post: SpacePost) -> None:
    """The words go at once and for good; no reason is asked (promise 15)."""
    post.delete()
