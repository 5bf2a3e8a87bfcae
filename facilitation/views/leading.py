"""Leading an item: what it means, and saying yes, no, "I would like to", or handing it back."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from facilitation.actions import leading as acts
from facilitation.models import AgendaItem, Session
from facilitation.states import ItemState
from groups.access import MemberRequest, for_members
from groups.models import Membership
from groups.permissions import Permission


@for_members(Permission.SEE_GROUP)
@require_safe
def item_lead(request: MemberRequest, item_id: UUID) -> HttpResponse:
    member, item = request.member, _find(request, item_id)
    ahead = item.session.state in acts.CAN_LEAD and item.state != ItemState.DONE
    free = ahead and item.seeks_leader and item.led_by is None
    context = {
        "item": item,
        "session": item.session,
        "ahead": ahead,
        "is_asked": ahead and acts.answers_for(item, member),
        "leads": item.led_by_id == member.pk,
        "may_offer": free and member.may(Permission.PROPOSE_ITEMS) and acts.can_lead(item, member),
        "sees_session": Session.objects.visible_to(member).filter(pk=item.session_id).exists(),
    }
    return render(request, "facilitation/item_lead.html", context)


@for_members(Permission.PROPOSE_ITEMS)
@require_POST
def lead_offer(request: MemberRequest, item_id: UUID) -> HttpResponse:
    return _answer(request, item_id, acts.offer_to_lead, _("Thank you. You lead this item."))


@for_members(Permission.SEE_GROUP)
@require_POST
def lead_yes(request: MemberRequest, item_id: UUID) -> HttpResponse:
    return _answer(request, item_id, acts.say_yes_to_leading, _("Thank you. That is settled."))


@for_members(Permission.SEE_GROUP)
@require_POST
def lead_no(request: MemberRequest, item_id: UUID) -> HttpResponse:
    return _answer(request, item_id, acts.say_no_to_leading, _("Thank you for saying so."))


@for_members(Permission.SEE_GROUP)
@require_POST
def lead_back(request: MemberRequest, item_id: UUID) -> HttpResponse:
    return _answer(request, item_id, acts.hand_back_leading, _("Handed back, and the say on it is back."))


def _answer(request: MemberRequest, key: UUID, act: Callable[..., AgendaItem], said: str) -> HttpResponse:
    item = act(_find(request, key), by=request.member)
    messages.success(request, said)
    return redirect("item_lead", request.member.group.public_id, item.public_id)


def _find(request: MemberRequest, key: UUID) -> AgendaItem:
    """Of a session they may see; whoever is asked, or leads it, may see that one item of a draft too."""
    rows = AgendaItem.objects.filter(group=request.member.group)
    found = rows.select_related("session__group", "led_by__person", "asked_to_lead__person")
    return get_object_or_404(found.filter(_seen_by(request.member)), public_id=key)


def _seen_by(member: Membership) -> Q:
    seen = Session.objects.in_group(member.group).visible_to(member)
    return Q(session__in=seen) | Q(led_by=member) | Q(asked_to_lead=member)
