"""The decision-maker's and coordinator's overview across their groups. By name; nothing here ranks groups."""

from typing import cast
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.db.models import BigIntegerField, QuerySet
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from groups.access import MemberRequest, for_members
from groups.models import Membership
from groups.permissions import Permission
from groups.prepared import Prepared, Slot
from groups.spreadsheets import csv_stream
from lifecycle.access import OverseerRequest, for_overseers
from lifecycle.forms.overview import OverviewForm
from lifecycle.models import ImpactReport
from lifecycle.overview import all_cards, cards_of, overseen_by, totals_of
from lifecycle.overview_files import json_of, rows_of
from lifecycle.overview_words import totals_words

GROUPS_PER_PAGE = 10
REPORTS_TO_READ = 5
FIND = "find"  # asks for the form, which few need
# One more than is shown.
TO_READ = Prepared(
    lambda: ImpactReport.objects.to_read_by(Slot("person", BigIntegerField())).titles_by_group()[
        : REPORTS_TO_READ + 1
    ]
)


@for_overseers
@require_safe
def groups_overview(request: OverseerRequest) -> HttpResponse:
    form, places = _asked(request)
    totals = totals_of(places)
    pages = Paginator(places, GROUPS_PER_PAGE)
    pages.count = totals["all_groups"]  # known by now
    page = pages.get_page(request.GET.get("page"))
    cards = cards_of(cast("QuerySet[Membership]", page.object_list))
    as_of = min((card.summary.refreshed_at for card in cards if card.summary), default=None)
    to_read = TO_READ.ask(person=request.person.pk)
    context = {
        "form": form,
        "page": page,
        "cards": cards,
        "as_of": as_of,
        "counted_today": as_of is not None and timezone.localdate(as_of) == timezone.localdate(),
        "totals": totals,
        "totals_said": totals_words(*totals.values()),
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
    [card] = cards_of(Membership.objects.filter(pk=request.member.pk))
    return render(request, "lifecycle/overview_one.html", {"card": card})


@for_overseers
@require_safe
def groups_overview_csv(request: OverseerRequest) -> StreamingHttpResponse:
    return csv_stream("groups", rows_of(all_cards(_asked(request)[1])))


@for_overseers
@require_safe
def groups_overview_json(request: OverseerRequest) -> StreamingHttpResponse:
    return StreamingHttpResponse(
        json_of(all_cards(_asked(request)[1])),
        content_type="application/json",
        headers={"Content-Disposition": 'attachment; filename="groups.json"'},
    )


def _asked(request: OverseerRequest) -> tuple[OverviewForm | None, QuerySet[Membership]]:
    """The form, for who wants to find groups, and the places in the groups found."""
    places = overseen_by(request.person, request.mixes)
    if not _query(request) and FIND not in request.GET:
        return None, places
    form = OverviewForm(request.GET, places=places, person=request.person)
    return form, form.chosen()


def _query(request: OverseerRequest) -> str:
    """What was asked for, for the other pages and the files."""
    asked = [
        (name, value)
        for name, values in request.GET.lists()
        if name not in {"page", FIND}
        for value in values
        if value
    ]
    return urlencode(asked)
