"""The feedback loop, the asking and the answering. What only the group may do is in `verdicts`."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from facilitation.actions.agreements import record_agreement
from facilitation.models import AgendaItem, Contribution
from groups.models import Membership
from groups.notifications import notify, settle
from groups.permissions import Permission
from groups.states import MembershipState
from groups.transitions import Refused, move, record
from groups.working_days import add_working_days, today_in
from lifecycle.actions.reminders import people_who_may
from lifecycle.actions.traces import tell_whose_words
from lifecycle.kinds import NEEDS_AN_ANSWER, NEEDS_PROGRESS
from lifecycle.models import Answer, Ask, Commitment, Progress, Trace
from lifecycle.states import (
    ANSWER_WORKING_DAYS,
    AWAITING_ANSWER,
    NEEDS_A_DATE,
    SYSTEMS_TURN,
    VERDICT_WORKING_DAYS,
    AskState,
)


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
    is_public: bool = False,
    today: date | None = None,
) -> Ask:
    """Send what the group agreed to ask to one lead, by name, with the words of members that began it.

    It freezes the commitment in force and its response time. Raises Refused when `to` cannot answer for the
    system in this group, or `by` may not act for the group.
    """
    group = by.group
    must_answer_here(to, by)
    decision = record_agreement(wording=_("We ask: %(title)s") % {"title": title}, item=item, by=by)
    commitment = Commitment.objects.in_group(group).signed().first()
    response_days = commitment.response_days if commitment else ANSWER_WORKING_DAYS
    today = today or today_in(group)
    ask = Ask.objects.create(
        group=group,
        title=title,
        words=words,
        why=why,
        to=to,
        decision=decision,
        commitment=commitment,
        response_days=response_days,
        raised_on=today,
        turn_began_on=today,
        next_step_on=add_working_days(today, response_days, group),
        is_public=is_public,
    )
    _trace(ask, contributions, by)
    record("ask.raised", ask, by=by)
    notify("ask_raised", ask, group=group, to=[to.person])
    tell_whose_words(ask, "raised")
    return ask


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
    promised_on: date | None = None,
    today: date | None = None,
) -> Answer:
    """Add a version of the answer; now it is the group's turn (promises 1 and 7).

    Raises Refused to anyone but the named lead, without a reason, or without a date where one is owed.
    """
    ask = lock(ask)
    must_be_named(ask, by)
    must_be_systems_turn(ask)
    if not reason.strip():
        raise Refused(_("An answer needs a reason, whatever it says."))
    if kind in NEEDS_A_DATE and promised_on is None:
        raise Refused(_("This answer needs a date, so that the group knows when."))
    today = today or today_in(by.group)
    answered = move(
        ask,
        AskState.ANSWERED,
        by=by,
        turn_began_on=today,
        next_step_on=add_working_days(today, VERDICT_WORKING_DAYS, by.group),
    )
    answer = Answer.objects.create(
        group=by.group,
        ask=answered,
        number=answered.answers.count() + 1,
        kind=kind,
        reason=reason,
        will_do=will_do,
        promised_on=promised_on,
        by=by,
    )
    _tell_of_answer(answered, answer.number)
    return answer


@transaction.atomic
def report_progress(ask: Ask, *, words: str, next_on: date, by: Membership) -> Progress:
    """Say how far it has come and when the next report comes. It marks nothing done (promise 1)."""
    locked = lock(ask)
    must_be_named(locked, by)
    must_be_being_done(locked)
    locked.next_step_on = next_on
    locked.save(update_fields=["next_step_on"])
    progress = Progress.objects.create(group=by.group, ask=locked, words=words, next_on=next_on, by=by)
    record("ask.progress", locked, by=by)
    settle(NEEDS_PROGRESS, locked)
    everyone = people_who_may(Permission.VOTE, Permission.ACT_FOR_GROUP, group=by.group)
    notify("ask_progressed", locked, group=by.group, to=everyone, occurrence=str(progress.pk))
    return progress


@transaction.atomic
def hand_over_ask(ask: Ask, *, to: Membership, by: Membership) -> Ask:
    """Another lead of the group answers from now on; the clock goes on as it was."""
    locked = lock(ask)
    must_hand_over(locked, by)
    must_answer_here(to, by)
    if locked.is_closed:
        raise Refused(_("The group has closed this request."))
    locked.to = to
    locked.save(update_fields=["to"])
    occurrence = f"handed over {record('ask.handed_over', locked, by=by).pk}"
    _move_prompts(locked, occurrence)
    facilitators = people_who_may(Permission.ACT_FOR_GROUP, group=by.group)
    notify("ask_handed_over", locked, group=by.group, to=[*facilitators, to.person], occurrence=occurrence)
    return locked


def lock(ask: Ask) -> Ask:
    """The request as it stands now, held until this act is done: whose it is may just have changed."""
    return Ask.objects.select_for_update(of=("self",)).select_related("group", "to").get(pk=ask.pk)


def must_be_named(ask: Ask, by: Membership) -> None:
    """Only the one the group asked may answer, whoever else holds the same role."""
    if ask.to_id != by.pk or not by.may(Permission.ANSWER_ASKS):
        raise Refused(_("This request went to %(name)s. Only they can reply to it.") % {"name": ask.to.name})


def must_be_systems_turn(ask: Ask) -> None:
    if ask.is_closed:
        raise Refused(_("The group has closed this request. Closed requests do not change."))
    if ask.state not in SYSTEMS_TURN:
        raise Refused(_("It is the group's turn. You can answer again if the group sends it back."))


def must_be_being_done(ask: Ask) -> None:
    if ask.state != AskState.IN_PROGRESS:
        raise Refused(_("You can report progress once the group has said that your answer answers it."))


def must_hand_over(ask: Ask, by: Membership) -> None:
    """The named lead; or any other lead of the group once the named one no longer answers here."""
    named_has_gone = ask.to.state == MembershipState.LEFT or not ask.to.may(Permission.ANSWER_ASKS)
    if not by.may(Permission.ANSWER_ASKS) or (ask.to_id != by.pk and not named_has_gone):
        raise Refused(_("Only %(name)s can hand this request to someone else.") % {"name": ask.to.name})


def must_answer_here(to: Membership, by: Membership) -> None:
    here = to.group_id == by.group_id and to.state != MembershipState.LEFT
    if not here or not to.may(Permission.ANSWER_ASKS):
        raise Refused(_("A request goes to a decision-maker of this group."))


def _trace(ask: Ask, contributions: Iterable[Contribution], by: Membership) -> None:
    keys = [one.pk for one in contributions]
    readable = Contribution.objects.in_group(ask.group).readable_by(by).filter(pk__in=keys)
    # By their random keys, so that traces never keep the order in which unnamed words were said (promise 5).
    readable = readable.order_by("pk")
    Trace.objects.bulk_create(Trace(group=ask.group, contribution=one, ask=ask) for one in readable)


def _tell_of_answer(ask: Ask, number: int) -> None:
    settle((*NEEDS_AN_ANSWER, *NEEDS_PROGRESS), ask)
    occurrence = f"answer {number}"
    voters = people_who_may(Permission.VOTE, group=ask.group)
    facilitators = people_who_may(Permission.ACT_FOR_GROUP, group=ask.group)
    notify("ask_answered", ask, group=ask.group, to=voters, occurrence=occurrence)
    notify("verdict_to_record", ask, group=ask.group, to=facilitators, occurrence=occurrence)
    tell_whose_words(ask, occurrence)


def _move_prompts(ask: Ask, occurrence: str) -> None:
    """What waited for the lead before waits for the new one."""
    settle(("ask_raised", "ask_sent_back", "answer_due", *NEEDS_PROGRESS), ask)
    if ask.state in AWAITING_ANSWER:
        notify("ask_raised", ask, group=ask.group, to=[ask.to.person], occurrence=occurrence)
