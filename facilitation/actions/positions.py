"""Giving a position in a round, by oneself or through somebody who types what one said."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from facilitation.actions.having_no_say import facilitates
from facilitation.models import Decision, Position
from facilitation.states import NEEDS_REASON, DecisionState
from groups.models import Membership
from groups.notifications import finish, notify
from groups.permissions import Permission
from groups.states import MembershipState, Origin
from groups.transitions import Refused, record

ASKED = ("round_open", "round_reminder")


@transaction.atomic
def take_position(
    decision: Decision, *, answer: str, reason: str, by: Membership, declared: int | None = None
) -> Position:
    """Give or change one's position. Sitting out and not accepting ask for a reason.

    `declared` is the number of the declaration that stood on the page: nobody agrees to what they did not see.
    """
    decision = _open_round(decision, declared)
    if facilitates(by, decision):
        raise Refused(_("You facilitate this, so you have no say on it. Hand it over to get your say back."))
    if not by.may(Permission.VOTE):
        raise Refused(_("Members and professionals in the group take positions."))
    if by.state != MembershipState.ACTIVE:
        raise Refused(
            _("You are having a break. Come back first, on the page “People”. Then your position counts.")
        )
    position = _keep(decision, member=by, answer=answer, reason=reason)
    record("decision.position", decision, by=by)
    finish(["position_typed"], decision, person=by.person)
    return position


@transaction.atomic
def take_position_for(
    decision: Decision,
    *,
    member: Membership,
    answer: str,
    reason: str,
    origin: str,
    read_back: bool,
    by: Membership,
    declared: int | None = None,
) -> Position:
    """Type the position that somebody gave by phone, by letter or in person (promise 8).

    `read_back`: they heard it read and said that it is right. If not, they are asked. Their last word counts.
    """
    if not by.may(Permission.TYPE_FOR_OTHERS):
        raise Refused(_("A coordinator or a facilitator types for others."))
    if origin == Origin.APP or member == by or member.group_id != by.group_id:
        raise ValueError("Typed for another member of the same group, who said it in another way.")
    decision = _open_round(decision, declared)
    if facilitates(member, decision):
        raise Refused(_("They facilitate this, so they have no say on it."))
    if not member.may(Permission.VOTE) or member.state != MembershipState.ACTIVE:
        raise Refused(_("They take no part in decisions now, so no position can be given in their name."))
    position = _keep(
        decision,
        member=member,
        answer=answer,
        reason=reason,
        origin=origin,
        typed_by=by,
        checked_at=timezone.now() if read_back else None,
    )
    record("decision.position_typed", decision, by=by)
    if (
        not read_back or member.person.account_id
    ):  # who signs in hears of it either way: they can say it is not so
        kind = "position_noted" if read_back else "position_typed"
        occurrence = f"{position.pk}, {position.at.isoformat(timespec='microseconds')}"
        notify(kind, decision, group=by.group, to=[member.person], occurrence=occurrence)
    return position


@transaction.atomic
def say_position_is_right(decision: Decision, *, by: Membership) -> None:
    """What was typed for them is what they said."""
    typed = Position.objects.select_for_update(of=("self",)).filter(
        decision=decision, asking=decision.asking, member=by, typed_by__isnull=False
    )
    if not typed.filter(checked_at__isnull=True).update(checked_at=timezone.now()):
        raise Refused(_("There is nothing to check here. Your position is as you gave it."))
    record("decision.position_checked", decision, by=by)
    finish(["position_typed"], decision, person=by.person)


@transaction.atomic
def hand_over_facilitation(decision: Decision, *, to: Membership, by: Membership) -> Decision:
    """Somebody else facilitates, so the one who did gets their say back (promise 3).

    Whoever has given a position gives it up by taking over, so only they themselves do that: nobody takes it away.
    """
    if not (by.may(Permission.RUN_ROOM) and to.may(Permission.RUN_ROOM)):
        raise Refused(_("Facilitators hand over to each other."))
    decision = Decision.objects.select_for_update(of=("self",)).get(pk=decision.pk)
    if decision.state != DecisionState.ROUND:
        raise Refused(_("A round is handed over while it is open. What was said in this one stays."))
    theirs = Position.objects.filter(decision=decision, asking=decision.asking, member=to)
    if to != by and theirs.exists():
        raise Refused(
            _(
                "%(name)s has given a position in this round, and it goes when they take over. So they do that "
                "themselves, on this page."
            )
            % {"name": to.name}
        )
    theirs.delete()
    decision.facilitated_by = to
    decision.save(update_fields=["facilitated_by"])
    record("decision.handed_over", decision, by=by)
    return decision


def _open_round(decision: Decision, declared: int | None) -> Decision:
    decision = Decision.objects.select_for_update(of=("self",)).get(pk=decision.pk)
    if decision.state != DecisionState.ROUND:
        raise Refused(_("This round has closed. If that is not what we agreed, you can say so below."))
    if declared is not None and decision.topic_version and decision.topic_version.number != declared:
        raise Refused(
            _("What is open or who decides has just changed. Read it again, then say where you stand.")
        )
    return decision


def _keep(
    decision: Decision,
    *,
    member: Membership,
    answer: str,
    reason: str,
    origin: str = Origin.APP,
    typed_by: Membership | None = None,
    checked_at: datetime | None = None,
) -> Position:
    if answer in NEEDS_REASON and not reason:
        raise Refused(_("Please say why, in a few words."))
    position, _new = Position.objects.update_or_create(
        decision=decision,
        asking=decision.asking,
        member=member,
        defaults={
            "group": decision.group,
            "topic_version": decision.topic_version,
            "answer": answer,
            "reason": reason,
            "origin": origin,
            "typed_by": typed_by,
            "checked_at": checked_at,
            "taken_back_at": None,
            "at": timezone.now(),
        },
    )
    finish(ASKED, decision, person=member.person)
    return position
