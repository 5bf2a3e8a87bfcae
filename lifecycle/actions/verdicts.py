"""What only the group may do with a request: say whether an answer answers it, and close it (promise 1)."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from facilitation.actions.agreements import record_agreement
from facilitation.models import AgendaItem
from groups.models import Membership
from groups.notifications import notify, settle
from groups.transitions import Refused, move, record
from groups.working_days import add_working_days, today_in
from lifecycle.actions.asks import lock, must_be_open, wake
from lifecycle.actions.ending import Ending, end
from lifecycle.actions.promises import first_day
from lifecycle.kinds.asks import NEEDS_A_VERDICT
from lifecycle.models import Answer, Ask, Verdict
from lifecycle.states import PROMISES_SOMETHING, AskState


@transaction.atomic
def give_verdict(
    ask: Ask,
    *,
    answers_us: bool,
    words: str,
    item: AgendaItem,
    by: Membership,
    seen: int | None = None,
    today: date | None = None,
) -> Verdict:
    """Record the group's word on the latest answer. `seen`: the number of the answer that stood on the page.

    Yes to a promise: it is being done, until the promised date. Yes to a no: it stays with the group, which
    closes it. No: the lead has the whole response time again. Raises Refused when it is not the group's turn.
    """
    locked = lock(ask)
    answer = must_want_verdict(locked)
    _must_have_read(locked, seen)
    title = {"title": ask.title}
    wording = (
        _("The answer to this answers us: %(title)s")
        if answers_us
        else _("The answer to this does not answer us: %(title)s")
    )
    decision = record_agreement(wording=wording % title, item=item, by=by, is_bookkeeping=True)
    verdict = Verdict.objects.create(
        group=ask.group, ask=locked, answer=answer, answers_us=answers_us, words=words, decision=decision
    )
    record("ask.verdict", locked, by=by)
    today = today or today_in(by.group)
    wake(locked, today)
    if not answers_us:
        _send_back(locked, by, today)
    elif answer.kind in PROMISES_SOMETHING:
        _let_it_be_done(locked, answer, by, today)
    return verdict


@transaction.atomic
def close_ask(
    ask: Ask,
    *,
    way: str,
    words: str,
    item: AgendaItem,
    by: Membership,
    seen: int | None = None,
    today: date | None = None,
) -> Ask:
    """Close it for good: done, we accept the no, or we disagree, on record. `seen` as for a verdict.

    Raises Refused when that way makes no sense where the request stands now, or `by` may not act for the group.
    """
    locked = lock(ask)
    must_be_closable(locked)
    _must_have_read(locked, seen)
    if way not in locked.ways_to_close:
        raise Refused(_("The request cannot be closed like that, going by its latest answer."))
    wording = _("We close this request. %(how)s %(title)s") % {
        "how": AskState(way).label,
        "title": locked.title,
    }
    return end(locked, way, Ending(wording=wording, words=words, item=item, on=today), by=by)


def must_want_verdict(ask: Ask) -> Answer:
    """The answer that waits for the group's word."""
    answer = ask.latest_answer
    if ask.state != AskState.ANSWERED or answer is None:
        raise Refused(_("There is no answer waiting for the group's word."))
    if Verdict.objects.filter(answer=answer).exists():
        raise Refused(_("The group has said what it thinks of this answer. It can close the request now."))
    return answer


def must_be_closable(ask: Ask) -> None:
    must_be_open(ask)
    if not ask.ways_to_close:
        raise Refused(_("The group can close this request once it has an answer."))


def _must_have_read(ask: Ask, seen: int | None) -> None:
    """A page may be old: nobody judges, or closes by, an answer that was not on it."""
    latest = ask.latest_answer
    if seen is not None and latest and latest.number != seen:
        raise Refused(
            _("Another answer came since you opened this page. Open it again, and read that answer first.")
        )


def _send_back(ask: Ask, by: Membership, today: date) -> None:
    due = add_working_days(today, ask.response_days, by.group)
    move(ask, AskState.SENT_BACK, by=by, turn_began_on=today, next_step_on=due)
    settle(NEEDS_A_VERDICT, ask)
    ask.next_step_on = due
    notify("ask_sent_back", ask, group=by.group, to=[ask.to.person], occurrence=_turn(ask))


def _let_it_be_done(ask: Ask, answer: Answer, by: Membership, today: date) -> None:
    move(ask, AskState.IN_PROGRESS, by=by, turn_began_on=today, next_step_on=first_day(ask, answer, today))
    settle(NEEDS_A_VERDICT, ask)
    notify("ask_going_ahead", ask, group=by.group, to=[ask.to.person], occurrence=_turn(ask))


def _turn(ask: Ask) -> str:
    latest = ask.latest_answer
    return f"answer {latest.number if latest else 0}"
