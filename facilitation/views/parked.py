from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from facilitation.access import for_whoever_runs_where_parked
from facilitation.actions.parked import bring_back, settle_matter
from facilitation.forms.parked import BecameForm, BringBackForm
from facilitation.models import ParkedMatter
from facilitation.models.co_facilitation import sessions_run_by
from facilitation.states.parked import ParkedState
from groups.access import MemberRequest, for_members
from groups.permissions import Permission
from groups.transitions import Refused


@for_members(Permission.SEE_GROUP)
def listing(request: MemberRequest) -> HttpResponse:
    """Everything the group parked: what still waits first, then what became of the rest, newest first."""
    member = request.member
    seen = ParkedMatter.objects.in_group(member.group).visible_to(member)
    here = seen.select_related("session", "brought_to__session")
    waiting, others = here.still_parked(), here.exclude(state=ParkedState.PARKED).order_by("-at", "pk")
    page = Paginator(others, 20).get_page(request.GET.get("page"))
    context = {
        "waiting": waiting[:100],
        "page": page,
        "runs_all": member.may(Permission.RUN_ROOM),
        "runs": sessions_run_by(member),  # the sessions they help to run
    }
    return render(request, "facilitation/parked.html", context)


@for_whoever_runs_where_parked
def back(request: MemberRequest, parked_id: UUID) -> HttpResponse:
    matter = _matter(request, parked_id)
    if matter.state != ParkedState.PARKED:
        raise Refused(
            _("This matter is back on an agenda, or settled. The list of parked matters says which.")
        )
    form = BringBackForm(request.POST or None, matter=matter, by=request.member)
    if request.method == "POST" and form.is_valid():
        bring_back(matter, **form.cleaned_data, by=request.member)
        messages.success(request, _("It is on the agenda now."))
        return redirect("parked", request.member.group.public_id)
    return render(request, "facilitation/parked_back.html", {"form": form, "matter": matter})


@for_whoever_runs_where_parked
def settle(request: MemberRequest, parked_id: UUID) -> HttpResponse:
    matter = _matter(request, parked_id)
    if matter.state == ParkedState.SETTLED:
        raise Refused(_("Somebody has said what became of it. The list of parked matters shows it."))
    form = BecameForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        settle_matter(matter, became=form.cleaned_data["became"], by=request.member)
        messages.success(request, _("Written down. Everyone in the group can read what became of it."))
        return redirect("parked", request.member.group.public_id)
    return render(request, "facilitation/parked_settle.html", {"form": form, "matter": matter})


def _matter(request: MemberRequest, parked_id: UUID) -> ParkedMatter:
    seen = ParkedMatter.objects.in_group(request.member.group).visible_to(request.member)
    return get_object_or_404(seen.select_related("session__group"), public_id=parked_id)
