"""Consent rounds: everyone who takes part in decisions gives a position; those inside the group see them."""

from datetime import date

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from facilitation.models import Decision, Dispute, Position, Topic
from facilitation.states import (
    DISPUTE_WORKING_DAYS,
    NEEDS_REASON,
    QUORUM_VOTERS,
    DecisionRoute,
    DecisionState,
    PositionAnswer,
    TopicState,
)
from groups.models import Membership, Person
from groups.notifications import finish, notify, settle
from groups.permissions import Permission
from groups.states import MembershipState, Side
from groups.transitions import Refused, move, record
from groups.working_days import add_working_days


@transaction.atomic
def open_round(*, topic: Topic, wording: str, by: Membership) -> Decision:
    """Ask everyone for a position on some words about a topic whose final say is declared (promise 2)."""
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
    )
    record("decision.round", decision, by=by)
    _ask_voters(decision)
    return decision


@transaction.atomic
def reopen_round(decision: Decision, *, by: Membership) -> Decision:
    """After a dispute, or when there was no agreement: ask everyone again."""
    Position.objects.filter(decision=decision).delete()
    decision = move(decision, DecisionState.ROUND, by=by, facilitated_by=by, dispute_until=None)
    _ask_voters(decision)
    return decision


@transaction.atomic
def take_position(
    decision: Decision, *, answer: str, reason: str, by: Membership, declared: int | None = None
) -> Position:
    """Give or change one's position. Sitting out and not accepting ask for a reason.

    `declared` is the number of the declaration that stood on the page: nobody agrees to what they did not see.
    """
    decision = Decision.objects.select_for_update(of=("self",)).get(pk=decision.pk)
    if decision.state != DecisionState.ROUND:
        raise Refused(_("This round has closed. If that is not what we agreed, you can say so below."))
    if declared is not None and decision.topic_version and decision.topic_version.number != declared:
        raise Refused(
            _("What is open or who decides has just changed. Read it again, then say where you stand.")
        )
    if facilitates(by, decision):
        raise Refused(_("You facilitate this, so you have no say on it. Hand it over to get your say back."))
    if not by.may(Permission.VOTE):
        raise Refused(_("Members and professionals in the group take positions."))
    if by.state != MembershipState.ACTIVE:
        raise Refused(
            _("You are having a break. Come back first, on the page “People”. Then your position counts.")
        )
    if answer in NEEDS_REASON and not reason:
        raise Refused(_("Please say why, in a few words."))
    position, _new = Position.objects.update_or_create(
        decision=decision,
        topic_version=decision.topic_version,
        member=by,
        defaults={"group": decision.group, "answer": answer, "reason": reason, "at": timezone.now()},
    )
    record("decision.position", decision, by=by)
    finish(["round_open"], decision, person=by.person)
    return position


@transaction.atomic
def close_round(decision: Decision, *, by: Membership) -> Decision:
    """End a round: agreed when there is a quorum and nobody says "I do not accept this"."""
    decision = Decision.objects.select_for_update(of=("self",)).get(pk=decision.pk)
    positions = list(counted(decision))
    if lacking := quorum_lacking(positions):
        raise Refused(lacking)
    today = timezone.localdate(timezone=decision.group.tz)
    blocked = any(position.answer == PositionAnswer.NOT_ACCEPT for position in positions)
    state = DecisionState.NOT_AGREED if blocked else DecisionState.AGREED
    decision = move(decision, state, by=by, decided_on=today, dispute_until=_window(today, decision))
    settle(["round_open"], decision)
    return decision


@transaction.atomic
def hand_over_facilitation(decision: Decision, *, to: Membership, by: Membership) -> Decision:
    """Somebody else facilitates, so the one who did gets their say back (promise 3)."""
    if not (by.may(Permission.RUN_ROOM) and to.may(Permission.RUN_ROOM)):
        raise Refused(_("Facilitators hand over to each other."))
    decision = Decision.objects.select_for_update(of=("self",)).get(pk=decision.pk)
    if decision.state != DecisionState.ROUND:
        raise Refused(_("A round is handed over while it is open. What was said in this one stays."))
    Position.objects.filter(decision=decision, member=to).delete()
    decision.facilitated_by = to
    decision.save(update_fields=["facilitated_by"])
    record("decision.handed_over", decision, by=by)
    return decision


@transaction.atomic
def dispute(decision: Decision, *, reason: str, by: Membership) -> Dispute:
    """A voter says within 5 working days: that is not what we agreed. It goes back to the group."""
    if not by.may(Permission.VOTE):
        raise Refused(_("Members and professionals in the group can say so."))
    today = timezone.localdate(timezone=decision.group.tz)
    if decision.dispute_until is None or today > decision.dispute_until:
        raise Refused(_("The 5 working days for this have passed. Ask a facilitator to bring it back."))
    decision = move(decision, DecisionState.DISPUTED, by=by)
    facilitators = decision.group.memberships.active().who_may(Permission.ACT_FOR_GROUP)
    said = Dispute.objects.create(group=decision.group, decision=decision, member=by, reason=reason)
    notify(
        "decision_disputed",
        decision,
        group=decision.group,
        to=Person.objects.filter(memberships__in=facilitators),
        occurrence=str(said.pk),
    )
    return said


@transaction.atomic
def record_outcome(
    decision: Decision,
    *,
    outcome: str,
    outcome_by: str,
    differs: str,
    review_on: date | None,
    by: Membership,
) -> Decision:
    """What was decided in the end, and where that differs from what the group asked, and why (promise 7)."""
    decision = Decision.objects.select_for_update(of=("self",)).get(pk=decision.pk)
    if decision.state != DecisionState.AGREED:
        raise Refused(_("An outcome can be written once the group has agreed."))
    decision.outcome, decision.outcome_by = outcome, outcome_by
    decision.differs, decision.review_on = differs, review_on
    decision.outcome_on = timezone.localdate(timezone=decision.group.tz)
    decision.save(update_fields=["outcome", "outcome_by", "differs", "review_on", "outcome_on"])
    if decision.topic and decision.topic.state == TopicState.OPEN:
        move(decision.topic, TopicState.DECIDED, by=by)
    record("decision.outcome", decision, by=by)
    settle(["decision_review"], decision)
    notify(
        "decision_outcome",
        decision,
        group=decision.group,
        to=Person.objects.filter(memberships__in=decision.group.memberships.active()),
        occurrence=decision.outcome_on.isoformat(),
    )
    return decision


def facilitates(member: Membership, decision: Decision) -> bool:
    """Whoever facilitates it, or leads the item it came from, has no say on it (promise 3)."""
    leads_item = decision.item is not None and decision.item.led_by_id == member.pk
    return leads_item or decision.facilitated_by_id == member.pk


def counted(decision: Decision) -> QuerySet[Position]:
    """Positions on the version now declared, of people who still take part in decisions."""
    voters = decision.group.memberships.active().who_may(Permission.VOTE)
    positions = Position.objects.filter(
        decision=decision, topic_version=decision.topic_version, member__in=voters
    )
    return positions.select_related("member").order_by("at")


def quorum_lacking(positions: list[Position]) -> str:
    """Why there is no quorum yet, or nothing: at least 3, and half of them with lived experience."""
    lived = sum(position.member.side == Side.LIVED for position in positions)
    if len(positions) < QUORUM_VOTERS:
        return _("At least 3 people need to give a position before the round can close.")
    if lived * 2 < len(positions):
        return _("At least half of the positions need to come from people with lived experience.")
    return ""


def _ask_voters(decision: Decision) -> None:
    voters = decision.group.memberships.active().who_may(Permission.VOTE).with_names()
    notify(
        "round_open",
        decision,
        group=decision.group,
        to=[voter.person for voter in voters if not facilitates(voter, decision)],
        occurrence=str(decision.topic_version_id),
    )


def _window(today: date, decision: Decision) -> date:
    return add_working_days(today, DISPUTE_WORKING_DAYS, decision.group)
