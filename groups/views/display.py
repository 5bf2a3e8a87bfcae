from typing import cast

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from groups.access import PersonRequest, for_anyone
from groups.actions.display import set_display
from groups.display import COOKIE, as_cookie, chosen
from groups.forms.display import DisplayForm
from groups.models import Person


@for_anyone
def display(request: HttpRequest) -> HttpResponse:
    """How pages look: kept for the person if signed in, and on this device in any case."""
    person = _who(request)
    if person:
        cast("PersonRequest", request).person = person
    form = DisplayForm(request.POST or None, chosen=chosen(request))
    back = _way_back(request)
    if not form.is_valid():
        return render(request, "groups/display.html", {"form": form, "back": back})
    if person:
        set_display(person, form.cleaned_data, by=person)
    messages.success(request, _("This is how pages look to you from now on."))
    return _remember(redirect(back), form.cleaned_data)


def _who(request: HttpRequest) -> Person | None:
    if not request.user.is_authenticated:
        return None
    return Person.objects.filter(account=request.user).first()


def _way_back(request: HttpRequest) -> str:
    asked = request.POST.get("next") or request.GET.get("next") or ""
    return asked if url_has_allowed_host_and_scheme(asked, allowed_hosts=None) else "/"


def _remember(response: HttpResponse, choices: dict[str, str]) -> HttpResponse:
    response.set_cookie(
        COOKIE,
        as_cookie(choices),
        max_age=settings.SESSION_COOKIE_AGE,
        secure=settings.PUBLIC,
        httponly=True,
        samesite="Lax",
    )
    return response
