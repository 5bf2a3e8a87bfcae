"""A voter says: that is not what we agreed. The group looks again: it stays so, or other words take its place."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from facilitation.actions.agreements import record_agreement
from facilitation.models import AgendaItem, Decision, Dispute
from facilitation.states import DecisionState
from groups.models import Membership, Person
from groups.notifications import notify, settle
from groups.permissions import Permission
from groups.transitions import Refused, move


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
def replace_agreement(decision: Decision, *, wording: str, item: AgendaItem, by: Membership) -> Decision:
    """The group looked again and agreed other words: they take the place of these, which stay on the record."""
    agreed = record_agreement(
        wording=wording, item=item, by=by, is_bookkeeping=decision.is_bookkeeping, topic=decision.topic
    )
    move(decision, DecisionState.REPLACED, by=by, replaced_by=agreed)
    settle(["decision_disputed"], decision)
    return agreed
