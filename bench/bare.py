"""The yardsticks: a page with the session, the user, one indexed query and a template of 20 rows; and a post."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.csrf import csrf_exempt

from groups.models import Activity, Group


def bare_page(request: HttpRequest) -> HttpResponse:
    rows = Activity.objects.filter(group_id=Group.objects.values("pk")[:1]).order_by("-at")[:20]
    return render(request, "bench/bare.html", {"rows": rows, "email": str(request.user)})


@csrf_exempt
def bare_post(request: HttpRequest) -> HttpResponse:
    group = Group.objects.select_related("system").first()
    assert group
    Activity.objects.create(system=group.system, group=group, verb="bench", target=str(request.user))
    return redirect("/bare/")
