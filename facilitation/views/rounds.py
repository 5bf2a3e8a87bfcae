"""Rounds: giving a position, typing one for somebody, closing, asking again, handing over."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from facilitation.actions import positions, rounds
from facilitation.forms.rounds import FacilitatorForm, PositionForm, PositionForSomeoneForm
from facilitation.states import DecisionState
from facilitation.views.decisions import decision_page, find_decision, number_declared, to_decision
from groups.access import MemberRequest, for_members
from groups.permissions import Permission
from groups.transitions import Refused


@for_members(Permission.VOTE)
@require_POST
def position(request: MemberRequest, decision_id: UUID) -> HttpResponse:
    found = find_decision(request, decision_id)
    form = PositionForm(request.POST)
    if not form.is_valid():
        return decision_page(request, found, position_form=form)
    positions.take_position(found, **form.cleaned_data, by=request.member)
    messages.success(request, _("Thank you. You can change your position until the round closes."))
    return to_decision(request, found)


@for_members(Permission.VOTE)
@require_POST
def position_right(request: MemberRequest, decision_id: UUID) -> HttpResponse:
    """What was typed for me is what I said."""
    found = find_decision(request, decision_id)
    positions.say_position_is_right(found, by=request.member)
    messages.success(request, _("Thank you. Your position stands as it was typed."))
    return to_decision(request, found)


@for_members(Permission.TYPE_FOR_OTHERS)
@require_http_methods(["GET", "POST"])
def position_for(request: MemberRequest, decision_id: UUID) -> HttpResponse:
    """Type the position somebody gave by phone, by letter or in person."""
    found = find_decision(request, decision_id)
    if found.state != DecisionState.ROUND:
        raise Refused(_("Positions are given while a round is open."))
    form = PositionForSomeoneForm(
        request.POST or None, by=request.member, initial={"declared": number_declared(found)}
    )
    if request.method == "POST" and form.is_valid():
        try:
            positions.take_position_for(found, **form.said(), by=request.member)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Kept. It counts the same as any other. Their last word counts."))
            return to_decision(request, found)
    return render(request, "facilitation/decisions/position_for.html", {"form": form, "decision": found})


@for_members(Permission.ACT_FOR_GROUP)
@require_POST
def round_close(request: MemberRequest, decision_id: UUID) -> HttpResponse:
    return to_decision(request, rounds.close_round(find_decision(request, decision_id), by=request.member))


@for_members(Permission.ACT_FOR_GROUP)
@require_POST
def round_reopen(request: MemberRequest, decision_id: UUID) -> HttpResponse:
    return to_decision(request, rounds.reopen_round(find_decision(request, decision_id), by=request.member))


@for_members(Permission.RUN_ROOM)
@require_http_methods(["GET", "POST"])
def hand_over(request: MemberRequest, decision_id: UUID) -> HttpResponse:
    found = find_decision(request, decision_id)
    form = FacilitatorForm(request.POST or None, group=request.member.group, besides=found.facilitated_by)
    if request.method == "POST" and form.is_valid():
        try:
            positions.hand_over_facilitation(found, to=form.cleaned_data["to"], by=request.member)
        except Refused as refused:
            form.add_error("to", str(refused))
        else:
            return to_decision(request, found)
    return render(request, "facilitation/decisions/hand_over.html", {"form": form, "decision": found})
