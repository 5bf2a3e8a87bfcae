"""Whoever runs or leads something has no say on it (promise 3)."""

from django.db.models import F

from facilitation.models import AgendaItem, CoFacilitation, Decision, Position, Session
from facilitation.states import DecisionState
from groups.models import Membership


def facilitates(member: Membership, decision: Decision) -> bool:
    """Whoever facilitates it, leads the item it came from, or helps to run that session."""
    leads_item = decision.item is not None and decision.item.led_by_id == member.pk
    if leads_item or decision.facilitated_by_id == member.pk:
        return True
    ran = CoFacilitation.objects.accepted().filter(session=decision.session_id, member=member)
    return decision.session_id is not None and ran.exists()


def runs(member: Membership, item: AgendaItem) -> bool:
    """Whoever leads an item, or helps to run its session."""
    ran = CoFacilitation.objects.accepted().filter(session=item.session_id, member=member)
    return item.led_by_id == member.pk or ran.exists()


def without_a_say(decision: Decision) -> set[int]:
    """The keys of everyone for whom `facilitates` holds."""
    ran = CoFacilitation.objects.accepted().filter(session=decision.session_id, session__isnull=False)
    leader = decision.item.led_by_id if decision.item else None
    found = {decision.facilitated_by_id, leader, *ran.values_list("member", flat=True)}
    return {key for key in found if key is not None}


def give_up_positions(
    member: Membership, *, session: Session | None = None, item: AgendaItem | None = None
) -> None:
    """What they said so far in rounds still open on this is not counted. Called after they took it on.

    The rounds are locked first, so that a position given at the same moment goes too.
    """
    here = {"session": session} if session else {"item": item}
    rounds = Decision.objects.select_for_update(of=("self",)).filter(**here, state=DecisionState.ROUND)
    given = Position.objects.filter(decision__in=[row.pk for row in rounds], member=member)
    given.filter(asking=F("decision__asking")).delete()
