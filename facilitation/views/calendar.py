"""All sessions of one person's groups as a calendar that their phone reads by itself."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from facilitation.calendars import calendar_link, feed, read_calendar_token
from facilitation.models import Session
from groups.access import PersonRequest, for_anyone, for_signed_in
from groups.actions.reaching import renew_calendar


@for_anyone
@require_safe
def calendar_feed(request: HttpRequest, token: str) -> HttpResponse:
    """For whoever holds the secret address. A calendar asks often, so it is told when nothing has changed."""
    person = read_calendar_token(token)
    if person is None:
        raise Http404
    sessions = Session.objects.in_calendar_of(person)
    with translation.override(person.language):
        written, tag = feed(sessions)
    answer = HttpResponse(written, content_type="text/calendar; charset=utf-8")
    answer["Cache-Control"] = "private, no-cache"
    answer["ETag"] = quote_etag(tag)
    answer["X-Robots-Tag"] = "noindex"
    answer["Content-Disposition"] = 'inline; filename="sessions.ics"'
    found = get_conditional_response(request, etag=answer["ETag"], response=answer)
    return found or answer


@for_signed_in
def my_calendar(request: PersonRequest) -> HttpResponse:
    """My secret address, and a new one if somebody else got hold of it."""
    if request.method == "POST":
        renew_calendar(request.person, by=request.person)
        messages.success(request, _("Here is your new address. The old one has stopped."))
        return redirect("my_calendar")
    return render(request, "facilitation/my_calendar.html", {"link": calendar_link(request.person)})
