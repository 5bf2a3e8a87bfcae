"""Taking back what one wrote with a position or a dispute: any time, no reason asked."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from facilitation.actions import taking_back as acts
from facilitation.copies import copies_of_reason
from facilitation.models import Decision, Dispute, Position
from facilitation.views.decisions import find_decision, to_decision
from groups.access import MemberRequest, for_members
from groups.models import Membership
from groups.permissions import Permission
from groups.transitions import Refused


@for_members(Permission.SEE_GROUP)
@require_http_methods(["GET", "POST"])
def reason(request: MemberRequest, decision_id: UUID) -> HttpResponse:
    found = find_decision(request, decision_id)
    own = Position.objects.filter(decision=found, member=request.member)
    return _take_back(request, found, own, acts.take_back_reason)


@for_members(Permission.SEE_GROUP)
@require_http_methods(["GET", "POST"])
def dispute(request: MemberRequest, decision_id: UUID) -> HttpResponse:
    found = find_decision(request, decision_id)
    own = Dispute.objects.filter(decision=found, member=request.member)
    return _take_back(request, found, own, acts.take_back_dispute, disputed=True)


@for_members(Permission.TYPE_FOR_OTHERS)
@require_http_methods(["GET", "POST"])
def reason_for(request: MemberRequest, decision_id: UUID, member_id: UUID) -> HttpResponse:
    """Someone without an account asked to take their words back."""
    found = find_decision(request, decision_id)
    theirs = Position.objects.filter(decision=found, member__public_id=member_id)
    position = theirs.select_related("member__person").first()
    if position is None:
        raise Http404
    author = position.member
    if author.person.account_id:
        raise Refused(_("Only the person who said this can take it back."))
    return _take_back(
        request,
        found,
        theirs,
        lambda decision, *, by: acts.take_back_reason_for(decision, member=author, by=by),
        author=author,
    )


def _take_back(
    request: MemberRequest,
    found: Decision,
    said: QuerySet[Any],
    act: Callable[..., None],
    *,
    disputed: bool = False,
    author: Membership | None = None,
) -> HttpResponse:
    rows = list(said.order_by("pk"))
    if not rows:
        raise Http404
    copies = copies_of_reason(found)
    if request.method != "POST":
        context = {
            "decision": found,
            "said": [row.reason for row in rows if row.reason],
            "copies": copies,
            "disputed": disputed,
            "author": author,
        }
        return render(request, "facilitation/decisions/take_back.html", context)
    act(found, by=request.member)
    gone = _("The words are gone. We tell the person that they are.")
    own = _("You took your words back. They are gone from here.")
    messages.success(request, " ".join([gone if author else own, *copies]))
    return to_decision(request, found)
