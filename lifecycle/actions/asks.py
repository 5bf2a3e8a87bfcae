"""The feedback loop, the answering. Sending a request is in `raising`, what only the group may do in `verdicts`."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from groups.files.checking import Checked
from groups.models import Membership
from groups.notifications import notify, settle
from groups.permissions import Permission
from groups.states import MembershipState
from groups.transitions import Refused, move, record
from groups.working_days import add_working_days, today_in
from lifecycle.actions.answer_files import drop_drafts, keep_with_answer
from lifecycle.actions.promises import Promised, day_after, next_day, too_far, write_down
from lifecycle.actions.reminders import people_who_may
from lifecycle.actions.traces import tell_whose_words
from lifecycle.kinds.asks import MORE_TIME, NEEDS_AN_ANSWER, NEEDS_PROGRESS
from lifecycle.models import Answer, Ask, Milestone, Progress
from lifecycle.states import (
    NEEDS_A_DATE,
    SYSTEMS_TURN,
    VERDICT_WORKING_DAYS,
    AskState,
    MilestoneState,
    MoreTimeState,
)


@dataclass(frozen=True)
class Came:
    """An answer that came by email or on paper: who entered it here, and the day it came."""

    entered_by: Membership
    on: date


@transaction.atomic
def acknowledge_ask(ask: Ask, *, by: Membership) -> Ask:
    """The lead says that the request has come. The clock for the answer goes on."""
    ask = lock(ask)
    must_be_named(ask, by)
    return move(ask, AskState.ACKNOWLEDGED, by=by)


@transaction.atomic
def answer_ask(
    ask: Ask,
    *,
    kind: str,
    reason: str,
    by: Membership,
    will_do: str = "",
    who: str = "",
    promised_on: date | None = None,
    promises: Iterable[Promised] = (),
    files: Iterable[Checked] = (),
    without: Iterable[str] = (),
    came: Came | None = None,
    today: date | None = None,
) -> Answer:
    """Add a version of the answer; now it is the group's turn (promises 1 and 7).

    What an earlier answer promised and is not done is promised no longer. `came`: how it reached us, when it was
    not written here. Raises Refused to anyone but the named lead, without a reason, or without a date where one is
    owed.
    """
    ask = lock(ask)
    must_be_named(ask, by)
    must_be_systems_turn(ask)
    if not reason.strip():
        raise Refused(_("An answer needs a reason, whatever it says."))
    if kind in NEEDS_A_DATE and promised_on is None:
        raise Refused(_("This answer needs a date, so that the group knows when."))
    today = today or today_in(by.group)
    answer = Answer.objects.create(
        group=by.group,
        ask=ask,
        number=ask.answers.count() + 1,
        kind=kind,
        reason=reason,
        will_do=will_do,
        who=who,
        promised_on=promised_on,
        entered_by=came.entered_by if came else None,
        came_on=came.on if came else None,
        by=by,
    )
    _let_go_of_earlier(ask, answer, files, without)
    write_down(answer, promises)
    answered = move(
        ask,
        AskState.ANSWERED,
        by=by,
        turn_began_on=today,
        next_step_on=add_working_days(today, VERDICT_WORKING_DAYS, by.group),
        agreed_until=None,
    )
    wake(answered, today)
    overtake_more_time(answered)
    _tell_of_answer(answered, answer.number)
    return answer


@transaction.atomic
def report_progress(
    ask: Ask,
    *,
    words: str,
    next_on: date,
    by: Membership,
    milestone: Milestone | None = None,
    said_done: bool = False,
    today: date | None = None,
) -> Progress:
    """Say how far it has come, of all of it or of one promise, and when the next report comes.

    It marks nothing done (promise 1). `said_done`: the lead says that this promise is kept; whether it is, the
    group says. The clock asks next on the day given, or on a promised day that comes before it.
    """
    locked = lock(ask)
    must_be_named(locked, by)
    must_be_being_done(locked)
    if why_not := too_far(locked, next_on, today or today_in(by.group)):
        raise Refused(why_not)
    if milestone and said_done:
        _must_be_of(milestone, locked)
        move(milestone, MilestoneState.SAID_DONE, by=by)
    locked.next_step_on = next_day(locked, since=day_after(today or today_in(by.group)), fallback=next_on)
    locked.save(update_fields=["next_step_on"])
    progress = Progress.objects.create(
        group=by.group, ask=locked, milestone=milestone, words=words, next_on=next_on, by=by
    )
    record("ask.progress", locked, by=by)
    if milestone and said_done:
        facilitators = people_who_may(Permission.ACT_FOR_GROUP, group=by.group)
        told = f"news {progress.pk}"
        notify("promise_said_done", locked, group=by.group, to=facilitators, occurrence=told)
    settle(NEEDS_PROGRESS, locked)
    everyone = people_who_may(Permission.VOTE, Permission.ACT_FOR_GROUP, group=by.group)
    notify("ask_progressed", locked, group=by.group, to=everyone, occurrence=str(progress.pk))
    return progress


def drop_promises(ask: Ask) -> None:
    """What was promised and is not done is promised no longer: the request has ended, or got another answer.

    What was begun of an answer goes too.
    """
    drop_drafts(ask)
    if ask.is_closed:
        ask.passes.all().delete()
    for milestone in ask.milestones.not_done_yet():
        move(milestone, MilestoneState.DROPPED, by=None)


def wake(ask: Ask, today: date) -> None:
    """End a rest, on its last day or today: somebody acted, so nobody waits for it any more.

    The days that were left count from now, so the date moves with it.
    """
    resting = list(ask.pauses.filter(ended_on=None))
    for rest in resting:
        rest.ended_on = min(rest.until, today)
        rest.save(update_fields=["ended_on"])
    if resting and not ask.is_closed:
        ask.next_step_on = ask.clock_date()
        ask.save(update_fields=["next_step_on"])


def overtake_more_time(ask: Ask) -> None:
    """Nobody waits for more time once the turn is over."""
    waiting = list(ask.more_time.filter(state=MoreTimeState.ASKED))
    for asked in waiting:
        move(asked, MoreTimeState.OVERTAKEN, by=None)
    if waiting:
        settle(MORE_TIME, ask)


def lock(ask: Ask) -> Ask:
    """The request as it stands now, held until this act is done: whose it is may just have changed."""
    return Ask.objects.select_for_update(of=("self",)).select_related("group", "to").get(pk=ask.pk)


def must_be_named(ask: Ask, by: Membership) -> None:
    """Only the one the group asked may answer, whoever else holds the same role."""
    if ask.to_id != by.pk or not by.may(Permission.ANSWER_ASKS):
        raise Refused(_("This request went to %(name)s. Only they can reply to it.") % {"name": ask.to.name})


def must_be_open(ask: Ask) -> None:
    if ask.is_closed:
        raise Refused(_("The group has closed this request. Closed requests do not change."))


def must_be_systems_turn(ask: Ask) -> None:
    must_be_open(ask)
    if ask.state not in SYSTEMS_TURN:
        raise Refused(_("It is the group's turn. You can answer again if the group sends it back."))


def must_be_being_done(ask: Ask) -> None:
    if ask.state != AskState.IN_PROGRESS:
        raise Refused(_("You can report progress once the group has said that your answer answers it."))


def _must_be_of(milestone: Milestone, ask: Ask) -> None:
    if milestone.ask_id != ask.pk or milestone.state != MilestoneState.PROMISED:
        raise Refused(_("Choose one of the promises that are still to be kept."))


def must_answer_here(to: Membership, by: Membership) -> None:
    here = to.group_id == by.group_id and to.state != MembershipState.LEFT
    if not here or not to.may(Permission.ANSWER_ASKS):
        raise Refused(_("A request goes to a decision-maker of this group."))


def _let_go_of_earlier(ask: Ask, answer: Answer, files: Iterable[Checked], without: Iterable[str]) -> None:
    """What was begun goes with the answer; what an earlier one promised is promised no longer."""
    draft = ask.drafts.filter(**_whose(answer)).first()
    keep_with_answer(answer, draft, files, without)
    drop_promises(ask)


def _whose(answer: Answer) -> dict[str, bool]:
    """The draft it grew from: the lead's own, or what somebody else entered."""
    return {"entered_by__isnull": answer.entered_by_id is None}


def _tell_of_answer(ask: Ask, number: int) -> None:
    settle((*NEEDS_AN_ANSWER, *NEEDS_PROGRESS), ask)
    occurrence = f"answer {number}"
    voters = people_who_may(Permission.VOTE, group=ask.group)
    facilitators = people_who_may(Permission.ACT_FOR_GROUP, group=ask.group)
    notify("ask_answered", ask, group=ask.group, to=voters, occurrence=occurrence)
    notify("verdict_to_record", ask, group=ask.group, to=facilitators, occurrence=occurrence)
    tell_whose_words(ask, occurrence)
