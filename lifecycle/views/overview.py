"""The decision-maker's and coordinator's overview across their groups. By name; nothing here ranks groups."""

from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from groups.access import MemberRequest, for_members
from groups.permissions import Permission
from groups.spreadsheets import csv_stream
from lifecycle.access import OverseerRequest, for_overseers
from lifecycle.forms.overview import OverviewForm
from lifecycle.models import ImpactReport
from lifecycle.overview import all_cards, cards_of, overseen_by, totals_of
from lifecycle.overview_files import json_of, rows_of

GROUPS_PER_PAGE = 10
REPORTS_TO_READ = 5


@for_overseers
@require_safe
def groups_overview(request: OverseerRequest) -> HttpResponse:
    form = _form(request)
    groups = form.chosen()
    page = Paginator(groups, GROUPS_PER_PAGE).get_page(request.GET.get("page"))
    cards = cards_of(page)
    to_read = list(ImpactReport.objects.to_read_by(request.person).titles_by_group()[: REPORTS_TO_READ + 1])
    context = {
        "form": form,
        "page": page,
        "cards": cards,
        "as_of": min((card.summary.refreshed_at for card in cards if card.summary), default=None),
        "today": timezone.localdate(),
        "totals": totals_of(groups),
        "to_read": to_read[:REPORTS_TO_READ],
        "more_to_read": len(to_read) > REPORTS_TO_READ,
        "query": _query(request),
        "oversees_groups": True,
        "answers_requests": Permission.ANSWER_ASKS in request.rights,
    }
    return render(request, "lifecycle/overview.html", context)


@for_members(Permission.OVERSEE_GROUPS)
@require_safe
def overview_one(request: MemberRequest) -> HttpResponse:
    """What there is more of one group, apart so that the list stays light."""
    [card] = cards_of([request.member.group])
    return render(request, "lifecycle/overview_one.html", {"card": card})


@for_overseers
@require_safe
def groups_overview_csv(request: OverseerRequest) -> StreamingHttpResponse:
    return csv_stream("groups", rows_of(all_cards(_form(request).chosen())))


@for_overseers
@require_safe
def groups_overview_json(request: OverseerRequest) -> StreamingHttpResponse:
    return StreamingHttpResponse(
        json_of(all_cards(_form(request).chosen())),
        content_type="application/json",
        headers={"Content-Disposition": 'attachment; filename="groups.json"'},
    )


def _form(request: OverseerRequest) -> OverviewForm:
    return OverviewForm(request.GET, groups=overseen_by(request.person), person=request.person)


def _query(request: OverseerRequest) -> str:
    """What was asked for, for the other pages and the files."""
    asked = [
        (name, value) for name, values in request.GET.lists() if name != "page" for value in values if value
    ]
    return urlencode(asked)
