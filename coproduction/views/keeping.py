"""How long things are kept, and that they were forgotten in time: for administrators."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from coproduction import privacy
from groups.access import PersonRequest, for_duty
from groups.models import RetentionRun
from groups.permissions import SystemPermission

PER_PAGE = 50


@for_duty(SystemPermission.CREATE_SYSTEMS)
@require_safe
def retention_runs(request: PersonRequest) -> HttpResponse:
    """The newest first; nights on which nothing was past keeping stand here too, so that a missing night shows."""
    names = {keeping.kind: keeping.what for keeping in privacy.retention()}
    page = Paginator(RetentionRun.objects.order_by("-at", "-pk"), PER_PAGE).get_page(request.GET.get("page"))
    runs = [(run, names.get(run.kind, run.kind)) for run in page]
    return render(request, "coproduction/data/runs.html", {"page": page, "runs": runs})
