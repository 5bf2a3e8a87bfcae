"""What a group chose to show to anyone. A private group and one that does not exist look the same."""

from uuid import UUID

from django.core.paginator import Paginator
from django.db.models import Prefetch
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from facilitation.models import GroupText
from facilitation.states import TextKind
from groups.access import for_anyone
from groups.consents import shown_at
from groups.files.serving import serve
from groups.models import Group
from groups.states import ConsentKind
from lifecycle.models import Answer, Ask, AskLink, ImpactReport
from lifecycle.models.asks import AskQuerySet
from lifecycle.nameless import Nameless

PAGE = 20


@for_anyone
@require_safe
def public_groups(request: HttpRequest) -> HttpResponse:
    published = Group.objects.published().select_related("system").order_by("name", "pk")
    page = Paginator(published, PAGE).get_page(request.GET.get("page"))
    return render(request, "lifecycle/public/groups.html", {"page": page})


@for_anyone
@require_safe
def public_group(request: HttpRequest, group_id: UUID) -> HttpResponse:
    """What the group is for, what it asked for and what came of it, and its published reports."""
    group = find_group(group_id)
    asks = Ask.objects.in_group(group).filter(is_public=True)
    years = [day.year for day in asks.dates("raised_on", "year", order="DESC")]
    year = next((one for one in years if str(one) == request.GET.get("year")), None)
    chosen = asks.filter(raised_on__year=year) if year else asks
    page = Paginator(_told(chosen), PAGE).get_page(request.GET.get("page"))
    context = {
        "group": group,
        "purpose": GroupText.objects.in_group(group).agreed(TextKind.PURPOSE).first(),
        "page": page,
        "years": years,
        "year": year,
        "query": f"year={year}" if year else "",
        "nameless": Nameless(group),
        "reports": ImpactReport.objects.in_group(group).shown_to_anyone().newest_of_each()[:PAGE],
    }
    return render(request, "lifecycle/public/group.html", context)


def _told(asks: AskQuerySet) -> AskQuerySet:
    """With every answer, every rest, and the public requests that go on from it."""
    answers = Prefetch("answers", Answer.objects.select_related("by").order_by("-number"))
    onwards = AskLink.objects.filter(later__is_public=True).select_related("later").order_by("pk")
    later = Prefetch("later_links", onwards)
    told = asks.select_related("group", "to").prefetch_related(answers, later, "pauses")
    return told.order_by("-raised_on", "-pk")


@for_anyone
@require_safe
def public_photo(request: HttpRequest, group_id: UUID, consent_id: UUID) -> HttpResponseBase:
    """A photograph that the group shows to anyone, with the consent of whom it is of."""
    shown = shown_at(find_group(group_id), ConsentKind.PHOTO).select_related("upload")
    found = get_object_or_404(shown, public_id=consent_id, upload__isnull=False)
    if found.upload is None:
        raise Http404
    return serve(request, found.upload)


def find_group(group_id: UUID) -> Group:
    return get_object_or_404(Group.objects.published().select_related("system"), public_id=group_id)
