"""A report in every format there is, for the group. What the page of anyone shares with it stands first."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from groups.access import MemberRequest, for_members
from groups.jobs import About, about, describe
from groups.models import Job, Person
from groups.permissions import Permission
from groups.spreadsheets import csv_response
from groups.suppression import Reach
from groups.transitions import Refused
from groups.views.jobs import file_of, look_again
from lifecycle.actions.report_files import ask_for_report_file, report_file_now
from lifecycle.board_page import board_page
from lifecycle.editions import standing
from lifecycle.models import ImpactReport
from lifecycle.report_files import JOB, LOOKS, Wanted
from lifecycle.report_formats import as_json, as_rows, as_text
from lifecycle.reporting import Reading
from lifecycle.views.reports import FOR_GROUP, find_report


def _file_page_of(job: Job) -> str:
    wanted = Wanted.of(job)
    name = "report_file" if wanted.reach == Reach.GROUP else "public_report_file"
    found = ImpactReport.objects.filter(public_id=wanted.report_id).select_related("group").first()
    return reverse(name, args=[found.group.public_id, found.public_id, wanted.look]) if found else ""


describe(
    JOB,
    About(gettext_lazy("Your report"), "report.pdf", "application/pdf", goes_on_at=_file_page_of),
)


def json_of(reading: Reading) -> HttpResponse:
    return JsonResponse(
        as_json(reading, standing(reading)),
        headers={"Content-Disposition": 'attachment; filename="report.json"'},
        json_dumps_params={"ensure_ascii": False, "indent": 1},
    )


def csv_of(reading: Reading) -> HttpResponse:
    return csv_response("report", as_rows(reading, standing(reading)))


def text_of(reading: Reading) -> HttpResponse:
    return HttpResponse(
        as_text(reading, standing(reading)),
        content_type="text/plain; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="report.txt"'},
    )


def board_of(request: HttpRequest, reading: Reading, names: dict[str, str], base: str) -> HttpResponse:
    context = {
        "report": reading.report,
        "reading": reading,
        "stands": standing(reading),
        "board": board_page(reading),
        "names": names,
        "base": base,
    }
    return render(request, "lifecycle/impact/board.html", context)


def file_page(
    request: HttpRequest,
    reading: Reading,
    look: str,
    *,
    names: dict[str, str],
    base: str,
    by: Person | None = None,
) -> HttpResponse:
    """How far the file is. It is made when somebody asks, once for all who read it alike."""
    if look not in LOOKS:
        raise Http404
    report, reach = reading.report, reading.reach
    if request.method == "POST":
        ask_for_report_file(report, reach, look, by=by)
        return redirect(names["file"], report.group.public_id, report.public_id, look)
    made, stays = report_file_now(report, reach, look), "stay" in request.GET
    context = {
        "report": report,
        "look": look,
        "title": LOOKS[look],
        "job": made,
        "stays": stays,
        "names": names,
        "save": f"{names['file']}_save",
        "base": base,
    }
    page = render(request, "lifecycle/impact/report_file.html", context)
    return look_again(page, made, stays=stays) if made else page


def file_itself(reading: Reading, look: str) -> HttpResponseBase:
    if look not in LOOKS:
        raise Http404
    made = report_file_now(reading.report, reading.reach, look)
    if made is None or not made.result:
        raise Refused(
            _("The report has changed, or its file is not made yet. Go to the report and ask for it.")
        )
    return file_of(made, about(made))


@for_members(Permission.SEE_GROUP)
@require_safe
def report_json(request: MemberRequest, report_id: UUID) -> HttpResponse:
    return json_of(_reading(request, report_id))


@for_members(Permission.SEE_GROUP)
@require_safe
def report_csv(request: MemberRequest, report_id: UUID) -> HttpResponse:
    return csv_of(_reading(request, report_id))


@for_members(Permission.SEE_GROUP)
@require_safe
def report_text(request: MemberRequest, report_id: UUID) -> HttpResponse:
    return text_of(_reading(request, report_id))


@for_members(Permission.SEE_GROUP)
@require_safe
def report_board(request: MemberRequest, report_id: UUID) -> HttpResponse:
    return board_of(request, _reading(request, report_id), FOR_GROUP, "base.html")


@for_members(Permission.SEE_GROUP)
@require_http_methods(["GET", "POST"])
def report_file(request: MemberRequest, report_id: UUID, look: str) -> HttpResponse:
    reading = _reading(request, report_id)
    return file_page(request, reading, look, names=FOR_GROUP, base="base.html", by=request.person)


@for_members(Permission.SEE_GROUP)
@require_safe
def report_file_save(request: MemberRequest, report_id: UUID, look: str) -> HttpResponseBase:
    return file_itself(_reading(request, report_id), look)


def _reading(request: MemberRequest, report_id: UUID) -> Reading:
    return Reading(find_report(request, report_id), Reach.GROUP)
