"""Asking a member to help run one session, and their answer."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from facilitation.actions import co_facilitation as acts
from facilitation.actions.proposals import speaks_for
from facilitation.forms.helping_to_run import ToldByForm, WhomToAskForm
from facilitation.models import CoFacilitation, Session
from facilitation.models.co_facilitation import may_co_facilitate
from facilitation.views.sessions import find_session, to_session
from groups.access import MemberRequest, for_members
from groups.models import Membership
from groups.permissions import Permission


@for_members(Permission.PLAN_SESSIONS)
def co_facilitate_ask(request: MemberRequest, session_id: UUID) -> HttpResponse:
    session = find_session(request.member, session_id)
    busy = session.co_facilitations.filter(state__in=("asked", "accepted")).values("member")
    among = may_co_facilitate().filter(group=request.member.group).exclude(pk__in=busy)
    form = WhomToAskForm(request.POST or None, among=among)
    if request.method == "POST" and form.is_valid():
        acts.ask_to_co_facilitate(session, member=form.cleaned_data["member"], by=request.member)
        messages.success(request, _("Asked. Nothing changes until they say yes."))
        return to_session(session, request.member)
    return render(request, "facilitation/co_facilitate_ask.html", {"form": form, "session": session})


@for_members(Permission.SEE_GROUP)
@require_safe
def co_facilitation(request: MemberRequest, helping_run_id: UUID) -> HttpResponse:
    """What it means, and the answer. For the person who was asked, and for those who plan."""
    asked = _find(request, helping_run_id)
    is_mine = asked.member_id == request.member.pk
    if not is_mine and not request.member.may(Permission.PLAN_SESSIONS):
        raise Http404
    return _page(request, asked)


@for_members(Permission.SEE_GROUP)
@require_POST
def co_facilitate_yes(request: MemberRequest, helping_run_id: UUID) -> HttpResponse:
    return _answer(request, helping_run_id, acts.accept_co_facilitation, _("Thank you. You help to run it."))


@for_members(Permission.SEE_GROUP)
@require_POST
def co_facilitate_no(request: MemberRequest, helping_run_id: UUID) -> HttpResponse:
    return _answer(request, helping_run_id, acts.decline_co_facilitation, _("Thank you for saying so."))


@for_members(Permission.SEE_GROUP)
@require_POST
def co_facilitate_back(request: MemberRequest, helping_run_id: UUID) -> HttpResponse:
    said = _("You handed it back. You have your say again.")
    return _answer(request, helping_run_id, acts.hand_back_co_facilitation, said)


def _answer(request: MemberRequest, key: UUID, act: Callable[..., CoFacilitation], said: str) -> HttpResponse:
    asked = _find(request, key)
    if not speaks_for(asked.member, request.member):
        raise Http404
    told: dict[str, str] = {}
    if asked.member_id != request.member.pk:
        form = ToldByForm(request.POST)
        if not form.is_valid():
            return _page(request, asked, form)
        told, said = form.cleaned_data, _("Kept, with how it came and that you typed it.")
    act(asked, by=request.member, **told)
    messages.success(request, said)
    return redirect("co_facilitation", request.member.group.public_id, asked.public_id)


def _page(request: MemberRequest, asked: CoFacilitation, form: ToldByForm | None = None) -> HttpResponse:
    is_mine = asked.member_id == request.member.pk
    by_hand = not is_mine and speaks_for(asked.member, request.member)
    context = {
        "asked": asked,
        "session": asked.session,
        "is_mine": is_mine,
        "form": form or ToldByForm() if by_hand else None,
    }
    return render(request, "facilitation/co_facilitation.html", context)


def _find(request: MemberRequest, key: UUID) -> CoFacilitation:
    """Of a session they may see; the one who is asked may see a draft by it."""
    rows = CoFacilitation.objects.in_group(request.member.group).select_related(
        "session__group", "member__person", "typed_by"
    )
    found = get_object_or_404(rows, public_id=key)
    if found.member_id != request.member.pk and not _seen(request.member, found):
        raise Http404
    return found


def _seen(member: Membership, found: CoFacilitation) -> bool:
    return Session.objects.visible_to(member).filter(pk=found.session_id).exists()
