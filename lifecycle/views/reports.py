from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from facilitation.forms.agreements import AgreementForm
from groups.access import MemberRequest, for_members
from groups.permissions import Permission
from groups.suppression import Reach
from lifecycle.actions import corrections, quotes, reports
from lifecycle.editions import standing
from lifecycle.forms.reports import QuoteForm, ReportForm
from lifecycle.models import ImpactReport
from lifecycle.reporting import Reading

# The addresses of its formats, which the page of anyone has too.
FOR_GROUP = {name: f"report_{name}" for name in ("csv", "json", "text", "board", "file")}


@for_members(Permission.SEE_GROUP)
@require_GET
def report(request: MemberRequest, report_id: UUID) -> HttpResponse:
    found = find_report(request, report_id)
    reading = Reading(found, Reach.GROUP)
    readings = reading.readings
    knew_it = request.member.pk in {one.member_id for one in readings}
    if not knew_it and reports.read_report(report=found, by=request.member):
        readings = reading.readings
    context = {
        "report": found,
        "reading": reading,
        "readings": readings,
        "stands": standing(reading),
        "names": FOR_GROUP,
    }
    return render(request, "lifecycle/impact/report.html", context)


@for_members(Permission.WRITE_REPORT)
@require_http_methods(["GET", "POST"])
def report_new(request: MemberRequest) -> HttpResponse:
    form = ReportForm(request.POST or None, group=request.member.group)
    if request.method == "POST" and form.is_valid():
        begun = reports.begin_report(**form.cleaned_data, by=request.member)
        return to_report(begun)
    return render(request, "lifecycle/impact/report_new.html", {"form": form})


@for_members(Permission.WRITE_REPORT)
@require_http_methods(["GET", "POST"])
def report_quotes(request: MemberRequest, report_id: UUID) -> HttpResponse:
    """Words of people who agreed to be quoted, to stand beside the group's own."""
    found = find_report(request, report_id)
    reports.check_draft(found)
    form = QuoteForm(request.POST or None, group=request.member.group)
    if request.method == "POST" and form.is_valid():
        quotes.add_quote(found, form.cleaned_data["consent"], by=request.member)
        return redirect("report_quotes", found.group.public_id, found.public_id)
    standing = found.quotes.select_related("consent")
    context = {"form": form, "report": found, "quotes": standing}
    return render(request, "lifecycle/impact/report_quotes.html", context)


@for_members(Permission.WRITE_REPORT)
@require_POST
def report_quote_remove(request: MemberRequest, report_id: UUID, quote_id: UUID) -> HttpResponse:
    found = find_report(request, report_id)
    quote = get_object_or_404(found.quotes.select_related("report", "consent"), public_id=quote_id)
    quotes.remove_quote(quote, by=request.member)
    return redirect("report_quotes", found.group.public_id, found.public_id)


@for_members(Permission.WRITE_REPORT)
@require_POST
def report_compile(request: MemberRequest, report_id: UUID) -> HttpResponse:
    found = reports.recompile_report(report=find_report(request, report_id), by=request.member)
    messages.success(request, _("The facts are up to date."))
    return to_report(found)


@for_members(Permission.ACT_FOR_GROUP)
@require_http_methods(["GET", "POST"])
def report_approve(request: MemberRequest, report_id: UUID) -> HttpResponse:
    found = find_report(request, report_id)
    form = AgreementForm(request.POST or None, group=request.member.group)
    if request.method == "POST" and form.is_valid():
        reports.approve_report(report=found, item=form.cleaned_data["item"], by=request.member)
        messages.success(request, _("Approved. The report is frozen, and the decision-maker is told."))
        return to_report(found)
    return render(request, "lifecycle/impact/report_approve.html", {"form": form, "report": found})


@for_members(Permission.ACT_FOR_GROUP)
@require_http_methods(["GET", "POST"])
def report_publish(request: MemberRequest, report_id: UUID) -> HttpResponse:
    found = find_report(request, report_id)
    form = AgreementForm(request.POST or None, group=request.member.group)
    if request.method == "POST" and form.is_valid():
        reports.publish_report(report=found, item=form.cleaned_data["item"], by=request.member)
        messages.success(request, _("Anyone can read the report now."))
        return to_report(found)
    context = {"form": form, "report": found, "reading": Reading(found, Reach.PUBLIC)}
    return render(request, "lifecycle/impact/report_publish.html", context)


@for_members(Permission.WRITE_REPORT)
@require_POST
def report_correct(request: MemberRequest, report_id: UUID) -> HttpResponse:
    """A new draft that corrects an approved report."""
    draft = corrections.begin_correction(find_report(request, report_id), by=request.member)
    messages.success(request, _("This draft starts as the approved report. That one stays as it is."))
    return to_report(draft)


def find_report(request: MemberRequest, report_id: UUID) -> ImpactReport:
    seen = ImpactReport.objects.in_group(request.member.group).visible_to(request.member)
    found = get_object_or_404(seen.with_decisions(), public_id=report_id)
    found.group = request.member.group
    return found


def to_report(report: ImpactReport) -> HttpResponse:
    return redirect("report", report.group.public_id, report.public_id)
