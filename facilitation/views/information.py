from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from facilitation.actions.information import share_information
from facilitation.forms.information import InformationForm
from facilitation.models import InformationItem
from groups.access import MemberRequest, for_members
from groups.files.serving import serve
from groups.models import Membership
from groups.needs import FORMATS, flagged, formats_needed
from groups.permissions import Permission

A_PAGE = 20


@for_members(Permission.SEE_GROUP)
def listing(request: MemberRequest) -> HttpResponse:
    items = InformationItem.objects.in_group(request.member.group).newest_first()
    page = Paginator(items.defer("words"), A_PAGE).get_page(request.GET.get("page"))
    return render(request, "facilitation/information.html", {"page": page})


@for_members(Permission.SEE_GROUP)
def show(request: MemberRequest, item_id: UUID) -> HttpResponse:
    items = InformationItem.objects.in_group(request.member.group).select_related(
        "shared_by", "upload", "consent__upload"
    )
    item = get_object_or_404(items, public_id=item_id)
    return render(request, "facilitation/information_item.html", {"item": item})


@for_members(Permission.SEE_GROUP)
@require_safe
def file(request: MemberRequest, item_id: UUID) -> HttpResponseBase:
    """The document itself, for everyone who may read the item."""
    items = InformationItem.objects.in_group(request.member.group).select_related("upload")
    item = get_object_or_404(items, public_id=item_id)
    if item.upload is None:
        raise Http404
    return serve(request, item.upload)


@for_members(Permission.SHARE_INFORMATION)
def new(request: MemberRequest) -> HttpResponse:
    form = InformationForm(request.POST or None, request.FILES or None, by=request.member)
    if request.method == "POST" and form.is_valid():
        item = share_information(form.save(commit=False), file=form.cleaned_data["file"], by=request.member)
        messages.success(request, _("Shared with everyone in the group at the same time."))
        return redirect("information_item", request.member.group.public_id, item.public_id)
    return render(request, "facilitation/information_new.html", {"form": form, **_readers(request.member)})


def _readers(member: Membership) -> dict[str, object]:
    """How people need papers, for those who arrange. Anyone else reads the same words whoever needs what."""
    if not member.may(Permission.ARRANGE):
        return {}
    return {"formats": formats_needed(member.group), "readers": flagged(to=member, kinds=FORMATS)}
