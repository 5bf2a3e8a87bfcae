"""Thoughts: with a name or without one, felt by others, taken back at any time.

What is done without a name writes one row and moves the session's version, and nothing else: no activity, no
notification, nothing keyed to a person. So no limit can be counted for a person either; the limit is the room's,
counted from the words themselves (docs/decisions/words-without-a-name.md).
"""

from datetime import datetime, timedelta
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from facilitation import receipts
from facilitation.live import changed
from facilitation.models import AgendaItem, Contribution, Hiding, MeToo, Session
from facilitation.models.room import audiences_read_by
from facilitation.models.sessions import TAKES_THOUGHTS
from facilitation.states import Audience, ItemState
from groups.actions.helpers import helped
from groups.models import Helper, Membership
from groups.sealing import clean_files
from groups.states import HelperPower
from groups.transitions import Refused, record

MOST_A_MINUTE = 10  # without a name, in one room
MOST_A_MINUTE_EACH = 10  # by name, of one person in one room: nobody fills the wall alone
MOST_LATE = 200  # without a name, before and after one session


@transaction.atomic
def contribute(
    session: Session,
    *,
    words: str,
    audience: str,
    by: Membership,
    item: AgendaItem | None = None,
    is_late: bool = False,
    once: UUID | None = None,
    helped_by: Helper | None = None,
) -> Contribution:
    """Say something by name. `once` is the number a form carries: the same form sent twice says it once."""
    take_turn(session, is_late=is_late)
    key = receipts.key_for(once or uuid4(), words)
    _leave_others_room(session, key, by=by)
    contribution, is_new = Contribution.objects.get_or_create(
        id=key,
        defaults={
            "group": by.group,
            "session": session,
            "item": item or now_on(session, is_late=is_late),
            "author": by,
            "words": words,
            "audience": allowed(audience, by),
            "is_late": is_late,
            "helped_by": helped_by,
        },
    )
    if is_new:
        helped(
            helped_by,
            HelperPower.THOUGHTS,
            _("sent a thought with your name to: %(session)s") % {"session": session.title},
        )
        record("contribution.made", contribution, by=by)
    return contribution


@transaction.atomic
def contribute_anonymously(
    session: Session,
    *,
    words: str,
    audience: str,
    once: UUID | None = None,
    item: AgendaItem | None = None,
    is_late: bool = False,
) -> str:
    """Say something without a name. Returns the receipt's code, to be shown once and kept nowhere.

    Takes no `by`: whether the person may speak without a name, and to whom, is settled at the door and in the
    form. Raises Refused when the room has had very many such words in the last minute.
    """
    take_turn(session, is_late=is_late)
    code = receipts.code_for(once or uuid4(), words)
    receipt = receipts.kept_hash(code)
    if Contribution.objects.filter(receipt=receipt).exists():
        return code
    _leave_room_for_others(session, is_late=is_late)
    Contribution.objects.create(
        group=session.group,
        session=session,
        item=item or now_on(session, is_late=is_late),
        is_anonymous=True,
        words=words,
        audience=audience,
        is_late=is_late,
        said_at=None if is_late else timezone.now(),
        receipt=receipt,
    )
    return code


@transaction.atomic
def me_too(contribution: Contribution, *, by: Membership) -> None:
    """Say "me too", or take it back. Leaves a mark only until the session is sealed."""
    if contribution.author == by:
        raise Refused(_("These are your own words. Others can say that they feel the same."))
    _changed(contribution, must_be_open=True)
    mark, is_new = MeToo.objects.get_or_create(group=by.group, contribution=contribution, member=by)
    if not is_new:
        mark.delete()


@transaction.atomic
def take_back(contribution: Contribution, *, by: Membership) -> None:
    """Take back your own words, any time, no reason asked (promise 15)."""
    if contribution.author != by:
        raise Refused(_("Only the person who said this can take it back."))
    if erase_words(contribution, at=timezone.now()):
        record("contribution.taken_back", contribution, by=by)


@transaction.atomic
def take_back_by_receipt(code: str) -> Contribution | None:
    """Take back words said without a name. Keeps the day of it, not the time. None: no such receipt."""
    contribution = find_by_receipt(code)
    if contribution:
        erase_words(contribution, at=_start_of_today(contribution))
    return contribution


def find_by_receipt(code: str) -> Contribution | None:
    found = Contribution.objects.filter(receipt=receipts.kept_hash(code), is_anonymous=True)
    return found.select_related("group", "session", "item").first()


def audiences_for(member: Membership) -> list[Audience]:
    """Whom a member may speak to. Only people with lived experience may speak among themselves."""
    among_us = Audience.LIVED in audiences_read_by(member)
    return [each for each in Audience if each != Audience.LIVED or among_us]


def take_turn(session: Session, *, is_late: bool) -> None:
    changed(session, must_be_open=not is_late)
    if is_late and not Session.objects.filter(pk=session.pk, state__in=TAKES_THOUGHTS).exists():
        raise Refused(_("The notes of this session are settled, so it takes no more thoughts."))


def allowed(audience: str, member: Membership) -> str:
    if audience not in audiences_for(member):
        raise Refused(_("Only people with lived experience can speak among themselves."))
    return audience


def now_on(session: Session, *, is_late: bool) -> AgendaItem | None:
    return None if is_late else session.items.filter(state=ItemState.NOW).first()


def _leave_others_room(session: Session, key: UUID, *, by: Membership) -> None:
    """The same form sent again is not one more."""
    since = timezone.now() - timedelta(minutes=1)
    lately = Contribution.objects.filter(session=session, author=by, said_at__gt=since).exclude(pk=key)
    if lately.count() >= MOST_A_MINUTE_EACH:
        raise Refused(_("You sent many thoughts just now. Please send this one again in a minute."))


def _leave_room_for_others(session: Session, *, is_late: bool) -> None:
    unnamed = Contribution.objects.filter(session=session, is_anonymous=True, is_late=is_late)
    if is_late and unnamed.count() >= MOST_LATE:
        raise Refused(
            _("This session can take no more thoughts without a name. You can still send one by name.")
        )
    since = timezone.now() - timedelta(minutes=1)
    if unnamed.filter(said_at__gt=since).count() >= MOST_A_MINUTE:
        raise Refused(_("Many thoughts came without a name just now. Please send yours again in a minute."))


def erase_words(contribution: Contribution, *, at: datetime) -> bool:
    """Take the words out of the database and its files. False: they were already gone."""
    _changed(contribution, must_be_open=False)
    still_here = Contribution.objects.filter(pk=contribution.pk, taken_back_at__isnull=True)
    gone = {"words": "", "others_feel_this": False, "is_hidden": False, "was_hidden": False}
    if not still_here.update(taken_back_at=at, **gone):
        return False
    MeToo.objects.filter(contribution=contribution).delete()
    Hiding.objects.filter(contribution=contribution).delete()
    clean_files(Contribution, MeToo, Hiding)
    return True


def _changed(contribution: Contribution, *, must_be_open: bool) -> None:
    if contribution.session:
        changed(contribution.session, must_be_open=must_be_open)


def _start_of_today(contribution: Contribution) -> datetime:
    now = timezone.localtime(timezone=contribution.group.tz)
    return now.replace(hour=0, minute=0, second=0, microsecond=0)
