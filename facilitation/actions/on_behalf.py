"""What somebody wrote or said in another way, typed for them (promise 8, docs/decisions/words-typed-for-someone.md).

It counts the same and says how it came. Until its author has heard or read it, they or whoever typed it can put it
right; nobody else ever can (promise 3).
"""

from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from facilitation import receipts
from facilitation.actions.coming import keep_reply
from facilitation.actions.contributions import allowed, erase_words, now_on, take_turn
from facilitation.live import changed
from facilitation.models import Coming, Contribution, Session
from facilitation.models.room import may_hear
from facilitation.states import SessionState
from groups.models import Membership, Upload
from groups.notifications import finish, notify, settle
from groups.permissions import Permission
from groups.sealing import clean_files
from groups.states import Origin
from groups.transitions import Refused, record


@transaction.atomic
def type_for(
    session: Session,
    *,
    member: Membership,
    words: str,
    audience: str,
    origin: str,
    read_back: bool,
    by: Membership,
    upload: Upload | None = None,
    once: UUID | None = None,
) -> Contribution:
    """Type a thought for a member who said yes to sharing it with this audience.

    `read_back`: they heard it read and said that it is right. If not, they are asked.
    """
    _may_type(by, member)
    must_hear(by, audience)
    if origin == Origin.APP:
        raise ValueError("Words typed for someone came in another way.")
    if session.is_among_us and not read_back:  # no letter may carry these words past people from the system
        raise Refused(_("Read it to them first, and tick that they said it is right. No letter goes out."))
    is_late = session.state != SessionState.OPEN
    take_turn(session, is_late=is_late)
    typed, is_new = Contribution.objects.get_or_create(
        id=receipts.key_for(once or uuid4(), words),
        defaults={
            "group": by.group,
            "session": session,
            "item": now_on(session, is_late=is_late),
            "author": member,
            "words": words,
            "audience": allowed(audience, member),
            "is_late": is_late,
            "origin": origin,
            "typed_by": by,
            "upload": upload,
            "checked_at": timezone.now() if read_back else None,
        },
    )
    if is_new:
        record("contribution.typed", typed, by=by)
        if not read_back:
            notify("typed_for_you", typed, group=by.group, to=[member.person])
        elif member.person.account_id and not session.is_among_us:  # of those meetings no message tells
            notify("words_noted", typed, group=by.group, to=[member.person])
    return typed


@transaction.atomic
def say_it_is_right(typed: Contribution, *, by: Membership) -> Contribution:
    """Its author says so, or whoever read it back to them heard it."""
    locked = _unchecked(typed)
    if by != locked.author and not (by.may(Permission.TYPE_FOR_OTHERS) and may_hear(by, locked.audience)):
        raise Refused(
            _("Only the person who said this, or who reads it back to them, can say that it is right.")
        )
    locked.checked_at = timezone.now()
    locked.save(update_fields=["checked_at"])
    return _checked(locked, "contribution.checked", by=by)


@transaction.atomic
def put_right(typed: Contribution, *, words: str, by: Membership) -> Contribution:
    """ "That is not what I said": the right words take the place of the wrong ones, which are deleted."""
    locked = _unchecked(typed)
    if by != locked.author and not (by == locked.typed_by and may_hear(by, locked.audience)):
        raise Refused(_("Only the person who said this, or who typed it for them, can put it right."))
    changed(locked.session, must_be_open=False) if locked.session else None
    locked.words, locked.checked_at, locked.corrected_at = words, timezone.now(), timezone.now()
    locked.save(update_fields=["words", "checked_at", "corrected_at"])
    clean_files(Contribution)
    return _checked(locked, "contribution.corrected", by=by)


@transaction.atomic
def take_back_for(contribution: Contribution, *, by: Membership) -> None:
    """Someone without an account asked for it: their words go at once, and they are told that they went."""
    author = contribution.author
    if author is None or author.person.account_id or not by.may(Permission.TYPE_FOR_OTHERS):
        raise Refused(_("Only the person who said this can take it back."))
    must_hear(by, contribution.audience)
    if erase_words(contribution, at=timezone.now()):
        settle(["typed_for_you"], contribution)
        record("contribution.taken_back", contribution, by=by)
        notify("taken_back_for_you", contribution, group=by.group, to=[author.person])


@transaction.atomic
def say_coming_for(
    session: Session, *, member: Membership, answer: str, note: str = "", by: Membership
) -> Coming:
    """A member told us whether they come: their last word counts, whoever typed it."""
    _may_type(by, member)
    return keep_reply(session, member=member, answer=answer, note=note, by=by)


def must_hear(by: Membership, audience: str) -> None:
    if not may_hear(by, audience):
        raise Refused(
            _(
                "What is for people with lived experience is typed and read back only by somebody"
                " who may read it there."
            )
        )


def _may_type(by: Membership, member: Membership) -> None:
    if not by.may(Permission.TYPE_FOR_OTHERS):
        raise Refused(_("A coordinator or a facilitator types for others."))
    if member == by or member.group_id != by.group_id:
        raise ValueError("Typed for another member of the same group.")
    if not member.may(Permission.SPEAK):
        raise Refused(_("Their part in this group is to listen, so nothing can be sent in their name."))


def _unchecked(typed: Contribution) -> Contribution:
    rows = Contribution.objects.select_for_update(of=("self",))
    locked = rows.select_related("session", "author__person", "typed_by", "group").get(pk=typed.pk)
    if locked.typed_by_id is None or locked.taken_back_at:
        raise Refused(_("There is nothing to check here. The words were not typed for someone, or are gone."))
    if locked.checked_at:
        raise Refused(_("These words are checked already. Their author can still take them back."))
    return locked


def _checked(typed: Contribution, verb: str, *, by: Membership) -> Contribution:
    if typed.author:
        finish(["typed_for_you"], typed, person=typed.author.person)
    settle(["typed_for_you"], typed)
    record(verb, typed, by=by)
    return typed
