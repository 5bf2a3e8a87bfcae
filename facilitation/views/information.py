from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from facilitation.actions.information import add_format, is_author, may_answer
from facilitation.forms.information import FormatForm
from facilitation.information import how_early, topics_with_days, what_changed, what_does_not_add_up
from facilitation.model_map import PARTS
from facilitation.models import InformationFormat, InformationItem, InformationVersion
from facilitation.models.information import InformationQuerySet
from facilitation.needs import readers
from facilitation.states.information import InformationKind, QuestionState
from groups.access import MemberRequest, for_members
from groups.consents import wording_of
from groups.files.serving import serve
from groups.models import Membership
from groups.pages import Pages
from groups.permissions import Permission

A_PAGE = 20


@for_members(Permission.SEE_GROUP)
def listing(request: MemberRequest) -> HttpResponse:
    """Everything shared, the newest first; of one kind, or about one part of the operating model, if asked."""
    kind, part = request.GET.get("kind", ""), request.GET.get("part", "")
    items = InformationItem.objects.in_group(request.member.group).newest_first()
    if kind in InformationKind:
        items = items.filter(kind=kind)
    if part in PARTS:
        items = items.about_part(part)
    shown = items.select_related("shared_by", "group", "current").prefetch_related(topics_with_days())
    page = Pages(shown.defer("words", "current__words"), A_PAGE).get_page(request.GET.get("page"))
    for item in page:
        setattr(item, "early", how_early(item))  # noqa: B010  # for the template alone
    context = {
        "page": page,
        "kinds": InformationKind.choices,
        "kind": kind,
        "parts": PARTS.items(),
        "part": part,
        "query": urlencode({"kind": kind, "part": part}) if kind or part else "",
    }
    return render(request, "facilitation/information.html", context)


@for_members(Permission.SEE_GROUP)
def show(request: MemberRequest, item_id: UUID) -> HttpResponse:
    item = _item(request, item_id)
    versions = list(item.versions.select_related("by").defer("words").order_by("-number"))
    sheet = item.current and InformationVersion.objects.prefetch_related("lines").get(pk=item.current.pk)
    context = {
        "item": item,
        "versions": versions,
        "lines": sheet.lines.all() if sheet else (),
        "off": what_does_not_add_up(sheet) if sheet else (),
        "formats": item.formats.select_related("upload").order_by("kind"),
        "early": how_early(item),
        "agreed_words": wording_of(item.consent) if item.consent else "",
        "parts": [PARTS[tag.part] for tag in item.tags.all() if tag.part in PARTS],
        "questions": item.questions.exclude(state=QuestionState.TAKEN_BACK)
        .select_related("asked_by", "answered_by")
        .order_by("asked_on", "pk"),
        "may_change": is_author(item, request.member) and not item.is_gone,
        "may_answer": may_answer(item, request.member),
    }
    return render(request, "facilitation/information_item.html", context)


@for_members(Permission.SEE_GROUP)
@require_safe
def plain(request: MemberRequest, item_id: UUID) -> HttpResponse:
    """The words alone, for a reader of one's own."""
    context = {"item": _item(request, item_id)}
    return render(
        request, "facilitation/information_plain.txt", context, content_type="text/plain; charset=utf-8"
    )


@for_members(Permission.SEE_GROUP)
@require_safe
def compare(request: MemberRequest, item_id: UUID) -> HttpResponse:
    """What changed between two versions, the newest two unless others are asked for."""
    item = _item(request, item_id)
    versions = list(item.versions.select_related("by").prefetch_related("lines").order_by("-number"))
    if len(versions) < 2:
        raise Http404
    by_number = {str(version.number): version for version in versions}
    new = by_number.get(request.GET.get("new", ""), versions[0])
    old = by_number.get(request.GET.get("old", ""), versions[1])
    if old.number > new.number:
        old, new = new, old
    context = {"item": item, "versions": versions, "old": old, "new": new, "changes": what_changed(old, new)}
    return render(request, "facilitation/information_compare.html", context)


@for_members(Permission.SEE_GROUP)
@require_safe
def version(request: MemberRequest, version_id: UUID) -> HttpResponse:
    """An item as its words once stood."""
    versions = InformationVersion.objects.filter(group=request.member.group)
    found = get_object_or_404(
        versions.select_related("item__current", "by").prefetch_related("lines"), public_id=version_id
    )
    context = {"version": found, "item": found.item, "lines": found.lines.all()}
    return render(request, "facilitation/information_version.html", context)


@for_members(Permission.SEE_GROUP)
@require_safe
def file(request: MemberRequest, item_id: UUID) -> HttpResponseBase:
    """The document itself, for everyone who may read the item."""
    item = _item(request, item_id)
    if item.upload is None:
        raise Http404
    return serve(request, item.upload)


@for_members(Permission.SEE_GROUP)
@require_safe
def format_file(request: MemberRequest, format_id: UUID) -> HttpResponseBase:
    """The same in another format, for everyone who may read the item."""
    formats = InformationFormat.objects.filter(group=request.member.group).select_related("upload")
    given = get_object_or_404(formats, public_id=format_id)
    if given.upload is None:
        raise Http404
    return serve(request, given.upload)


@for_members(Permission.SHARE_INFORMATION)
def format_add(request: MemberRequest, item_id: UUID) -> HttpResponse:
    item = _item(request, item_id)
    form = FormatForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        add_format(
            item,
            kind=given["kind"],
            file=given["file"],
            link=given["link"],
            expected_on=given["expected_on"],
            by=request.member,
        )
        messages.success(request, _("Everyone can see this format now."))
        return redirect("information_item", request.member.group.public_id, item.public_id)
    context = {"form": form, "item": item, **readers(request.member)}
    return render(request, "facilitation/information_format.html", context)


def items_of(member: Membership) -> InformationQuerySet:
    """Items with all that their pages ask."""
    items = InformationItem.objects.in_group(member.group)
    return items.select_related(
        "shared_by", "group", "upload", "current", "consent__upload"
    ).prefetch_related("tags", topics_with_days())


def _item(request: MemberRequest, item_id: UUID) -> InformationItem:
    return get_object_or_404(items_of(request.member), public_id=item_id)
