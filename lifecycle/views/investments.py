"""What was put into the five investments, entry by entry: seen by the group, written down by those who know."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from groups.access import MemberRequest, for_members
from groups.permissions import Permission
from lifecycle.actions import investments as actions
from lifecycle.forms.investments import InvestmentForm
from lifecycle.models import InvestmentMade

SHOWN = 20


@for_members(Permission.SEE_GROUP)
@require_safe
def investments_made(request: MemberRequest) -> HttpResponse:
    made = InvestmentMade.objects.filter(group=request.member.group).select_related("by")
    page = Paginator(made.order_by("-on", "-pk"), SHOWN).get_page(request.GET.get("page"))
    return render(request, "lifecycle/commitments/put_in.html", {"page": page})


@for_members(Permission.RECORD_INVESTMENT)
@require_http_methods(["GET", "POST"])
def investment_new(request: MemberRequest) -> HttpResponse:
    group = request.member.group
    form = InvestmentForm(request.POST or None, group=group)
    if request.method == "POST" and form.is_valid():
        actions.record_investment(**form.cleaned_data, by=request.member)
        messages.success(request, _("Written down. Everyone in the group can see it."))
        return redirect("investments_made", group.public_id)
    return render(request, "lifecycle/commitments/put_in_new.html", {"form": form})


@for_members(Permission.RECORD_INVESTMENT)
@require_POST
def investment_remove(request: MemberRequest, made_id: UUID) -> HttpResponse:
    made = get_object_or_404(InvestmentMade, group=request.member.group, public_id=made_id)
    actions.remove_investment(made, by=request.member)
    messages.success(request, _("Removed."))
    return redirect("investments_made", request.member.group.public_id)
