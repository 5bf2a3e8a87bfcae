"""A break, coming back and leaving, typed for someone without an account who said so."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from groups.access import MemberRequest, for_members
from groups.actions import on_their_word
from groups.actions.data import only_by_hand
from groups.forms.places import LeaveForThemForm, OnTheirWord, PauseForThemForm
from groups.models import Membership
from groups.permissions import Permission
from groups.views.person import find_person, to_person


@for_members(Permission.TYPE_FOR_OTHERS)
def pause_for(request: MemberRequest, member_id: UUID) -> HttpResponse:
    them = _find(request, member_id)
    form = PauseForThemForm(_typed(request), today=request.member.group.today)
    if not form.is_valid():
        return _page(request, them, form, act="pause")
    said = form.cleaned_data
    on_their_word.pause_for(them, origin=said["origin"], back_on=said["back_on"], by=request.member)
    messages.success(request, _("%(name)s is having a break. We tell them so.") % {"name": them.name})
    return to_person(them)


@for_members(Permission.TYPE_FOR_OTHERS)
def come_back_for(request: MemberRequest, member_id: UUID) -> HttpResponse:
    them = _find(request, member_id)
    form = OnTheirWord(_typed(request))
    if not form.is_valid():
        return _page(request, them, form, act="come_back")
    on_their_word.come_back_for(them, origin=form.cleaned_data["origin"], by=request.member)
    messages.success(request, _("%(name)s is back. We tell them so.") % {"name": them.name})
    return to_person(them)


@for_members(Permission.TYPE_FOR_OTHERS)
def leave_for(request: MemberRequest, member_id: UUID) -> HttpResponse:
    them = _find(request, member_id)
    form = LeaveForThemForm(_typed(request))
    if not form.is_valid():
        return _page(request, them, form, act="leave")
    origin = form.cleaned_data["origin"]
    on_their_word.leave_for(them, origin=origin, parting=form.parting(), by=request.member)
    messages.success(request, _("%(name)s has left the group. We tell them so.") % {"name": them.name})
    return redirect("people", them.group.public_id)


def _find(request: MemberRequest, member_id: UUID) -> Membership:
    them = find_person(request, member_id)
    only_by_hand(them)
    return them


def _typed(request: MemberRequest) -> Any:
    return request.POST if request.method == "POST" else None


def _page(request: MemberRequest, them: Membership, form: OnTheirWord, *, act: str) -> HttpResponse:
    return render(request, "groups/on_their_word.html", {"them": them, "form": form, "act": act})
