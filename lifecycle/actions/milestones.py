"""The group's word on one promise: it was kept, or it is not done yet. Only the group says so (promise 1)."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from facilitation.actions.agreements import record_agreement
from facilitation.models import AgendaItem
from groups.models import Membership
from groups.notifications import notify, settle
from groups.transitions import Refused, move
from groups.working_days import today_in
from lifecycle.actions.asks import lock, must_be_being_done
from lifecycle.actions.promises import next_day
from lifecycle.models import Ask, Milestone
from lifecycle.states import NOT_DONE_YET, MilestoneState


@transaction.atomic
def say_of_promise(
    milestone: Milestone,
    *,
    is_done: bool,
    words: str,
    item: AgendaItem,
    by: Membership,
    today: date | None = None,
) -> Milestone:
    """Record what the group says of one promise. Yes: it is done for good. No: it is still to be kept.

    A no follows on the system saying that it is done. Then the lead is asked how far it has come: on the promised
    day, or today when that is past. Raises Refused where the group has nothing to say of it.
    """
    ask = lock(milestone.ask)
    milestone = Milestone.objects.get(pk=milestone.pk)
    must_want_a_word(milestone, ask)
    if not is_done and milestone.state != MilestoneState.SAID_DONE:
        raise Refused(_("Nobody has said that this promise is done, so it stands as it is."))
    wording = _("This promise was kept: %(what)s") if is_done else _("This promise is not kept yet: %(what)s")
    decision = record_agreement(
        wording=wording % {"what": milestone.words}, item=item, by=by, is_bookkeeping=True
    )
    today = today or today_in(by.group)
    said = move(
        milestone,
        MilestoneState.CONFIRMED if is_done else MilestoneState.PROMISED,
        by=by,
        said=words,
        settled_on=today if is_done else None,
        decision=decision,
    )
    if not is_done:
        _ask_again(ask, said, today)
    if not ask.milestones.filter(state=MilestoneState.SAID_DONE).exists():
        settle(("promise_said_done",), ask)
    kind = "promise_kept" if is_done else "promise_not_kept"
    notify(kind, ask, group=ask.group, to=[ask.to.person], occurrence=f"decision {decision.pk}")
    return said


def must_want_a_word(milestone: Milestone, ask: Ask) -> None:
    must_be_being_done(ask)
    if milestone.state not in NOT_DONE_YET:
        raise Refused(_("The group has said what it thinks of this promise, or it is promised no longer."))


def _ask_again(ask: Ask, milestone: Milestone, today: date) -> None:
    due = max(milestone.due_on, today)
    ask.next_step_on = next_day(ask, since=today, fallback=due)
    ask.save(update_fields=["next_step_on"])
