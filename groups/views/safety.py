"""If something is not right: whom to tell, a call, a concern, no contact with someone."""

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from groups.access import MemberRequest, for_members
from groups.actions import contacts
from groups.actions import safety as acts
from groups.forms.safety import BlockForm, CallMeForm, ConcernForm
from groups.models import CallMe, ContactBlock, Membership
from groups.models.memberships import MembershipQuerySet
from groups.outside import whom_to_tell
from groups.permissions import Permission


@for_members(Permission.SEE_GROUP)
@require_safe
def safety(request: MemberRequest) -> HttpResponse:
    member = request.member
    context = {
        "told": whom_to_tell(member.group),
        "contact": contacts.contact_of(member),
        "calls": CallMe.objects.of(member).waiting(),
        "help_lines": settings.HELP_LINES,
    }
    return render(request, "groups/safety/safety.html", context)


@for_members(Permission.SEE_GROUP)
def call_me(request: MemberRequest) -> HttpResponse:
    form = CallMeForm(request.POST if request.method == "POST" else None, by=request.member)
    if form.is_valid():
        call = acts.ask_for_call(**form.asked(), by=request.member)
        messages.success(request, _("%(name)s is being told now.") % {"name": call.to.name})
        return redirect("safety", request.member.group.public_id)
    return render(request, "groups/safety/call_me.html", _with_help(request, form))


@for_members(Permission.SEE_GROUP)
@require_POST
def call_withdraw(request: MemberRequest, call_id: UUID) -> HttpResponse:
    mine = CallMe.objects.of(request.member)
    acts.withdraw_call(get_object_or_404(mine, public_id=call_id))
    messages.success(request, _("Taken back. Your number is deleted."))
    return redirect("safety", request.member.group.public_id)


@for_members(Permission.SEE_GROUP)
def concern_new(request: MemberRequest) -> HttpResponse:
    """Written to the one outside alone. Where they cannot read it here, the page has only the phone."""
    form = ConcernForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        concern = acts.send_concern(words=form.cleaned_data["words"], by=request.member)
        messages.success(request, _("Sent. Nobody in the group sees it."))
        return redirect("concern", concern.public_id)
    return render(request, "groups/safety/concern_new.html", _with_help(request, form))


@for_members(Permission.SEE_GROUP)
def blocks(request: MemberRequest) -> HttpResponse:
    """No contact with someone. They never learn it."""
    others = _others(request.member)
    form = BlockForm(request.POST if request.method == "POST" else None, others=others)
    if form.is_valid():
        chosen = form.cleaned_data
        contacts.block_contact(chosen["other"], tell=chosen["tell"], by=request.member)
        messages.success(request, _("Kept. They are not told."))
        return redirect("blocks", request.member.group.public_id)
    mine = ContactBlock.objects.by(request.member)
    return render(request, "groups/safety/blocks.html", {"form": form, "blocks": mine})


@for_members(Permission.SEE_GROUP)
@require_POST
def block_end(request: MemberRequest, block_id: UUID) -> HttpResponse:
    mine = ContactBlock.objects.by(request.member)
    contacts.end_block(get_object_or_404(mine, public_id=block_id))
    messages.success(request, _("That is over. They are not told."))
    return redirect("blocks", request.member.group.public_id)


@for_members(Permission.ARRANGE)
@require_safe
def keep_apart(request: MemberRequest) -> HttpResponse:
    """Only where the person wants those who arrange to know, and never shown to the one it is about."""
    told = ContactBlock.objects.told_to(request.member)
    return render(request, "groups/safety/keep_apart.html", {"pairs": told})


def _others(member: Membership) -> MembershipQuerySet:
    return member.group.memberships.present().exclude(pk=member.pk).order_by("name", "pk")


def _with_help(request: MemberRequest, form: CallMeForm | ConcernForm) -> dict[str, object]:
    told = whom_to_tell(request.member.group)
    return {"form": form, "told": told, "help_lines": settings.HELP_LINES}
