"""How the group acts in a session: a facilitator records what was agreed, and any voter may dispute it."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from facilitation.models import AgendaItem, Decision
from facilitation.states import DISPUTE_WORKING_DAYS, DecisionRoute, DecisionState
from groups.models import Membership
from groups.permissions import Permission
from groups.transitions import Refused, record
from groups.working_days import add_working_days


@transaction.atomic
def record_agreement(*, wording: str, item: AgendaItem, by: Membership) -> Decision:
    """Record what the group agreed in an item of a session (product.md, "Who acts as the group?").

    An item that decides a topic carries the topic's current version with it. Raises Refused when the one who
    records may not act for the group.
    """
    if not by.may(Permission.ACT_FOR_GROUP):
        raise Refused(_("A facilitator records what the group agreed."))
    today = timezone.localdate(timezone=by.group.tz)
    decision = Decision.objects.create(
        group=by.group,
        topic=item.topic,
        topic_version=item.topic.current if item.topic else None,
        route=DecisionRoute.RECORDED,
        session=item.session,
        item=item,
        wording=wording,
        state=DecisionState.AGREED,
        facilitated_by=by,
        decided_on=today,
        dispute_until=add_working_days(today, DISPUTE_WORKING_DAYS, by.group),
    )
    record("decision.agreed", decision, by=by)
    return decision
