"""Writing a report together: each head on a page of its own, with its versions and what is said about it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from groups.access import MemberRequest, for_members
from groups.permissions import Permission
from lifecycle.actions import reports, writing
from lifecycle.forms.writing import HINTS, CommentForm, HeadForm, RestoreForm, TitleForm
from lifecycle.models import ImpactReport, ReportComment, ReportText
from lifecycle.reporting import HEADS
from lifecycle.views.reports import find_report

NAMES = dict(HEADS)


@for_members(Permission.WRITE_REPORT)
@require_http_methods(["GET", "POST"])
def report_write(request: MemberRequest, report_id: UUID) -> HttpResponse:
    """All heads, each with how far it is; and the report's title."""
    found = _draft(request, report_id)
    form = TitleForm(request.POST or None, instance=found)
    if request.method == "POST" and form.is_valid():
        writing.name_report(report=found, title=form.cleaned_data["title"], by=request.member)
        return redirect("report_write", found.group.public_id, found.public_id)
    return render(
        request, "lifecycle/impact/report_write.html", {"form": form, "report": found, "heads": _heads(found)}
    )


@for_members(Permission.WRITE_REPORT)
@require_http_methods(["GET", "POST"])
def report_head(request: MemberRequest, report_id: UUID, head: str) -> HttpResponse:
    """The words under one head. Where somebody else saved meanwhile, both are shown and nothing is overwritten."""
    found, name = _draft(request, report_id), _name(head)
    latest = writing.latest_text(found, head)
    form = HeadForm(request.POST or None, head=head, initial=_begun(found, head, latest))
    if request.method == "POST" and form.is_valid():
        try:
            writing.write_head(report=found, head=head, **form.cleaned_data, by=request.member)
        except writing.Newer as newer:
            latest = newer.text
            form = HeadForm(head=head, initial=_begun(found, head, latest) | {"words": form.data["words"]})
            return _head_page(request, found, head, name, form=form, latest=latest, newer=latest)
        messages.success(request, _("Saved. Earlier versions are kept."))
        return redirect("report_head", found.group.public_id, found.public_id, head)
    return _head_page(request, found, head, name, form=form, latest=latest)


@for_members(Permission.WRITE_REPORT)
@require_http_methods(["GET", "POST"])
def report_texts(request: MemberRequest, report_id: UUID, head: str) -> HttpResponse:
    """Every version, the newest first: who saved it and when. While the report is a draft, any may stand again."""
    found, name = find_report(request, report_id), _name(head)
    form = RestoreForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        number = form.cleaned_data["number"]
        writing.restore_head(report=found, head=head, number=number, by=request.member)
        messages.success(request, _("That version stands again. What stood before it is kept."))
        return redirect("report_head", found.group.public_id, found.public_id, head)
    versions = found.texts.filter(head=head).select_related("by").order_by("-number")
    context = {"report": found, "head": head, "name": name, "versions": versions}
    return render(request, "lifecycle/impact/report_texts.html", context)


@for_members(Permission.WRITE_REPORT)
@require_POST
def report_comment(request: MemberRequest, report_id: UUID, head: str) -> HttpResponse:
    found, name = _draft(request, report_id), _name(head)
    form = CommentForm(request.POST)
    if form.is_valid():
        writing.comment(report=found, head=head, words=form.cleaned_data["words"], by=request.member)
        return redirect("report_head", found.group.public_id, found.public_id, head)
    latest = writing.latest_text(found, head)
    words = HeadForm(head=head, initial=_begun(found, head, latest))
    return _head_page(request, found, head, name, form=words, latest=latest, comment_form=form)


@for_members(Permission.WRITE_REPORT)
@require_POST
def report_comment_settle(request: MemberRequest, report_id: UUID, comment_id: UUID) -> HttpResponse:
    said = _comment(request, report_id, comment_id)
    writing.settle_comment(said, by=request.member)
    return redirect("report_head", said.group.public_id, said.report.public_id, said.head)


@for_members(Permission.WRITE_REPORT)
@require_POST
def report_comment_take_back(request: MemberRequest, report_id: UUID, comment_id: UUID) -> HttpResponse:
    said = _comment(request, report_id, comment_id)
    writing.take_back_comment(said, by=request.member)
    messages.success(request, _("Your comment is gone."))
    return redirect("report_head", said.group.public_id, said.report.public_id, said.head)


def _head_page(
    request: MemberRequest, found: ImpactReport, head: str, name: object, **more: Any
) -> HttpResponse:
    comments = found.comments.filter(head=head).select_related("by")
    context = {
        "report": found,
        "head": head,
        "name": name,
        "comments": comments,
        "comment_form": CommentForm(initial={"words": request.POST.get("comment-words", "")}),
        **more,
    }
    return render(request, "lifecycle/impact/report_head.html", context)


def _begun(report: ImpactReport, head: str, latest: ReportText | None) -> dict[str, Any]:
    return {"words": getattr(report, head), "began_from": latest.number if latest else 0}


def _heads(report: ImpactReport) -> list[dict[str, Any]]:
    """In two questions, however many versions and comments there are."""
    latest = {text.head: text for text in report.texts.select_related("by").order_by("number")}
    open_comments = list(report.comments.filter(settled_at=None).values_list("head", flat=True))
    return [
        {
            "key": key,
            "name": name,
            "hint": HINTS[key],
            "words": getattr(report, key),
            "latest": latest.get(key),
            "comments": open_comments.count(key),
        }
        for key, name in HEADS
    ]


def _draft(request: MemberRequest, report_id: UUID) -> ImpactReport:
    found = find_report(request, report_id)
    reports.check_draft(found)
    return found


def _comment(request: MemberRequest, report_id: UUID, comment_id: UUID) -> ReportComment:
    said = find_report(request, report_id).comments.select_related("report__group", "group", "by")
    return get_object_or_404(said, public_id=comment_id)


def _name(head: str) -> object:
    if head not in NAMES:
        raise Http404
    return NAMES[head]
