"""Consent rounds: everyone who takes part in decisions gives a position; those inside the group see them.

A round stays open for at least five working days, so that those who were not there can speak. A facilitator may
close it sooner only when everyone has given a position; else the clock closes it. For want of a quorum it is given
as much time once more, and then it ends as not agreed.
"""

from datetime import date, timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from facilitation.actions.having_no_say import without_a_say
from facilitation.models import Decision, Position, Topic
from facilitation.states import (
    DISPUTE_WORKING_DAYS,
    MOST_ROUND_DAYS,
    QUORUM_VOTERS,
    ROUND_WORKING_DAYS,
    DecisionRoute,
    DecisionState,
    PositionAnswer,
    TopicState,
)
from groups.models import Group, Membership
from groups.notifications import notify, settle
from groups.permissions import Permission
from groups.states import Side
from groups.templatetags.words import day as in_words
from groups.transitions import Actor, Refused, move, record
from groups.working_days import add_working_days, today_in

ASKING = ("round_open", "round_reminder")


@transaction.atomic
def open_round(*, topic: Topic, wording: str, by: Membership, closes_on: date | None = None) -> Decision:
    """Ask everyone for a position on some words about a topic whose final say is declared (promise 2).

    `closes_on`: its last day, five working days from now unless said otherwise, and never sooner.
    """
    topic = Topic.objects.select_for_update(of=("self",)).get(pk=topic.pk)
    if topic.state != TopicState.OPEN or topic.current is None:
        raise Refused(_("A round needs a topic that is open, with its final say declared."))
    decision = Decision.objects.create(
        group=by.group,
        topic=topic,
        topic_version=topic.current,
        route=DecisionRoute.ROUND,
        wording=wording,
        state=DecisionState.ROUND,
        facilitated_by=by,
        closes_on=_last_day(by.group, closes_on),
    )
    record("decision.round", decision, by=by)
    ask_voters(decision)
    return decision


@transaction.atomic
def reopen_round(decision: Decision, *, by: Membership) -> Decision:
    """Ask everyone again: after a dispute, when there was no agreement, or when what is declared has changed.

    What they said before stays in the record, and is not counted.
    """
    decision = Decision.objects.select_for_update(of=("self",)).select_related("topic").get(pk=decision.pk)
    if decision.state == DecisionState.AGREED and not decision.is_on_earlier_version:
        raise Refused(_("This is agreed. If somebody says that it is not so, everyone can be asked again."))
    version = decision.topic.current if decision.topic else decision.topic_version
    decision = move(
        decision,
        DecisionState.ROUND,
        by=by,
        facilitated_by=by,
        topic_version=version,
        dispute_until=None,
        closes_on=earliest_last_day(decision.group),
        is_extended=False,
        lacked_quorum=False,
        asking=decision.asking + 1,
    )
    ask_voters(decision)
    return decision


@transaction.atomic
def ask_again_on_new_version(decision: Decision) -> None:
    """What is declared has changed: positions are asked for anew, with the whole time to give them."""
    decision = Decision.objects.select_for_update(of=("self",)).select_related("topic").get(pk=decision.pk)
    if decision.state != DecisionState.ROUND:  # it has just ended: what was said in it stays and counts
        return
    settle(ASKING, decision)
    decision.topic_version = decision.topic.current if decision.topic else None
    decision.closes_on = max(decision.closes_on or date.min, earliest_last_day(decision.group))
    decision.is_extended, decision.asking = False, decision.asking + 1
    decision.save(update_fields=["topic_version", "closes_on", "is_extended", "asking"])
    ask_voters(decision)


@transaction.atomic
def close_round(decision: Decision, *, by: Membership) -> Decision:
    """End a round before its last day is over, because everyone has given a position.

    Agreed when nobody says "I do not accept this". Raises Refused while somebody may still speak.
    """
    if not by.may(Permission.ACT_FOR_GROUP):
        raise Refused(_("A facilitator closes a round, once everyone has given a position."))
    decision = Decision.objects.select_for_update(of=("self",)).get(pk=decision.pk)
    if why_not := too_early(decision):
        raise Refused(why_not)
    return _end(decision, by=by)


@transaction.atomic
def close_by_clock(decision: Decision) -> Decision:
    """Its last day is over. Without a quorum it gets as much time once more, and the others are reminded."""
    decision = Decision.objects.select_for_update(of=("self",)).get(pk=decision.pk)
    if decision.state != DecisionState.ROUND or not is_over(decision):
        return decision
    if not quorum_lacking(list(counted(decision))):
        return _end(decision, by=None)
    if decision.is_extended:
        return _end(decision, by=None, lacked_quorum=True)
    decision.is_extended, decision.closes_on = True, earliest_last_day(decision.group)
    decision.save(update_fields=["is_extended", "closes_on"])
    record("decision.extended", decision, by=None)
    remind_voters(decision)
    return decision


def is_over(decision: Decision) -> bool:
    """The last day of a round belongs to it whole, where the group is."""
    return decision.closes_on is not None and decision.closes_on < today_in(decision.group)


def too_early(decision: Decision) -> str:
    """Why a facilitator cannot close this round now, or nothing."""
    given = {position.member_id for position in counted(decision)}
    if {voter.pk for voter in voters_of(decision)} - given and decision.closes_on:
        return _(
            "Those who were not there can speak until the end of %(day)s. The round then closes by itself. "
            "It can close sooner once everyone who takes part in decisions has given a position."
        ) % {"day": in_words(decision.closes_on)}
    return quorum_lacking(list(counted(decision)))


def remind_voters(decision: Decision) -> None:
    """Tell those who have not given a position that the round ends soon: each alone, and nobody else."""
    given = {position.member_id for position in counted(decision)}
    waiting = [voter.person for voter in voters_of(decision) if voter.pk not in given]
    occurrence = f"{decision.asking}, {decision.closes_on}"
    notify("round_reminder", decision, group=decision.group, to=waiting, occurrence=occurrence)


def ask_voters(decision: Decision) -> None:
    people = [voter.person for voter in voters_of(decision)]
    notify("round_open", decision, group=decision.group, to=people, occurrence=str(decision.asking))


def voters_of(decision: Decision) -> list[Membership]:
    """Those who take part in decisions now and do not facilitate this one."""
    voters = decision.group.memberships.active().who_may(Permission.VOTE)
    asked = voters.exclude(pk__in=without_a_say(decision)).with_names()
    return list(asked.select_related("person"))


def counted(decision: Decision) -> QuerySet[Position]:
    """Positions given since everyone was asked last, of people who still take part in decisions."""
    voters = decision.group.memberships.active().who_may(Permission.VOTE)
    positions = Position.objects.filter(decision=decision, asking=decision.asking, member__in=voters)
    return positions.exclude(member__in=without_a_say(decision)).select_related("member").order_by("at")


def quorum_lacking(positions: list[Position]) -> str:
    """Why there is no quorum yet, or nothing: at least 3, and half of them with lived experience."""
    lived = sum(position.member.side == Side.LIVED for position in positions)
    if len(positions) < QUORUM_VOTERS:
        return _("At least 3 people need to give a position before the round can close.")
    if lived * 2 < len(positions):
        return _("At least half of the positions need to come from people with lived experience.")
    return ""


def earliest_last_day(group: Group) -> date:
    return add_working_days(today_in(group), ROUND_WORKING_DAYS, group)


def _last_day(group: Group, asked: date | None) -> date:
    earliest = earliest_last_day(group)
    if asked is None:
        return earliest
    if asked < earliest:
        raise Refused(
            _("People who are not here need time to speak. Choose %(day)s or later.")
            % {"day": in_words(earliest)}
        )
    if asked > today_in(group) + timedelta(days=MOST_ROUND_DAYS):
        raise Refused(_("A round ends within 60 days, so that people still know what it is about."))
    return asked


def _end(decision: Decision, *, by: Actor, lacked_quorum: bool = False) -> Decision:
    blocked = any(position.answer == PositionAnswer.NOT_ACCEPT for position in counted(decision))
    agreed = not (blocked or lacked_quorum)
    today = timezone.localdate(timezone=decision.group.tz)
    decision = move(
        decision,
        DecisionState.AGREED if agreed else DecisionState.NOT_AGREED,
        by=by,
        decided_on=today,
        dispute_until=add_working_days(today, DISPUTE_WORKING_DAYS, decision.group) if agreed else None,
        lacked_quorum=lacked_quorum,
    )
    settle(ASKING, decision)
    return decision
