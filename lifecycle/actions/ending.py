"""How a request ends, whichever way: by an agreement of the group that a facilitator records (promise 1)."""

from dataclasses import dataclass
from datetime import date

from facilitation.actions.agreements import record_agreement
from facilitation.models import AgendaItem, Decision
from groups.models import Membership
from groups.notifications import notify, settle
from groups.permissions import Permission
from groups.transitions import move
from groups.working_days import today_in
from lifecycle.actions.asks import drop_promises, overtake_more_time, wake
from lifecycle.actions.reminders import people_who_may
from lifecycle.actions.traces import tell_whose_words
from lifecycle.kinds.asks import ASK_PROMPTS
from lifecycle.models import Ask
from lifecycle.states import AskState, MilestoneState


@dataclass(frozen=True)
class Ending:
    """What the group agreed, its own words on it, where it agreed them, and the day (None: today)."""

    wording: str
    words: str
    item: AgendaItem
    on: date | None = None


def end(locked: Ask, to: str, ending: Ending, *, by: Membership) -> Ask:
    """Nobody waits for anything of it any more; everyone in the group, the one asked and whoever began it are told.

    Called inside the transaction of the act that ends it, with the request locked.
    """
    today = ending.on or today_in(by.group)
    decision = record_agreement(wording=ending.wording, item=ending.item, by=by, is_bookkeeping=True)
    ended = move(
        locked,
        to,
        by=by,
        next_step_on=None,
        closed_on=today,
        closing_decision=decision,
        closing_words=ending.words,
    )
    wake(ended, today)
    if to == AskState.DONE:
        _confirm_what_is_said_done(ended, decision, by)
    drop_promises(ended)
    overtake_more_time(ended)
    settle(ASK_PROMPTS, ended)
    everyone = people_who_may(Permission.VOTE, Permission.ACT_FOR_GROUP, group=by.group)
    notify("ask_closed", ended, group=by.group, to=[*everyone, ended.to.person])
    tell_whose_words(ended, "closed")
    return ended


def _confirm_what_is_said_done(ask: Ask, decision: Decision, by: Membership) -> None:
    """The group says that the whole of it is done, and so is what the system says is done of it."""
    for milestone in ask.milestones.filter(state=MilestoneState.SAID_DONE):
        move(milestone, MilestoneState.CONFIRMED, by=by, settled_on=decision.decided_on, decision=decision)
