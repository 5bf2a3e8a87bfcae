"""Several roles in one place: offering one, replying, giving one up, handing over facilitating."""

from collections.abc import Callable
from uuid import UUID

from django import forms
from django.contrib import messages
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from groups.access import MemberRequest, for_members
from groups.actions import roles
from groups.coming_as import BRINGS, COMES_AS_ROLE
from groups.forms.places import HandOverForm, RoleForm
from groups.models import RoleOffer
from groups.permissions import Permission, Role
from groups.transitions import Refused
from groups.views.person import find_person, to_person


@for_members(Permission.INVITE)
def role_give(request: MemberRequest, member_id: UUID) -> HttpResponse:
    """Ask someone to take on a further role. It is theirs when they say yes."""
    one = find_person(request, member_id)
    form = RoleForm(request.POST if request.method == "POST" else None, member=one, by=request.member)
    if _acted(form, "role", lambda: roles.offer_role(one, by=request.member, **form.cleaned_data)):
        messages.success(request, _("%(name)s is asked now.") % {"name": one.name})
        return to_person(one)
    return render(request, "groups/role_give.html", {"form": form, "one": one})


@for_members(Permission.SEE_GROUP)
@require_POST
def role_end(request: MemberRequest, member_id: UUID) -> HttpResponse:
    one = find_person(request, member_id)
    role = _role(request.POST.get("role", ""))
    if role:
        roles.end_role(one, role, by=request.member)
        messages.success(request, _("This role has ended."))
    return to_person(one)


@for_members(Permission.SEE_GROUP)
@require_safe
def role_offer(request: MemberRequest, role_offer_id: UUID) -> HttpResponse:
    offer = _find(request, role_offer_id)
    brings, takes = BRINGS[Role(offer.role)]
    context = {
        "offer": offer,
        "is_mine": offer.member_id == request.member.pk,
        "may_say_yes": roles.who_may_say_yes(offer).filter(pk=request.member.pk).exists(),
        "asks": COMES_AS_ROLE[Role(offer.role)],
        "brings": brings,
        "takes": takes,
    }
    return render(request, "groups/role_offer.html", context)


@for_members(Permission.SEE_GROUP)
@require_POST
def role_accept(request: MemberRequest, role_offer_id: UUID) -> HttpResponse:
    member = roles.accept_role(_find(request, role_offer_id), by=request.member)
    messages.success(request, _("Thank you. It begins now."))
    return to_person(member)


@for_members(Permission.SEE_GROUP)
@require_POST
def role_decline(request: MemberRequest, role_offer_id: UUID) -> HttpResponse:
    roles.decline_role(_find(request, role_offer_id), by=request.member)
    messages.success(request, _("That is fine. We let them know."))
    return to_person(request.member)


@for_members(Permission.INVITE)
@require_POST
def role_withdraw(request: MemberRequest, role_offer_id: UUID) -> HttpResponse:
    offers = RoleOffer.objects.in_group(request.member.group).select_related("member__group")
    offer = get_object_or_404(offers, public_id=role_offer_id)
    roles.withdraw_role(offer, by=request.member)
    messages.success(request, _("They are not asked any more."))
    return to_person(offer.member)


@for_members(Permission.SEE_GROUP)
@require_POST
def offer_myself(request: MemberRequest) -> HttpResponse:
    roles.offer_myself(by=request.member)
    messages.success(request, _("Thank you. The others are asked to say yes to it."))
    return redirect("people", request.member.group.public_id)


@for_members(Permission.MANAGE_GROUP)
def hand_over_facilitating(request: MemberRequest) -> HttpResponse:
    """Ask someone to facilitate, and if one likes, let one's own role end when they say yes."""
    form = HandOverForm(request.POST if request.method == "POST" else None, by=request.member)
    if _acted(form, "to", lambda: _hand_over(form, request)):
        name = form.cleaned_data["to"].name
        messages.success(
            request, _("%(name)s is asked now. Nothing changes until they say yes.") % {"name": name}
        )
        return redirect("people", request.member.group.public_id)
    return render(request, "groups/hand_over.html", {"form": form})


def _hand_over(form: forms.Form, request: MemberRequest) -> None:
    data = form.cleaned_data
    roles.offer_role(
        data["to"], Role.FACILITATOR, hands_over=data.get("hands_over", False), by=request.member
    )


def _acted(form: forms.Form, beside: str, act: Callable[[], object]) -> bool:
    """Do it if the form is right. A refusal stands beside the field it is about."""
    if not form.is_valid():
        return False
    try:
        act()
    except Refused as refused:
        form.add_error(beside, str(refused))
        return False
    return True


def _find(request: MemberRequest, role_offer_id: UUID) -> RoleOffer:
    """An offer to oneself; or someone's offer to facilitate, which everyone may see."""
    offers = RoleOffer.objects.in_group(request.member.group).select_related("member__group", "offered_by")
    seen = offers.filter(Q(member=request.member) | Q(by_themselves=True))
    return get_object_or_404(seen, public_id=role_offer_id)


def _role(typed: str) -> Role | None:
    return Role(int(typed)) if typed in {str(int(role)) for role in Role} else None
