"""Hiding words for a reason, and the second look at it."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from facilitation.actions import hiding as acts
from facilitation.forms.hiding import SHOW, AppealForm, HideForm, SecondLookForm
from facilitation.models import Contribution, Hiding
from facilitation.seconding import may_decide, may_know, reads_the_words, second_people
from facilitation.states.hiding import HidingState
from groups.access import MemberRequest, for_members
from groups.permissions import Permission
from groups.transitions import Refused


@for_members(Permission.MODERATE)
def words_hide(request: MemberRequest, words_id: UUID) -> HttpResponse:
    """Say why, then hide. The words themselves are not changed."""
    readable = Contribution.objects.in_group(request.member.group).readable_by(request.member)
    said = get_object_or_404(readable.select_related("session", "author"), pk=words_id)
    form = HideForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            hiding = acts.hide_words(
                said, reason=form.cleaned_data["reason"], words=form.cleaned_data["words"], by=request.member
            )
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(
                request, _("Hidden. The group sees why, and whoever said it can ask for a second look.")
            )
            return _to(hiding)
    return render(request, "facilitation/hiding/hide.html", {"said": said, "form": form})


@for_members(Permission.SEE_GROUP)
@require_safe
def show(request: MemberRequest, hiding_id: UUID) -> HttpResponse:
    """Why something is hidden, and what comes next, for all who could read the words."""
    return _page(request, _find(request, hiding_id))


@for_members(Permission.SEE_GROUP)
@require_POST
def appeal(request: MemberRequest, hiding_id: UUID) -> HttpResponse:
    hiding = _find(request, hiding_id)
    form = AppealForm(request.POST)
    if not form.is_valid():
        return _page(request, hiding, appeal_form=form)
    acts.appeal(hiding, words=form.cleaned_data["appeal"], by=request.member)
    messages.success(request, _("A second person will look at it. You will be told what they decide."))
    return _to(hiding)


@for_members(Permission.SEE_GROUP)
@require_POST
def decide(request: MemberRequest, hiding_id: UUID) -> HttpResponse:
    hiding = _find(request, hiding_id)
    form = SecondLookForm(request.POST)
    if not form.is_valid():
        return _page(request, hiding, look_form=form)
    said = form.cleaned_data
    acts.look_again(hiding, show=said["show"] == SHOW, words=said["words"], by=request.member)
    messages.success(request, _("Kept. Those who could read the words see what was decided, and why."))
    return _to(hiding)


@for_members(Permission.SEE_GROUP)
@require_POST
def lift(request: MemberRequest, hiding_id: UUID) -> HttpResponse:
    hiding = _find(request, hiding_id)
    acts.lift_hiding(hiding, by=request.member)
    messages.success(request, _("It is shown again."))
    return _to(hiding)


def _page(request: MemberRequest, hiding: Hiding, **forms_sent: forms.Form) -> HttpResponse:
    member = request.member
    waits = hiding.state == HidingState.APPEALED
    decides = waits and may_decide(hiding, member)
    context: dict[str, Any] = {
        "hiding": hiding,
        "said": hiding.of,
        "reads": not hiding.hides or reads_the_words(hiding, member),
        "is_author": hiding.of.author_id == member.pk,
        "decides": decides,
        "by_the_group": waits and not second_people(hiding),
        "may_lift": hiding.hidden_by_id == member.pk and hiding.state in ("hidden", "appealed"),
        "may_appeal": hiding.may_be_appealed and _may_appeal(hiding, request),
        "appeal_form": forms_sent.get("appeal_form", AppealForm()),
        "look_form": forms_sent.get("look_form", SecondLookForm()),
    }
    return render(request, "facilitation/hiding/one.html", context)


def _may_appeal(hiding: Hiding, request: MemberRequest) -> bool:
    author, member = hiding.of.author, request.member
    if author is None or member == author:
        return author is not None
    types = member.may(Permission.TYPE_FOR_OTHERS) and member.pk != hiding.hidden_by_id
    return types and not author.person.account_id


def _find(request: MemberRequest, hiding_id: UUID) -> Hiding:
    rows = Hiding.objects.in_group(request.member.group).select_related(
        "group",
        "contribution__session__group",
        "contribution__author__person",
        "post__author__person",
        "hidden_by",
        "looked_by",
    )
    hiding = get_object_or_404(rows, pk=hiding_id)
    if not may_know(hiding, request.member):
        raise Http404
    return hiding


def _to(hiding: Hiding) -> HttpResponse:
    return redirect("hiding", hiding.group.public_id, hiding.pk)
