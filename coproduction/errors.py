"""The pages for what went wrong, in plain words. The templates hold the words."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template import loader


@login_not_required
def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "400.html", status=400)


@login_not_required
def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "403.html", status=403)


@login_not_required
def form_expired(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The CSRF check failed: most often a page left open over a sign-out."""
    return render(request, "403_csrf.html", status=403)


@login_not_required
def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "404.html", status=404)


@login_not_required
def server_error(request: HttpRequest) -> HttpResponse:
    """Rendered without context processors: the database may be what failed."""
    known = {"EMERGENCY_NUMBER": settings.EMERGENCY_NUMBER}
    return HttpResponse(loader.render_to_string("500.html", known), status=500)
