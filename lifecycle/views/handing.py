"""Handing a request on: to another decision-maker of the group, or to a colleague who is not in it yet."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from groups.access import MemberRequest, for_members
from groups.permissions import Permission
from lifecycle.actions import asks, handing
from lifecycle.forms.asks import ColleagueForm, HandOverForm
from lifecycle.views.acting import acted, find_ask, to_ask


@for_members(Permission.ANSWER_ASKS)
def ask_hand_over(request: MemberRequest, ask_id: UUID) -> HttpResponse:
    found = find_ask(request, ask_id)
    handing.must_hand_over(found, request.member)
    form = HandOverForm(request.POST or None, ask=found)
    if request.method == "POST" and acted(
        form, lambda: handing.hand_over_ask(found, to=form.cleaned_data["to"], by=request.member)
    ):
        messages.success(request, _("Done. The group can see who answers now."))
        return to_ask(found)
    return render(request, "lifecycle/asks/hand_over.html", {"ask": found, "form": form})


@for_members(Permission.ANSWER_ASKS)
def ask_hand_to_colleague(request: MemberRequest, ask_id: UUID) -> HttpResponse:
    """They are invited as a decision-maker; the request is theirs when they come."""
    found = find_ask(request, ask_id)
    handing.must_hand_over(found, request.member)
    asks.must_be_open(found)
    if "take_back" in request.POST:
        handing.take_back_offer(found, by=request.member)
        messages.success(request, _("They are not asked any more."))
        return to_ask(found)
    form = ColleagueForm(request.POST or None)
    if request.method == "POST" and acted(
        form, lambda: handing.hand_to_colleague(found, **form.cleaned_data, by=request.member)
    ):
        messages.success(request, _("They are invited. The request is with you until they come."))
        return to_ask(found)
    context = {"ask": found, "form": form, "handing": handing.waits_for(found)}
    return render(request, "lifecycle/asks/colleague.html", context)
