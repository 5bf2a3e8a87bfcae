"""Messages that did not arrive: whoever posts letters sees to each."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Prefetch
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from groups.access import MemberRequest, for_members
from groups.actions.not_arrived import not_needed, send_again, tell_by_hand
from groups.models import Delivery
from groups.models.notifications import DeliveryQuerySet
from groups.notifications.not_arrived import not_arrived
from groups.permissions import Permission

PER_PAGE = 20


@for_members(Permission.SEND_BY_HAND)
@require_safe
def not_arrived_list(request: MemberRequest) -> HttpResponse:
    page = Paginator(_found(request), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "groups/not_arrived.html", {"page": page})


@for_members(Permission.SEND_BY_HAND)
@require_POST
def not_arrived_one(request: MemberRequest, lost_id: UUID) -> HttpResponse:
    """Send it again, tell it by hand, or take it off the list."""
    delivery = get_object_or_404(_found(request), public_id=lost_id)
    what = request.POST.get("what")
    if what == "again":
        send_again(delivery, by=request.member)
        messages.success(request, _("It goes again now."))
    elif what == "by_hand":
        tell_by_hand(delivery, by=request.member)
        messages.success(request, _("It waits in Letters and calls."))
    else:
        not_needed(delivery, by=request.member)
        messages.success(request, _("It is off the list."))
    return redirect("not_arrived", request.member.group.public_id)


def _found(request: MemberRequest) -> DeliveryQuerySet:
    instead = Prefetch("by_hand", Delivery.objects.waiting_for_hands(), to_attr="instead")
    found = not_arrived(request.member).select_related("notification__group", "person__account")
    return found.prefetch_related(instead)
