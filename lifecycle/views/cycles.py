from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from groups.access import MemberRequest, for_members
from groups.models import Group
from groups.permissions import Permission
from lifecycle import needs
from lifecycle.actions import cycles
from lifecycle.forms.cycles import StageForm, StrengthForm, WorryForm
from lifecycle.models import Cycle, Stage
from lifecycle.ring import RingStage
from lifecycle.stages import BY_NUMBER
from lifecycle.states import StageState


def ring_of(group: Group) -> list[RingStage]:
    """The stages of the group's current cycle, for the ring; none before its first cycle."""
    stages = Stage.objects.filter(group=group, cycle__ended_on__isnull=True)
    return [
        RingStage(
            number=stage.number,
            name=str(BY_NUMBER[stage.number].name),
            strength=stage.strength,
            is_open=stage.state == StageState.OPEN,
            url=reverse("stage", args=[group.public_id, stage.number]),
        )
        for stage in stages
    ]


@for_members(Permission.SEE_GROUP)
def how_we_work(request: MemberRequest) -> HttpResponse:
    group = request.member.group
    past = Cycle.objects.in_group(group).filter(ended_on__isnull=False).order_by("-number")
    current = Cycle.objects.in_group(group).current().first()
    may_begin = request.member.may(Permission.ACT_FOR_GROUP)
    return render(
        request,
        "lifecycle/cycles/how_we_work.html",
        {"cycle": current, "past": past, "ring_stages": ring_of(group), "may_begin": may_begin},
    )


@for_members(Permission.ACT_FOR_GROUP)
@require_http_methods(["GET", "POST"])
def cycle_begin(request: MemberRequest) -> HttpResponse:
    form = StageForm(request.POST if request.method == "POST" else None, group=request.member.group)
    if form.is_valid():
        cycles.begin_cycle(by=request.member, item=form.cleaned_data.get("item"))
        return redirect("how_we_work", request.member.group.public_id)
    return render(request, "lifecycle/cycles/begin.html", {"form": form})


@for_members(Permission.SEE_GROUP)
def stage(request: MemberRequest, stage_number: int) -> HttpResponse:
    return _stage_page(request, _stage(request, stage_number))


@for_members(Permission.ACT_FOR_GROUP)
@require_http_methods(["GET", "POST"])
def stage_open(request: MemberRequest, stage_number: int) -> HttpResponse:
    return _act(request, stage_number, cycles.open_stage, _("Open this stage"))


@for_members(Permission.ACT_FOR_GROUP)
@require_http_methods(["GET", "POST"])
def stage_leave(request: MemberRequest, stage_number: int) -> HttpResponse:
    return _act(request, stage_number, cycles.leave_stage, _("Leave this stage for now"))


@for_members(Permission.ACT_FOR_GROUP)
@require_http_methods(["GET", "POST"])
def stage_strength(request: MemberRequest, stage_number: int) -> HttpResponse:
    return _act(request, stage_number, cycles.say_strength, _("How strong is this?"), form_class=StrengthForm)


@for_members(Permission.TAKE_PART_IN_REVIEWS)
@require_POST
def worry(request: MemberRequest, stage_number: int) -> HttpResponse:
    found = _stage(request, stage_number)
    form = WorryForm(request.POST)
    if not form.is_valid():
        return _stage_page(request, found, worry_form=form)
    cycles.add_worry(found, words=form.cleaned_data["words"])
    messages.success(request, _("Thank you. The facilitators can read it, without your name."))
    return redirect("stage", request.member.group.public_id, stage_number)


def _act(
    request: MemberRequest,
    stage_number: int,
    act: Callable[..., Any],
    title: str,
    *,
    form_class: type[StageForm] = StageForm,
) -> HttpResponse:
    """A form that asks where the group agreed it, then the act."""
    found = _stage(request, stage_number)
    form = form_class(request.POST if request.method == "POST" else None, group=request.member.group)
    if form.is_valid():
        act(found, by=request.member, **form.cleaned_data)
        return redirect("stage", request.member.group.public_id, stage_number)
    about = BY_NUMBER[stage_number]
    missing = [row for row in needs.check(found.cycle)[stage_number] if not row.is_met]
    return render(
        request,
        "lifecycle/cycles/act.html",
        {"form": form, "title": title, "about": about, "missing": missing},
    )


def _stage(request: MemberRequest, number: int) -> Stage:
    current = Stage.objects.filter(group=request.member.group, cycle__ended_on__isnull=True)
    return get_object_or_404(current.select_related("cycle__group"), number=number)


def _stage_page(request: MemberRequest, found: Stage, *, worry_form: WorryForm | None = None) -> HttpResponse:
    member = request.member
    reads_worries = member.may(Permission.ACT_FOR_GROUP) and member.may(Permission.SEE_ANONYMOUS)
    return render(
        request,
        "lifecycle/cycles/stage.html",
        {
            "stage": found,
            "about": BY_NUMBER[found.number],
            "needs": needs.check(found.cycle)[found.number],
            "words": found.words.select_related("decision").order_by("-pk")[:20],
            "worries": found.worries.order_by("pk") if reads_worries else [],
            "may_act": member.may(Permission.ACT_FOR_GROUP),
            "worry_form": worry_form
            or (WorryForm() if member.may(Permission.TAKE_PART_IN_REVIEWS) and not reads_worries else None),
        },
        status=422 if worry_form else 200,
    )
