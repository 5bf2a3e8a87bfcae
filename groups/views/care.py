"""Is anyone here involved in your care, or your family's? Asked in private; read by the chosen contact alone."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from groups.access import MemberRequest, for_members
from groups.actions import safety as acts
from groups.actions.contacts import contact_of
from groups.forms.safety import CareTieForm
from groups.looks import looked_at
from groups.models import CareTie, Look, Membership
from groups.permissions import Permission


@for_members(Permission.SEE_GROUP)
def care_ties(request: MemberRequest) -> HttpResponse:
    """One's own; who reads it stands on the page before anything is written."""
    member = request.member
    contact = contact_of(member)
    others = member.group.memberships.present().exclude(pk__in=[member.pk, contact.pk if contact else None])
    form = CareTieForm(request.POST if request.method == "POST" else None, others=others.order_by("name"))
    if form.is_valid():
        acts.tell_of_care(**form.cleaned_data, by=member)
        messages.success(request, _("Kept. Only your contact can read it."))
        return redirect("care_ties", member.group.public_id)
    context = {"form": form, "contact": contact, "ties": CareTie.objects.of(member)}
    return render(request, "groups/safety/care_ties.html", context)


@for_members(Permission.SEE_GROUP)
@require_POST
def care_tie_delete(request: MemberRequest, tie_id: UUID) -> HttpResponse:
    acts.forget_care(_mine(request, tie_id))
    messages.success(request, _("Deleted."))
    return redirect("care_ties", request.member.group.public_id)


@for_members(Permission.SEE_GROUP)
@require_POST
def care_tie_show(request: MemberRequest, tie_id: UUID) -> HttpResponse:
    """Let the contact whom one has now read it."""
    acts.let_contact_see(_mine(request, tie_id), by=request.member)
    messages.success(request, _("Your contact can read it now."))
    return redirect("care_ties", request.member.group.public_id)


@for_members(Permission.SEE_GROUP)
@require_safe
def told_me(request: MemberRequest) -> HttpResponse:
    """Who chose me as their contact, and what they told me. Each look is written down for them to see."""
    member = request.member
    ties = list(CareTie.objects.told(member))
    looked_at({tie.member.person for tie in ties}, Look.What.CARE_TIE, by=member)
    chose_me = Membership.objects.present().filter(group=member.group, contact=member).with_names()
    told = [(one, [tie for tie in ties if tie.member_id == one.pk]) for one in chose_me]
    return render(request, "groups/safety/told_me.html", {"told": told})


def _mine(request: MemberRequest, tie_id: UUID) -> CareTie:
    return get_object_or_404(CareTie.objects.of(request.member), public_id=tie_id)
