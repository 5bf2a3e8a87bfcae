"""Sending a request: what the group agreed to ask of one lead, with the words that began it."""

from collections.abc import Iterable
from datetime import date
from hashlib import sha256
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from facilitation.actions.agreements import record_agreement
from facilitation.models import AgendaItem, Contribution, Decision
from groups.models import Group, Membership
from groups.notifications import notify
from groups.states import GroupState
from groups.transitions import Refused, record
from groups.working_days import add_working_days, today_in
from lifecycle.actions.asks import must_answer_here
from lifecycle.actions.traces import tell_whose_words
from lifecycle.models import Ask, Commitment, Trace
from lifecycle.states import ANSWER_WORKING_DAYS


@transaction.atomic
def raise_ask(
    *,
    title: str,
    words: str,
    why: str,
    to: Membership,
    item: AgendaItem,
    by: Membership,
    contributions: Iterable[Contribution] = (),
    carried_from: Iterable[Ask] = (),
    good_answer: str = "",
    built_from: Iterable[Decision] = (),
    is_public: bool = False,
    once: UUID | None = None,
    today: date | None = None,
) -> Ask:
    """Send what the group agreed to ask to one lead, by name, with the words of members that began it.

    It freezes the commitment in force and its response time. `carried_from`: the requests in whose place it goes on,
    or which it follows; their words begin it too, whoever may read them. The same form sent twice, with the same
    `once` and the same words, sends it once. Raises Refused when `to` cannot answer for the
    system in this group, or `by` may not act for the group.
    """
    group = by.group
    _must_go_on(group)
    key = _key_for(once, group, title, words) if once else uuid4()
    if sent := Ask.objects.in_group(group).filter(public_id=key).select_related("group", "to").first():
        return sent
    must_answer_here(to, by)
    decision = record_agreement(wording=_("We ask: %(title)s") % {"title": title}, item=item, by=by)
    commitment = Commitment.objects.in_group(group).signed().first()
    response_days = commitment.response_days if commitment else ANSWER_WORKING_DAYS
    today = today or today_in(group)
    ask = Ask.objects.create(
        public_id=key,
        group=group,
        title=title,
        words=words,
        why=why,
        good_answer=good_answer,
        to=to,
        decision=decision,
        commitment=commitment,
        response_days=response_days,
        raised_on=today,
        turn_began_on=today,
        next_step_on=add_working_days(today, response_days, group),
        is_public=is_public,
    )
    ask.built_from.set(Decision.objects.in_group(group).filter(pk__in=[one.pk for one in built_from]))
    _trace(ask, contributions, carried_from, by)
    record("ask.raised", ask, by=by)
    notify("ask_raised", ask, group=group, to=[to.person])
    tell_whose_words(ask, "raised")
    return ask


def _key_for(once: UUID, group: Group, title: str, words: str) -> UUID:
    """Other words in a form that came back are another request."""
    return UUID(
        bytes=sha256(
            b"request:" + once.bytes + group.public_id.bytes + f"{title}\n{words}".encode()
        ).digest()[:16],
        version=4,
    )


def _must_go_on(group: Group) -> None:
    """The row is read again, and held: it may be ending at this moment."""
    if Group.objects.select_for_update(no_key=True).get(pk=group.pk).state == GroupState.ENDED:
        raise Refused(_("This group has ended. Nobody would be reminded of a request of it."))


def _trace(ask: Ask, contributions: Iterable[Contribution], earlier: Iterable[Ask], by: Membership) -> None:
    keys = [one.pk for one in contributions]
    readable = Contribution.objects.in_group(ask.group).readable_by(by).filter(pk__in=keys)
    carried = Trace.objects.filter(ask__in=[one.pk for one in earlier])
    words = Contribution.objects.filter(
        Q(pk__in=readable.values("pk")) | Q(pk__in=carried.values("contribution"), taken_back_at=None)
    )
    # By their random keys, so that traces never keep the order in which unnamed words were said (promise 5). Held,
    # so that nobody writes at this moment why they led to nothing.
    held = words.select_for_update(of=("self",)).order_by("pk")
    Trace.objects.bulk_create(Trace(group=ask.group, contribution=one, ask=ask) for one in held)
