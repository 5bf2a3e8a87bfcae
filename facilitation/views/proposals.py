"""Proposing something for an agenda, and saying what becomes of it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from facilitation.actions import proposals as acts
from facilitation.forms.proposals import NotNowForm, ProposalForm, TakeOnForm
from facilitation.models import AgendaItem, ItemProposal
from facilitation.states import ItemPurpose
from facilitation.views.sessions import find_session, to_session
from groups.access import MemberRequest, for_members
from groups.permissions import Permission

A_PAGE = 20


@for_members(Permission.PROPOSE_ITEMS)
def propose(request: MemberRequest) -> HttpResponse:
    """For a session to come."""
    return _propose(request, None)


@for_members(Permission.PROPOSE_ITEMS)
def propose_for(request: MemberRequest, session_id: UUID) -> HttpResponse:
    return _propose(request, session_id)


@for_members(Permission.SEE_GROUP)
@require_safe
def proposals(request: MemberRequest) -> HttpResponse:
    """One's own; for those who plan, all."""
    seen = ItemProposal.objects.in_group(request.member.group).visible_to(request.member)
    page = Paginator(seen.select_related("member").order_by("-made_at", "-pk"), A_PAGE)
    return render(request, "facilitation/proposals.html", {"page": page.get_page(request.GET.get("page"))})


@for_members(Permission.SEE_GROUP)
@require_safe
def proposal(request: MemberRequest, proposal_id: UUID) -> HttpResponse:
    return _show(request, find_proposal(request, proposal_id))


@for_members(Permission.PLAN_SESSIONS)
def proposal_take_on(request: MemberRequest, proposal_id: UUID) -> HttpResponse:
    found = find_proposal(request, proposal_id)
    form = TakeOnForm(request.POST or None, by=request.member, initial=_as_item(found))
    if request.method == "POST" and form.is_valid():
        session, item = form.cleaned_data["session"], AgendaItem(**form.changes())
        acts.take_on(found, session=session, item=item, ask=form.ask, by=request.member)
        messages.success(request, _("It is on the agenda. The person who proposed it is told."))
        return to_session(session, request.member)
    return render(request, "facilitation/proposal_take_on.html", {"form": form, "proposal": found})


@for_members(Permission.PLAN_SESSIONS)
@require_POST
def proposal_later(request: MemberRequest, proposal_id: UUID) -> HttpResponse:
    acts.keep_for_later(find_proposal(request, proposal_id), by=request.member)
    messages.success(request, _("Kept for later. The person who proposed it is told."))
    return _to(request, proposal_id)


@for_members(Permission.PLAN_SESSIONS)
@require_POST
def proposal_not_now(request: MemberRequest, proposal_id: UUID) -> HttpResponse:
    found, form = find_proposal(request, proposal_id), NotNowForm(request.POST)
    if not form.is_valid():
        return _show(request, found, form)
    acts.say_not_now(found, reason=form.cleaned_data["reason"], by=request.member)
    messages.success(request, _("Said. The person who proposed it reads why."))
    return _to(request, proposal_id)


@for_members(Permission.SEE_GROUP)
@require_POST
def proposal_withdraw(request: MemberRequest, proposal_id: UUID) -> HttpResponse:
    acts.withdraw_proposal(find_proposal(request, proposal_id), by=request.member)
    messages.success(request, _("You took it back. Its words are gone."))
    return _to(request, proposal_id)


def _propose(request: MemberRequest, session_id: UUID | None) -> HttpResponse:
    session = find_session(request.member, session_id) if session_id else None
    form = ProposalForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = acts.propose_item(ItemProposal(**form.changes()), session=session, by=request.member)
        messages.success(request, _("Thank you. Those who plan the sessions look at it, and you hear back."))
        return redirect("proposal", request.member.group.public_id, made.public_id)
    return render(request, "facilitation/propose.html", {"form": form, "session": session})


def _show(request: MemberRequest, found: ItemProposal, form: NotNowForm | None = None) -> HttpResponse:
    plans = request.member.may(Permission.PLAN_SESSIONS)
    context = {
        "proposal": found,
        "is_mine": found.member_id == request.member.pk,
        "may_withdraw": acts.speaks_for(found.member, request.member),
        "may_check": found.waits_for_check
        and (found.member_id == request.member.pk or request.member.may(Permission.TYPE_FOR_OTHERS)),
        "plans": plans,
        "may": ItemProposal.MOVES[found.state],
        "form": form or (NotNowForm() if plans else None),
    }
    return render(request, "facilitation/proposal.html", context)


def _as_item(found: ItemProposal) -> dict[str, Any]:
    """The form begins with what was proposed. To decide, a topic comes first."""
    to_decide = found.purpose == ItemPurpose.DECIDE
    return {
        "session": found.session,
        "title": found.title,
        "purpose": ItemPurpose.EXPLORE if to_decide else found.purpose,
        "minutes": found.minutes,
        "content_note": found.content_note,
    }


def find_proposal(request: MemberRequest, key: UUID) -> ItemProposal:
    seen = ItemProposal.objects.in_group(request.member.group).visible_to(request.member)
    rows = seen.select_related("member__person", "group", "session__group", "item__session", "typed_by")
    return get_object_or_404(rows, public_id=key)


def _to(request: MemberRequest, key: UUID) -> HttpResponse:
    return redirect("proposal", request.member.group.public_id, key)
