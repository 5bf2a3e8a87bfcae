"""What a helper may do about the person themselves: their access profile, messages and how to reach them."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from groups.access import HelperRequest, MemberRequest, for_helpers, for_members
from groups.actions import helpers as acts
from groups.actions.needs import record_needs
from groups.actions.reaching import change_reach
from groups.forms.helpers import TypedHelperForm
from groups.forms.needs import NeedsForm
from groups.forms.reaching import ReachForm
from groups.kinds import KINDS
from groups.looks import looked_at
from groups.models import AccessNeed, Delivery, Helper, Look
from groups.permissions import Permission
from groups.states import Channel, HelperPower
from groups.transitions import Refused

A_PAGE = 20


@for_helpers(HelperPower.ACCESS)
def helping_access(request: HelperRequest) -> HttpResponse:
    """What helps them take part. Who may see it, they say themselves."""
    them = request.helper.member.person
    known = list(AccessNeed.objects.filter(person=them).order_by("pk"))
    form = NeedsForm(request.POST if request.method == "POST" else None, known=known)
    if request.method == "POST" and form.is_valid():
        record_needs(them, form.needs, by=request.person, helped_by=request.helper)
        messages.success(request, _("Saved. They can read that you did this."))
        return redirect("helping_one", request.helper.public_id)
    return render(
        request, "groups/helping_form.html", {"form": form, "helper": request.helper, "about": "access"}
    )


@for_helpers(HelperPower.MESSAGES)
@require_safe
def helping_messages(request: HelperRequest) -> HttpResponse:
    """What the group told them, but for what is theirs alone."""
    theirs = Delivery.objects.filter(
        person=request.helper.member.person,
        channel=Channel.APP,
        notification__group=request.helper.group,
        notification__kind__in=[kind.name for kind in KINDS.values() if kind.helpers_may_read],
    )
    rows = theirs.select_related("notification__group").order_by("-notification__created_at", "-pk")
    page = Paginator(rows, A_PAGE).get_page(request.GET.get("page"))
    acts.read_messages(request.helper)
    return render(request, "groups/helping_messages.html", {"page": page, "helper": request.helper})


@for_helpers(HelperPower.REACH)
def helping_reach(request: HelperRequest) -> HttpResponse:
    """How to reach them."""
    them = request.helper.member.person
    form = ReachForm(request.POST if request.method == "POST" else None, instance=them)
    if request.method == "POST" and form.is_valid():
        again = form.cleaned_data.get("again", [])
        change_reach(form.chosen(), again=again, by=them, helped_by=request.helper)
        messages.success(request, _("Saved. They can read that you did this."))
        return redirect("helping_one", request.helper.public_id)
    return render(
        request, "groups/helping_form.html", {"form": form, "helper": request.helper, "about": "reach"}
    )


@for_members(Permission.TYPE_FOR_OTHERS)
def person_helpers(request: MemberRequest, member_id: UUID) -> HttpResponse:
    """Name a helper for somebody without a screen, who asked for it alone."""
    present = request.member.group.memberships.present().select_related("person", "group")
    them = get_object_or_404(present, public_id=member_id)
    form = TypedHelperForm(request.POST if request.method == "POST" else None, own_email=them.person.mail_to)
    if request.method == "POST" and form.is_valid():
        said = {name: value for name, value in form.cleaned_data.items() if name != "consent"}
        try:
            acts.name_helper(them, **said, by=request.person)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Asked. They help from the moment they say yes."))
            return redirect("person_helpers", them.group.public_id, them.public_id)
    context = {
        "form": form,
        "them": them,
        "helpers": Helper.objects.standing().filter(member=them).order_by("pk"),
    }
    return render(request, "groups/person_helpers.html", context)


@for_members(Permission.TYPE_FOR_OTHERS)
def helper_of(request: MemberRequest, helper_id: UUID) -> HttpResponse:
    """One helper: write down what the person said when they were asked alone, or stop it for safety."""
    rows = Helper.objects.in_group(request.member.group).select_related("member__person", "group", "person")
    helper = get_object_or_404(rows, public_id=helper_id)
    if request.method == "POST":
        if request.POST.get("what") == "keep":
            acts.keep_helper(helper, by=request.person)
            messages.success(request, _("Kept as they said it."))
        else:
            acts.stop_helper(helper, by=request.person)
            messages.success(request, _("Stopped. The helper can do nothing for them any more."))
        return redirect("person_helpers", helper.group.public_id, helper.member.public_id)
    looked_at([helper.member.person], Look.What.REACH, by=request.member)  # it shows their phone number
    return render(request, "groups/helper_of.html", {"helper": helper})
