"""Having a break, coming back, leaving: always possible, at once, no reason asked (promise 15)."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from groups.access import MemberRequest, for_members
from groups.actions import memberships
from groups.actions.facilitators import is_the_last, may_take_over
from groups.forms.places import LeaveForm, PauseForm
from groups.models import Membership
from groups.permissions import Permission, Role


@for_members(Permission.SEE_GROUP)
def pause(request: MemberRequest) -> HttpResponse:
    form = PauseForm(
        request.POST if request.method == "POST" else None,
        today=request.member.group.today,
    )
    if not form.is_valid():
        return render(request, "groups/pause.html", {"form": form, **_successors(request.member)})
    memberships.pause(back_on=form.cleaned_data["back_on"], by=request.member)
    messages.success(request, _("You are having a break. Come back any time."))
    return redirect("people", request.member.group.public_id)


@for_members(Permission.SEE_GROUP)
@require_POST
def come_back(request: MemberRequest) -> HttpResponse:
    memberships.come_back(by=request.member)
    messages.success(request, _("Welcome back."))
    return redirect("people", request.member.group.public_id)


@for_members(Permission.SEE_GROUP)
def leave(request: MemberRequest) -> HttpResponse:
    form = LeaveForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return render(request, "groups/leave.html", {"form": form, **_successors(request.member)})
    memberships.leave(parting=form.parting(), by=request.member)
    messages.success(request, _("You have left the group. Thank you for all you gave."))
    return redirect("/")


def _successors(going: Membership) -> dict[str, object]:
    """For the last facilitator: who could take over. Asking them is offered first; going stays possible."""
    if not is_the_last(going):
        return {"is_last": False}
    waiting = going.group.role_offers.open().filter(role=Role.FACILITATOR).select_related("member")
    asked = [offer.member for offer in waiting]
    others = may_take_over(going.group).exclude(pk__in=[one.pk for one in asked]).with_names()
    return {"is_last": True, "asked": asked, "successors": others}
