"""My access profile: what helps me take part, who may see it, and who looked."""

from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from groups.access import MemberRequest, PersonRequest, for_members, for_signed_in
from groups.actions import needs as acts
from groups.forms.needs import NeedsForm, TypedNeedsForm
from groups.models import AccessNeed, AccessProfile, AccessShare, Group, Look, Membership, Person
from groups.needs import shown_needs
from groups.permissions import Permission

LOOKS_ON_A_PAGE = 20
SHOWN_BEFORE = 20  # shares that ended


@dataclass(frozen=True)
class Sharing:
    """One group, and the consent that stands for it, if any."""

    group: Group
    share: AccessShare | None


@for_signed_in
def access_profile(request: PersonRequest) -> HttpResponse:
    """What I need, on one page."""
    person = request.person
    known = list(AccessNeed.objects.filter(person=person).select_related("recorded_by").order_by("pk"))
    form = NeedsForm(request.POST if request.method == "POST" else None, known=known)
    if request.method == "POST" and form.is_valid():
        acts.record_needs(person, form.needs, by=person)
        messages.success(request, _("Saved. You can now say more about each thing, if you like."))
        return redirect("access_profile")
    looks = Look.objects.filter(person=person).select_related("by", "group").order_by("-at", "-pk")
    shares = AccessShare.objects.filter(person=person).select_related("group", "recorded_by")
    context = {
        "form": form,
        "needs": known,
        "profile": AccessProfile.objects.filter(person=person).first(),
        "sharings": _sharings(request, [share for share in shares if not share.withdrawn_at]),
        "before": shares.filter(withdrawn_at__isnull=False).order_by("-withdrawn_at")[:SHOWN_BEFORE],
        "page": Paginator(looks, LOOKS_ON_A_PAGE).get_page(request.GET.get("page")),
    }
    return render(request, "groups/access.html", context)


@for_signed_in
@require_POST
def access_right(request: PersonRequest) -> HttpResponse:
    """Yes, this is right."""
    acts.check_needs(request.person, by=request.person)
    messages.success(
        request, _("Thank you. We ask again in a year, or when something was not there for you.")
    )
    return redirect("access_profile")


@for_signed_in
@require_POST
def access_share(request: PersonRequest) -> HttpResponse:
    """Let those who arrange one group's sessions see it, or stop that at once."""
    group = _group_named(request)
    if request.POST.get("what") == "stop":
        acts.stop_sharing(request.person, group=group, by=request.person)
        messages.success(request, _("Stopped. Nobody in the group sees it any more."))
    else:
        acts.share_needs(request.person, group=group, by=request.person)
        messages.success(request, _("Shared. Those who arrange the sessions can get ready for you."))
    return redirect("access_profile")


@for_members(Permission.TYPE_FOR_OTHERS)
def person_access(request: MemberRequest, member_id: UUID) -> HttpResponse:
    """What somebody said they need, typed for them. Shown only while they let this group see it."""
    member = _someone(request, member_id)
    known = shown_needs([member.person], to=request.member).get(member.person_id, [])
    form = TypedNeedsForm(request.POST if request.method == "POST" else None, known=known)
    if request.method == "POST" and form.is_valid():
        acts.type_needs(member, form.needs, origin=form.cleaned_data["origin"], by=request.member)
        messages.success(request, _("Kept. We tell them what you wrote down."))
        return redirect("person_access", member.group.public_id, member.public_id)
    share = AccessShare.objects.standing().filter(person=member.person, group=member.group).first()
    context = {"form": form, "them": member, "needs": known, "share": share}
    return render(request, "groups/person_access.html", context)


@for_members(Permission.TYPE_FOR_OTHERS)
@require_POST
def person_access_stop(request: MemberRequest, member_id: UUID) -> HttpResponse:
    """They said that it shall not be seen any more."""
    acts.type_stop_sharing(_someone(request, member_id), by=request.member)
    messages.success(request, _("Stopped. Nobody in the group sees it any more."))
    return redirect("people", request.member.group.public_id)


def _someone(request: MemberRequest, member_id: UUID) -> Membership:
    present = request.member.group.memberships.present().select_related("person", "group")
    return get_object_or_404(present, public_id=member_id)


def _sharings(request: PersonRequest, standing: list[AccessShare]) -> list[Sharing]:
    """Each group of this person, and groups they left whose consent still stands."""
    groups = {place.group_id: place.group for place in request.places}
    groups |= {share.group_id: share.group for share in standing}
    by_group = {share.group_id: share for share in standing}
    return [Sharing(group, by_group.get(key)) for key, group in groups.items()]


def _group_named(request: PersonRequest) -> Group:
    """A group of this person, or one that still may see it."""
    try:
        key = UUID(request.POST.get("group", ""))
    except ValueError:
        key = None
    return get_object_or_404(_groups_of(request.person), public_id=key)


def _groups_of(person: Person) -> QuerySet[Group]:
    here = person.memberships.present().filter(group=OuterRef("pk"))
    shared = AccessShare.objects.standing().filter(person=person, group=OuterRef("pk"))
    return Group.objects.filter(Exists(here) | Exists(shared))
