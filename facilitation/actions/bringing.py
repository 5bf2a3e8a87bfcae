"""What a group agreed before it came here, typed in by a facilitator while the group is forming."""

from datetime import date

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from facilitation.models import Decision, GroupText
from facilitation.states import DISPUTE_WORKING_DAYS, DecisionRoute, DecisionState, TextKind, TextState
from groups.models import Membership
from groups.months import add_months
from groups.permissions import Permission
from groups.transitions import Refused, record
from groups.working_days import add_working_days

REVIEW_MONTHS = 12


@transaction.atomic
def bring_agreement(*, wording: str, agreed_on: date, by: Membership) -> Decision:
    """An agreement from before, with its own date. Voters may dispute it from the day it is brought."""
    if not by.may(Permission.ACT_FOR_GROUP):
        raise Refused(_("A facilitator records what the group agreed."))
    decision = Decision.objects.create(
        group=by.group,
        route=DecisionRoute.BROUGHT,
        wording=wording,
        state=DecisionState.AGREED,
        facilitated_by=by,
        decided_on=agreed_on,
        dispute_until=add_working_days(by.group.today, DISPUTE_WORKING_DAYS, by.group),
    )
    record("decision.brought", decision, by=by)
    return decision


@transaction.atomic
def bring_purpose(words: str, *, agreed_on: date, by: Membership) -> GroupText:
    """The purpose as the group agreed it before. Raises Refused when there is an agreed one here."""
    texts = GroupText.objects.in_group(by.group).filter(kind=TextKind.PURPOSE)
    if texts.filter(state=TextState.AGREED).exists():
        raise Refused(why_no_purpose())
    last = texts.aggregate(last=Max("number"))["last"] or 0
    text = GroupText.objects.create(
        group=by.group,
        kind=TextKind.PURPOSE,
        number=last + 1,
        words=words,
        state=TextState.AGREED,
        written_by=by,
        decision=bring_agreement(wording=words, agreed_on=agreed_on, by=by),
        agreed_on=agreed_on,
        review_on=add_months(by.group.today, REVIEW_MONTHS),
    )
    record("grouptext.brought", text, by=by)
    return text


def why_no_purpose() -> str:
    return _("This group has agreed its purpose here already. A new version can be drafted on its own page.")
