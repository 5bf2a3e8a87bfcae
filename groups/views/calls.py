"""The phone list: what a call led to, and how to reach someone who has no account."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from groups.access import MemberRequest, for_members
from groups.actions import calls
from groups.forms.calls import CallForm, ReachForSomeoneForm
from groups.looks import looked_at
from groups.models import Look, Membership
from groups.permissions import Permission
from groups.states import CallAnswer
from groups.transitions import Refused
from groups.views.by_hand import show_one, waiting_one


@for_members(Permission.SEND_BY_HAND)
@require_POST
def call_note(request: MemberRequest, delivery_id: UUID) -> HttpResponse:
    """What the call led to. A mistake shows the call again, with what was typed."""
    delivery = waiting_one(request, delivery_id)
    form = CallForm(request.POST)
    if not form.is_valid():
        return show_one(request, delivery, form)
    noted = calls.note_call(delivery, **form.cleaned_data, by=request.member)
    messages.success(request, _said(noted.answer))
    return redirect("by_hand", request.member.group.public_id)


@for_members(Permission.SEND_BY_HAND)
@require_POST
def call_letter(request: MemberRequest, delivery_id: UUID) -> HttpResponse:
    calls.write_instead(waiting_one(request, delivery_id), by=request.member)
    messages.success(request, _("It waits as a letter now."))
    return redirect("by_hand", request.member.group.public_id)


@for_members(Permission.SEND_BY_HAND)
def reach_for(request: MemberRequest, member_id: UUID) -> HttpResponse:
    """How to reach somebody who has no account. That it was looked at is on their record."""
    present = request.member.group.memberships.present().select_related("person")
    member: Membership = get_object_or_404(present, public_id=member_id)
    if member.person.account_id:
        raise Refused(_("They have an account, so they say themselves how we reach them."))
    looked_at([member.person], Look.What.REACH, by=request.member)
    form = ReachForSomeoneForm(request.POST or None, instance=member.person)
    if request.method != "POST" or not form.is_valid():
        return render(request, "groups/reach_for.html", {"form": form, "someone": member})
    calls.change_reach_for(member, form.chosen(), by=request.member)
    messages.success(request, _("Kept. This is how we reach them from now on."))
    return redirect("by_hand", request.member.group.public_id)


def _said(answer: str) -> str:
    return {
        CallAnswer.TOLD: _("Noted. Thank you."),
        CallAnswer.NO_ANSWER: _("Noted. The call stays on the list."),
        CallAnswer.AGAIN: _("Noted. The list says when to call again."),
        CallAnswer.NOT_CALL: _("Noted. We write to them from now on and do not call."),
        CallAnswer.WRONG: _("Noted. The number is deleted. We write to them from now on."),
    }[CallAnswer(answer)]
