"""A report that the group shows to anyone, in every format. A private group and one that does not exist look the same."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from groups.access import for_anyone
from groups.suppression import Reach
from lifecycle.editions import standing
from lifecycle.models import ImpactReport
from lifecycle.reporting import Reading
from lifecycle.views.public import find_group
from lifecycle.views.report_files import board_of, csv_of, file_itself, file_page, json_of, text_of
from lifecycle.views.reports import FOR_GROUP

FOR_ANYONE = {key: f"public_{name}" for key, name in FOR_GROUP.items()}
BASE = "base_public.html"


@for_anyone
@require_safe
def public_report(request: HttpRequest, group_id: UUID, report_id: UUID) -> HttpResponse:
    reading = _reading(group_id, report_id)
    context = {
        "reading": reading,
        "report": reading.report,
        "stands": standing(reading),
        "readings": reading.readings,
        "names": FOR_ANYONE,
    }
    return render(request, "lifecycle/public/report.html", context)


@for_anyone
@require_safe
def public_report_json(request: HttpRequest, group_id: UUID, report_id: UUID) -> HttpResponse:
    return json_of(_reading(group_id, report_id))


@for_anyone
@require_safe
def public_report_csv(request: HttpRequest, group_id: UUID, report_id: UUID) -> HttpResponse:
    return csv_of(_reading(group_id, report_id))


@for_anyone
@require_safe
def public_report_text(request: HttpRequest, group_id: UUID, report_id: UUID) -> HttpResponse:
    return text_of(_reading(group_id, report_id))


@for_anyone
@require_safe
def public_report_board(request: HttpRequest, group_id: UUID, report_id: UUID) -> HttpResponse:
    return board_of(request, _reading(group_id, report_id), FOR_ANYONE, BASE)


@for_anyone
@require_http_methods(["GET", "HEAD", "POST"])
def public_report_file(request: HttpRequest, group_id: UUID, report_id: UUID, look: str) -> HttpResponse:
    """Anyone may ask for it. One file of each look and language serves them all."""
    reading = _reading(group_id, report_id)
    with timezone.override(reading.report.group.tz):
        return file_page(request, reading, look, names=FOR_ANYONE, base=BASE)


@for_anyone
@require_safe
def public_report_file_save(
    request: HttpRequest, group_id: UUID, report_id: UUID, look: str
) -> HttpResponseBase:
    reading = _reading(group_id, report_id)
    with timezone.override(reading.report.group.tz):
        return file_itself(reading, look)


def _reading(group_id: UUID, report_id: UUID) -> Reading:
    published = ImpactReport.objects.in_group(find_group(group_id)).shown_to_anyone()
    found = published.select_related("group", "decision", "publishing_decision")
    return Reading(get_object_or_404(found, public_id=report_id), Reach.PUBLIC)
