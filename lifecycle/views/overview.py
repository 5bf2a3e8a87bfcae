"""The decision-maker's and coordinator's overview across their groups. By name; nothing here ranks groups."""

from datetime import date

from django.core.paginator import Paginator
from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from groups.access import PersonRequest, for_signed_in
from groups.models import Group, Membership
from groups.permissions import Permission
from lifecycle.models import Ask, Commitment, ImpactReport, Stage
from lifecycle.stages import BY_NUMBER

GROUPS_PER_PAGE = 20


@for_signed_in
def groups_overview(request: PersonRequest) -> HttpResponse:
    overseen = Membership.objects.present().who_may(Permission.OVERSEE_GROUPS).filter(person=request.person)
    if not overseen.exists():
        raise Http404
    groups = _with_figures(Group.objects.filter(memberships__in=overseen), timezone.localdate())
    page = Paginator(groups.order_by("name", "pk"), GROUPS_PER_PAGE).get_page(request.GET.get("page"))
    _add_stages(list(page))
    answers = any(place.may(Permission.ANSWER_ASKS) for place in request.places)
    context = {"page": page, "oversees_groups": True, "answers_requests": answers}
    return render(request, "lifecycle/overview.html", context)


def _with_figures(groups: QuerySet[Group], today: date) -> QuerySet[Group]:
    """Each group with its commitment's date, its requests waiting and late, and its newest approved report."""
    waiting = Ask.objects.awaiting_answer().filter(group=OuterRef("pk")).order_by().values("group")
    signed = Commitment.objects.signed().filter(group=OuterRef("pk"))
    report = ImpactReport.objects.approved().filter(group=OuterRef("pk")).order_by("-approved_at")
    return groups.annotate(
        committed_at=Subquery(signed.values("signed_at")[:1]),
        waiting=Subquery(waiting.annotate(n=Count("pk")).values("n")),
        late=Subquery(waiting.annotate(n=Count("pk", filter=Q(next_step_on__lt=today))).values("n")),
        newest_report=Subquery(report.values("public_id")[:1]),
    )


def _add_stages(groups: list[Group]) -> None:
    stages = Stage.objects.filter(group__in=groups, cycle__ended_on__isnull=True)
    by_group: dict[int, list[str]] = {group.pk: [] for group in groups}
    for stage in stages:
        by_group[stage.group_id].append(f"{BY_NUMBER[stage.number].name}: {stage.get_strength_display()}")
    for group in groups:
        group.stage_words = by_group[group.pk]  # type: ignore[attr-defined]  # for the template alone
