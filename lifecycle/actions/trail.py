"""A request of the group may be taken back, split, joined with others or followed by a new one; each keeps its trail.

Only the group does so, by an agreement a facilitator records, like everything that ends a request (promise 1).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from facilitation.models import AgendaItem
from groups.models import Membership
from groups.transitions import Refused
from lifecycle.actions.asks import lock, must_be_open
from lifecycle.actions.ending import Ending, end
from lifecycle.actions.raising import raise_ask
from lifecycle.models import Ask, AskLink
from lifecycle.states import AskState, LinkKind

FEWEST_PARTS = 2


@dataclass(frozen=True)
class Asking:
    """What a request says, and whom it goes to."""

    title: str
    words: str
    why: str
    to: Membership
    good_answer: str = ""
    is_public: bool = False
    once: UUID | None = None  # of the form it was written in: sent twice, it is one request


@transaction.atomic
def withdraw_ask(ask: Ask, *, words: str, item: AgendaItem, by: Membership, today: date | None = None) -> Ask:
    """The group takes its request back, and says why. It stays to be read, and is not counted as done."""
    return _end(ask, AskState.WITHDRAWN, words=words, item=item, by=by, today=today)


@transaction.atomic
def split_ask(
    ask: Ask, parts: list[Asking], *, item: AgendaItem, by: Membership, today: date | None = None
) -> list[Ask]:
    """Two or more requests go on in place of one; the words it came from begin each of them."""
    if len(parts) < FEWEST_PARTS:
        raise Refused(_("To split a request, write at least two new ones."))
    must_be_open(lock(ask))
    made = [_carry_on([ask], part, item, by, today) for part in parts]
    titles = "; ".join(one.title for one in made)
    _end(
        ask,
        AskState.CARRIED_ON,
        words=_("Split into: %(titles)s") % {"titles": titles},
        item=item,
        by=by,
        today=today,
    )
    _link([ask], made, LinkKind.SPLIT)
    return made


@transaction.atomic
def merge_asks(
    asks: list[Ask], into: Asking, *, item: AgendaItem, by: Membership, today: date | None = None
) -> Ask:
    """One request goes on in place of several; the words of all of them begin it."""
    if len(asks) < FEWEST_PARTS:
        raise Refused(_("To join requests, choose at least two."))
    for one in sorted(asks, key=lambda ask: ask.pk):  # so that two who join do not block each other
        must_be_open(lock(one))
    made = _carry_on(asks, into, item, by, today)
    for one in asks:
        words = _("Joined into: %(title)s") % {"title": made.title}
        _end(one, AskState.CARRIED_ON, words=words, item=item, by=by, today=today)
    _link(asks, [made], LinkKind.MERGED)
    return made


@transaction.atomic
def follow_on(
    ask: Ask, next_one: Asking, *, item: AgendaItem, by: Membership, today: date | None = None
) -> Ask:
    """A new request after one that has ended; what was said then goes with it."""
    must_be_over(lock(ask))
    made = _carry_on([ask], next_one, item, by, today)
    _link([ask], [made], LinkKind.FOLLOW_ON)
    return made


def must_be_over(ask: Ask) -> None:
    if not ask.is_closed:
        raise Refused(_("This request is still open. A follow-on comes after it is closed."))


def _carry_on(
    earlier: Iterable[Ask], asking: Asking, item: AgendaItem, by: Membership, today: date | None
) -> Ask:
    return raise_ask(
        title=asking.title,
        words=asking.words,
        why=asking.why,
        good_answer=asking.good_answer,
        is_public=asking.is_public,
        to=asking.to,
        item=item,
        by=by,
        carried_from=earlier,
        once=asking.once,
        today=today,
    )


def _end(ask: Ask, to: str, *, words: str, item: AgendaItem, by: Membership, today: date | None) -> Ask:
    locked = lock(ask)
    must_be_open(locked)
    wording = (
        _("We take this request back: %(title)s")
        if to == AskState.WITHDRAWN
        else _("This request goes on in another: %(title)s")
    )
    ending = Ending(wording=wording % {"title": locked.title}, words=words, item=item, on=today)
    return end(locked, to, ending, by=by)


def _link(earlier: Iterable[Ask], later: Iterable[Ask], kind: LinkKind) -> None:
    AskLink.objects.bulk_create(
        [AskLink(group=new.group, earlier=old, later=new, kind=kind) for old in earlier for new in later],
        ignore_conflicts=True,  # the same form sent twice
    )
