"""Sharing information and changing it, with a look at how it reads before everyone has it."""

from typing import cast
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from facilitation.actions.information import change_information, may_change, share_information
from facilitation.forms.information import LINE, InformationForm, LineFormSet, Sheet
from facilitation.glossary import words_known
from facilitation.models import InformationVersion
from facilitation.needs import readers
from facilitation.states.information import InformationKind
from facilitation.views.information import items_of
from groups.access import MemberRequest, for_members
from groups.permissions import Permission
from groups.readability import Hints, look_at

LOOKED_AT = ("summary", "words", "missing")


@for_members(Permission.SHARE_INFORMATION)
def new(request: MemberRequest) -> HttpResponse:
    kind = _kind(request)
    form = InformationForm(request.POST or None, request.FILES or None, by=request.member, kind=kind)
    sheet = _sheet(request, kind, None)
    if request.method == "POST" and "look" not in request.POST and form.is_valid() and sheet.is_valid():
        given = form.cleaned_data
        item = share_information(
            form.save(commit=False),
            file=given["file"],
            lines=sheet.lines(),
            topics=given.get("topics", ()),
            parts=given["parts"],
            by=request.member,
        )
        messages.success(request, _("Shared with everyone in the group at the same time."))
        return redirect("information_item", request.member.group.public_id, item.public_id)
    context = {"form": form, "kind": kind, "kinds": _kinds(request), **readers(request.member)}
    return render(request, "facilitation/information_new.html", context | _beside(request, sheet, kind))


@for_members(Permission.SHARE_INFORMATION)
def change(request: MemberRequest, item_id: UUID) -> HttpResponse:
    item = get_object_or_404(items_of(request.member), public_id=item_id)
    may_change(item, request.member)
    form = InformationForm(request.POST or None, by=request.member, kind=item.kind, instance=item)
    form.initial["parts"] = [tag.part for tag in item.tags.all()]
    form.initial["topics"] = [topic.public_id for topic in item.topics.all()]
    sheet = _sheet(request, item.kind, item.current)
    if request.method == "POST" and "look" not in request.POST and form.is_valid() and sheet.is_valid():
        given = form.cleaned_data
        change_information(
            item,
            words=form.words_by_name(),
            why=given["why"],
            lines=sheet.lines(),
            topics=given.get("topics", ()),
            parts=given["parts"],
            by=request.member,
        )
        messages.success(request, _("Changed. Everyone sees what is new, and the old words stay to be read."))
        return redirect("information_item", request.member.group.public_id, item.public_id)
    context = {"form": form, "item": item}
    return render(
        request, "facilitation/information_change.html", context | _beside(request, sheet, item.kind)
    )


def _sheet(request: MemberRequest, kind: str, version: InformationVersion | None) -> Sheet:
    """The lines of a budget; of anything else no line is read."""
    is_budget = kind == InformationKind.BUDGET
    empty = {"lines-TOTAL_FORMS": "0", "lines-INITIAL_FORMS": "0"}
    data = request.POST if is_budget and "lines-TOTAL_FORMS" in request.POST else empty
    before = version.lines.order_by("position") if version and is_budget else ()
    initial = [{name: getattr(line, name) for name in LINE} for line in before]
    sheet = LineFormSet(data if request.method == "POST" else None, initial=initial, prefix="lines")
    return cast("Sheet", sheet)


def _beside(request: MemberRequest, sheet: Sheet, kind: str) -> dict[str, object]:
    hints: dict[str, Hints] = {}
    if "look" in request.POST:
        texts = (request.POST.get(name, "") for name in LOOKED_AT)
        hints["hints"] = look_at(*texts, known=words_known(request.member.group))
    return hints | {"sheet": sheet if kind == InformationKind.BUDGET else None}


def _kind(request: MemberRequest) -> str:
    """What it is to be, as the address says."""
    asked = request.GET.get("kind", "")
    return asked if asked in dict(_kinds(request)) else InformationKind.POLICY


def _kinds(request: MemberRequest) -> list[tuple[str, str]]:
    """A story is shared by those who keep the list of what people agreed to."""
    may = request.member.may(Permission.KEEP_CONSENTS)
    return [
        (kind, str(label)) for kind, label in InformationKind.choices if may or kind != InformationKind.STORY
    ]
