"""Asking for more time to answer: with a reason that everyone sees. The day holds until the group gives another."""

from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from facilitation.actions.agreements import record_agreement
from facilitation.models import AgendaItem
from groups.models import Membership
from groups.notifications import notify, settle
from groups.permissions import Permission
from groups.transitions import Refused, move, record
from groups.working_days import add_working_days, today_in, working_days_between
from lifecycle.actions.asks import lock, must_be_named
from lifecycle.actions.reminders import people_who_may
from lifecycle.kinds.asks import NEEDS_AN_ANSWER
from lifecycle.models import Ask, MoreTime
from lifecycle.states import AWAITING_ANSWER, MoreTimeState


@transaction.atomic
def ask_for_more_time(
    ask: Ask, *, wanted_on: date, reason: str, by: Membership, today: date | None = None
) -> MoreTime:
    """The named lead says by when they could answer, and why not before. The clock goes on meanwhile."""
    locked = lock(ask)
    must_be_able_to_ask(locked, by)
    if not reason.strip():
        raise Refused(_("Say why you need more time. Everyone in the group reads it."))
    if locked.next_step_on is None or wanted_on <= max(locked.next_step_on, today or today_in(by.group)):
        raise Refused(_("Choose a day after the one you have now."))
    asked = MoreTime.objects.create(group=locked.group, ask=locked, wanted_on=wanted_on, reason=reason, by=by)
    occurrence = f"more time {record('moretime.asked', asked, by=by).pk}"
    facilitators = people_who_may(Permission.ACT_FOR_GROUP, group=by.group)
    voters = people_who_may(Permission.VOTE, group=by.group)
    notify("more_time_to_decide", locked, group=by.group, to=facilitators, occurrence=occurrence)
    notify("more_time_asked", locked, group=by.group, to=voters, occurrence=occurrence)
    return asked


@transaction.atomic
def decide_more_time(
    asked: MoreTime,
    *,
    give: bool,
    words: str,
    item: AgendaItem,
    by: Membership,
    seen: UUID | None = None,
) -> MoreTime:
    """Record whether the group gives the time. If it does, that day is the day for the answer, in this turn.

    `seen`: which wish for more time stood on the page; a later one has another day.
    """
    locked = lock(asked.ask)
    must_wait(asked)
    if seen is not None and seen != asked.public_id:
        raise Refused(
            _("They ask for another day since you opened this page. Open it again, and read it first.")
        )
    wording = (
        _("More time for this request: %(title)s") if give else _("No more time for this request: %(title)s")
    )
    decision = record_agreement(
        wording=wording % {"title": locked.title}, item=item, by=by, is_bookkeeping=True
    )
    to = MoreTimeState.AGREED if give else MoreTimeState.DECLINED
    decided = move(asked, to, by=by, words=words, decision=decision)
    if give:
        locked.agreed_until = locked.next_step_on = _day_given(decided, locked)
        locked.save(update_fields=["agreed_until", "next_step_on"])
        settle(NEEDS_AN_ANSWER[2:], locked)
    settle(("more_time_to_decide",), locked)
    occurrence = f"more time decided {decided.pk}"
    notify("more_time_decided", locked, group=by.group, to=[locked.to.person], occurrence=occurrence)
    return decided


def _day_given(asked: MoreTime, ask: Ask) -> date:
    """The day that was asked for, moved by the days on which the group has let the request rest since then."""
    rests = ask.pauses.filter(at__gt=asked.at)
    rested = sum(working_days_between(rest.began_on, rest.over_on, ask.group) for rest in rests)
    return add_working_days(asked.wanted_on, rested, ask.group)


def must_be_due_from(ask: Ask, by: Membership) -> None:
    must_be_named(ask, by)
    if ask.state not in AWAITING_ANSWER:
        raise Refused(_("More time can be asked for while an answer is due."))


def must_be_able_to_ask(ask: Ask, by: Membership) -> None:
    must_be_due_from(ask, by)
    if ask.more_time.filter(state=MoreTimeState.ASKED).exists():
        raise Refused(_("You have asked for more time already. The group has not said yet."))


def must_wait(asked: MoreTime) -> None:
    if asked.state != MoreTimeState.ASKED or asked.ask.state not in AWAITING_ANSWER:
        raise Refused(_("The group has said what it thinks of this, or the answer came first."))
