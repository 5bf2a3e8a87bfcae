"""Systems, duties and new groups, for whoever holds the duty. Nothing inside a group is seen from here."""

from uuid import UUID

from django.contrib import messages
from django.db.models import Exists, OuterRef
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from groups.access import PersonRequest, duties_granting, for_duty
from groups.actions import setting_up
from groups.forms.setting_up import DutyForm, FacilitatorForm, GroupForm, SystemForm
from groups.models import Group, Membership, System
from groups.permissions import SystemPermission
from groups.transitions import Refused


@for_duty(SystemPermission.CREATE_GROUPS)
def systems(request: PersonRequest) -> HttpResponse:
    """The systems this person looks after, and their groups by name and state."""
    mine = System.objects.filter(
        duty_holders__in=duties_granting(request.person, SystemPermission.CREATE_GROUPS)
    )
    mine = mine.distinct().order_by("name", "pk")
    begun = Membership.objects.facilitating().filter(group=OuterRef("pk"))
    groups = Group.objects.filter(system__in=mine).annotate(has_begun=Exists(begun)).order_by("name", "pk")
    shown = [(system, [group for group in groups if group.system_id == system.pk]) for system in mine]
    gives = set(_held_in(request, SystemPermission.GIVE_DUTIES))
    return render(
        request,
        "groups/systems.html",
        {
            "systems": [(system, some, system.pk in gives) for system, some in shown],
            "may_create_systems": duties_granting(request.person, SystemPermission.CREATE_SYSTEMS).exists(),
        },
    )


@for_duty(SystemPermission.CREATE_SYSTEMS)
def new_system(request: PersonRequest) -> HttpResponse:
    form = SystemForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return render(request, "groups/new_system.html", {"form": form})
    setting_up.create_system(**form.cleaned_data, by=request.person)
    messages.success(request, _("The system is there. You look after it."))
    return redirect("systems")


@for_duty(SystemPermission.GIVE_DUTIES)
def give_duty(request: PersonRequest, system_id: UUID) -> HttpResponse:
    system = _find(request, system_id, SystemPermission.GIVE_DUTIES)
    form = DutyForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return render(request, "groups/give_duty.html", {"form": form, "system": system})
    setting_up.give_duty(system=system, **form.cleaned_data, by=request.person)
    messages.success(request, _("They hold the duty now. Tell them to sign in with their email."))
    return redirect("systems")


@for_duty(SystemPermission.CREATE_GROUPS)
def new_group(request: PersonRequest, system_id: UUID) -> HttpResponse:
    system = _find(request, system_id, SystemPermission.CREATE_GROUPS)
    form = GroupForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and _created(form, system, request):
        messages.success(
            request,
            _(
                "The group is forming. Its facilitator and decision-maker are invited by email. "
                "If the group has met before, the facilitator can bring its people and requests."
            ),
        )
        return redirect("systems")
    return render(request, "groups/new_group.html", {"form": form, "system": system})


@for_duty(SystemPermission.CREATE_GROUPS)
def first_facilitator(request: PersonRequest, system_id: UUID, forming_id: UUID) -> HttpResponse:
    """Name somebody else to begin a group, while nobody facilitates it yet."""
    system = _find(request, system_id, SystemPermission.CREATE_GROUPS)
    group = get_object_or_404(system.groups, public_id=forming_id)
    form = FacilitatorForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return render(request, "groups/first_facilitator.html", {"form": form, "group": group})
    setting_up.invite_first_facilitator(group=group, guest=form.facilitator(), by=request.person)
    messages.success(request, _("They are invited by email."))
    return redirect("systems")


def _created(form: GroupForm, system: System, request: PersonRequest) -> bool:
    try:
        setting_up.create_group(
            system=system,
            name=form.cleaned_data["name"],
            nation=form.cleaned_data["nation"],
            facilitator=form.facilitator(),
            lead=form.lead(),
            by=request.person,
        )
    except Refused as refused:
        form.add_error("lead_email", str(refused))
    return form.is_valid()


def _held_in(request: PersonRequest, permission: SystemPermission) -> list[int]:
    return list(duties_granting(request.person, permission).values_list("system_id", flat=True))


def _find(request: PersonRequest, system_id: UUID, permission: SystemPermission) -> System:
    """The system, if this person holds a duty for it that grants the permission; else 404."""
    held = duties_granting(request.person, permission).filter(system__public_id=system_id).first()
    if held is None:
        raise Http404
    return held.system
