"""Letting a request rest: nobody is reminded and the days do not count. Only the group may (product.md section 5)."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from facilitation.actions.agreements import record_agreement
from facilitation.models import AgendaItem
from groups.models import Membership, Person
from groups.notifications import notify, settle
from groups.permissions import Permission
from groups.transitions import Refused, record
from groups.working_days import add_working_days, today_in, working_days_between
from lifecycle.actions.asks import lock, must_be_open, wake
from lifecycle.actions.reminders import people_who_may
from lifecycle.kinds.asks import FROM_THE_CLOCK
from lifecycle.models import Ask, ClockPause

LONGEST_REST_DAYS = 366


@transaction.atomic
def let_rest(
    ask: Ask, *, until: date, reason: str, item: AgendaItem, by: Membership, today: date | None = None
) -> ClockPause:
    """Stop the clock until a day. It goes on by itself then, with the days that were left.

    A date that somebody promised stays as it is; nobody is asked about it before the rest is over.
    """
    today = today or today_in(by.group)
    locked = lock(ask)
    must_be_able_to_rest(locked, today)
    if not today < until <= date.fromordinal(today.toordinal() + LONGEST_REST_DAYS):
        raise Refused(_("Choose a day after today and within a year."))
    wording = _("We let this request rest until %(day)s: %(title)s") % {"day": until, "title": locked.title}
    decision = record_agreement(wording=wording, item=item, by=by, is_bookkeeping=True)
    wake(locked, today)
    rest = ClockPause.objects.create(
        group=locked.group, ask=locked, began_on=today, until=until, reason=reason, decision=decision
    )
    if locked.agreed_until:
        resting_days = working_days_between(today, until, locked.group)
        locked.agreed_until = add_working_days(locked.agreed_until, resting_days, locked.group)
    _wind(locked)
    settle(FROM_THE_CLOCK, locked)
    occurrence = f"rests {record('ask.rests', locked, by=by).pk}"
    notify("ask_rests", locked, group=locked.group, to=_everyone_with(locked), occurrence=occurrence)
    return rest


@transaction.atomic
def go_on(ask: Ask, *, item: AgendaItem, by: Membership, today: date | None = None) -> Ask:
    """The group wakes the request before the day; the days that were left count from now."""
    today = today or today_in(by.group)
    locked = lock(ask)
    rest = must_rest(locked, today)
    wording = _("This request goes on: %(title)s") % {"title": locked.title}
    record_agreement(wording=wording, item=item, by=by, is_bookkeeping=True)
    if locked.agreed_until:
        not_rested = working_days_between(today, rest.until, locked.group)
        locked.agreed_until = add_working_days(locked.agreed_until, -not_rested, locked.group)
    wake(locked, today)
    _wind(locked)
    occurrence = f"goes on {record('ask.goes_on', locked, by=by).pk}"
    notify("ask_goes_on", locked, group=locked.group, to=_everyone_with(locked), occurrence=occurrence)
    return locked


def must_be_able_to_rest(ask: Ask, today: date) -> None:
    must_be_open(ask)
    if ask.rest_on(today):
        raise Refused(_("This request is resting already."))


def must_rest(ask: Ask, today: date) -> ClockPause:
    rest = ask.rest_on(today)
    if rest is None:
        raise Refused(_("This request is not resting. Its clock goes on."))
    return rest


def _wind(ask: Ask) -> None:
    """Set the date as the clock now gives it."""
    ask.next_step_on = ask.clock_date()
    ask.save(update_fields=["next_step_on", "agreed_until"])


def _everyone_with(ask: Ask) -> list[Person]:
    voters = people_who_may(Permission.VOTE, Permission.ACT_FOR_GROUP, group=ask.group)
    return [*voters, ask.to.person]
