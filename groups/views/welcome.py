"""The Welcome: what to do first, and what can wait. Nothing here stops anyone from taking part."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from groups import welcome as steps
from groups.access import MemberRequest, for_members
from groups.actions import contacts
from groups.actions.promise import owes_promise, sign_promise
from groups.actions.welcome import say_of_step, say_strength
from groups.forms.welcome import CompanyForm, ContactForm, PairForm, StrengthForm
from groups.models import Membership
from groups.permissions import Permission
from groups.states import Side


@for_members(Permission.SEE_GROUP)
def welcome(request: MemberRequest) -> HttpResponse:
    member = request.member
    context = {
        "now": [_shown(step, member) for step in steps.steps_now(member)],
        "later": [_shown(step, member) for step in steps.steps_later(member)],
        "away": steps.said_of(member, steps.AWAY),
        "from_system": member.side == Side.SYSTEM,
    }
    return render(request, "groups/welcome/welcome.html", context)


@for_members(Permission.SEE_GROUP)
@require_POST
def welcome_step(request: MemberRequest) -> HttpResponse:
    """Done, or not now; `welcome` itself puts the whole away."""
    member, name, how = request.member, request.POST.get("step", ""), request.POST.get("how", "")
    known = name == steps.AWAY or steps.find_step(member, name)
    if known and how in (steps.DONE, steps.LATER):
        say_of_step(name, how, by=member)
    return redirect("group" if name == steps.AWAY else "welcome", member.group.public_id)


@for_members(Permission.SEE_GROUP)
def welcome_contact(request: MemberRequest) -> HttpResponse:
    """Choose whom to turn to."""
    member = request.member
    possible = contacts.possible_contacts(member)
    now = contacts.contact_of(member)
    initial = {"contact": now.public_id if now else None}
    form = ContactForm(request.POST if request.method == "POST" else None, choices=possible, initial=initial)
    if form.is_valid():
        contacts.choose_contact(form.cleaned_data["contact"], by=member)
        messages.success(request, _("Kept. You can change it at any time."))
        return _next(request, "contact")
    return render(request, "groups/welcome/contact.html", {"form": form, "possible": possible, "now": now})


@for_members(Permission.SEE_GROUP)
def strengths(request: MemberRequest) -> HttpResponse:
    form = StrengthForm(request.POST if request.method == "POST" else None, instance=request.member)
    if form.is_valid():
        said = form.cleaned_data
        say_strength(strength=said["strength"], wish=said["wish"], by=request.member)
        messages.success(request, _("Kept. The group sees it on the page People."))
        return _next(request, "strengths")
    return render(request, "groups/welcome/strengths.html", {"form": form})


@for_members(Permission.SEE_GROUP)
def promise(request: MemberRequest) -> HttpResponse:
    """Read the promise, and for someone from the system: sign it."""
    if request.method == "POST" and request.member.side == Side.SYSTEM:
        sign_promise(by=request.member)
        messages.success(request, _("Thank you. Everyone in the group sees that you have made the promise."))
        return _next(request, "promise")
    return render(request, "groups/welcome/promise.html", {"owes": owes_promise(request.member)})


@for_members(Permission.SEE_GROUP)
def buddy(request: MemberRequest) -> HttpResponse:
    """Who is whose buddy, of one's own; and what one says about having or being one."""
    member = request.member
    form = CompanyForm(
        request.POST if request.method == "POST" else None, instance=member, initial=_glad(member)
    )
    if form.is_valid():
        contacts.say_about_company(**form.cleaned_data, by=member)
        messages.success(request, _("Kept. You can change it at any time."))
        return _next(request, "buddy")
    here = Membership.objects.present().filter(group=member.group)
    mine = (here.filter(pk__in=[member.buddy_id]) | here.filter(buddy=member)).order_by("name")
    return render(request, "groups/welcome/buddy.html", {"form": form, "buddies": mine})


@for_members(Permission.SEE_GROUP)
@require_POST
def buddy_end(request: MemberRequest, member_id: UUID) -> HttpResponse:
    other = get_object_or_404(request.member.group.memberships.present(), public_id=member_id)
    contacts.end_buddies(request.member, other)
    messages.success(request, _("You are no longer buddies. Nobody asks why."))
    return redirect("buddy", request.member.group.public_id)


@for_members(Permission.MANAGE_GROUP)
def buddies(request: MemberRequest) -> HttpResponse:
    """Those who would like a buddy."""
    wanting = request.member.group.memberships.active().filter(wants_buddy=True).with_names()
    return render(request, "groups/welcome/buddies.html", {"wanting": wanting})


@for_members(Permission.MANAGE_GROUP)
def buddy_pair(request: MemberRequest, member_id: UUID) -> HttpResponse:
    """Bring one of them together with somebody who said that they could be one."""
    present = request.member.group.memberships.present().select_related("person")
    wanting = get_object_or_404(present, public_id=member_id)
    choices = contacts.buddies_for(wanting, by=request.member)
    form = PairForm(request.POST if request.method == "POST" else None, choices=choices)
    if form.is_valid():
        contacts.pair_buddies(wanting, form.cleaned_data["buddy"], by=request.member)
        messages.success(request, _("Both are being told."))
        return redirect("buddies", request.member.group.public_id)
    return render(request, "groups/welcome/buddy_pair.html", {"form": form, "wanting": wanting})


def _next(request: MemberRequest, step: str) -> HttpResponse:
    say_of_step(step, steps.DONE, by=request.member)
    return redirect("welcome", request.member.group.public_id)


def _glad(member: Membership) -> dict[str, bool]:
    """Whose part it is anyway is a contact until they say that they are not."""
    by_role = member.holds_any(contacts.BY_ROLE)
    said = member.glad_to_be_contact
    return {"glad_to_be_contact": by_role if said is None else said}


def _shown(step: steps.Step, member: Membership) -> dict[str, object]:
    return {"step": step, "said": steps.said_of(member, step.name), "url": _address(step, member)}


def _address(step: steps.Step, member: Membership) -> str:
    """Where it leads, or nothing while that page is not there."""
    try:
        args = [member.group.public_id] if step.in_group else []
        return reverse(step.url_name, args=args) if step.url_name else ""
    except NoReverseMatch:
        return ""
