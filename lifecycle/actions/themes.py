"""Words of a sealed review, put together by the group under names of its own."""

from collections.abc import Mapping
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from groups.models import Membership
from groups.permissions import Permission
from groups.transitions import Refused, record
from lifecycle.models import Review, WordsTheme
from lifecycle.states import ReviewState

MOST = 12


@transaction.atomic
def name_theme(review: Review, *, name: str, by: Membership) -> WordsTheme:
    """A theme of that name; the one there is, if somebody named it already."""
    locked = _sealed(review, by)
    name = " ".join(name.split())
    standing = locked.themes.filter(name__iexact=name).first()
    if standing:
        return standing
    if locked.themes.count() >= MOST:
        raise Refused(_("There are %(most)s themes. Take one away first.") % {"most": MOST})
    theme = WordsTheme.objects.create(review=locked, group=locked.group, name=name)
    record("theme.named", theme, by=by)
    return theme


@transaction.atomic
def put_under(review: Review, *, chosen: Mapping[UUID, WordsTheme | None], by: Membership) -> None:
    """Put words under themes, or under none. Whose words they are nobody knows, and the words never change.

    Under a theme that somebody took away meanwhile they stand alone.
    """
    locked = _sealed(review, by)
    standing = set(locked.themes.all())
    for words, theme in chosen.items():
        locked.answers.filter(pk=words).update(theme=theme if theme in standing else None)
    if chosen:
        record("review.words_grouped", locked, by=by)


@transaction.atomic
def remove_theme(theme: WordsTheme, *, by: Membership) -> None:
    """The name goes; the words under it stand alone again."""
    _sealed(theme.review, by)
    record("theme.removed", theme, by=by)
    theme.delete()


def may_put_together(member: Membership) -> bool:
    """Whoever writes the report, unless they come as somebody's supporter too: those read no words without a name."""
    return member.may(Permission.WRITE_REPORT) and member.may(Permission.SEE_ANONYMOUS)


def _sealed(review: Review, member: Membership) -> Review:
    if not may_put_together(member):
        raise Refused(_("People with lived experience and facilitators put words together."))
    locked = Review.objects.select_for_update(of=("self",)).get(pk=review.pk, group=member.group)
    if locked.state != ReviewState.SEALED:
        raise Refused(_("The words can be read when the review is closed."))
    return locked
