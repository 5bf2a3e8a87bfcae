"""What a mail provider reports: email that came back, was unwanted, or got through (django-anymail reads it)."""

from collections.abc import Iterable
from typing import Any

import structlog
from anymail.exceptions import AnymailWebhookValidationFailure
from anymail.signals import AnymailTrackingEvent
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import resolve
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from groups.access import for_anyone
from groups.notifications.coming_back import note_event

log = structlog.get_logger(__name__)

AT_MOST = 1000  # events in one report


@csrf_exempt  # a provider brings no cookie; it proves itself by the secret it was given
@for_anyone
@require_http_methods(["POST", "HEAD"])
def mail_events(request: HttpRequest, provider: str) -> HttpResponse:
    """404 unless this site sends through that provider; 403 without the secret; 400 for what nobody can read.

    A report may come twice. Only a fault of our own answers with an error, so that the provider sends it again.
    """
    if not settings.MAIL_PROVIDER or provider != settings.MAIL_PROVIDER:
        raise Http404
    if request.method == "HEAD":  # some ask whether anyone is there
        return HttpResponse()
    try:
        events = _read(request, provider)
    except AnymailWebhookValidationFailure:
        return HttpResponse("The secret is missing or wrong.\n", status=403, content_type="text/plain")
    except Exception as error:  # whatever a stranger sends
        log.warning("mail report not read", provider=provider, error=type(error).__name__)
        return HttpResponse("This cannot be read.\n", status=400, content_type="text/plain")
    for event in events:
        note_event(event)
    return HttpResponse()


def _read(request: HttpRequest, provider: str) -> list[AnymailTrackingEvent]:
    """The events of a report whose sender knows the secret. Without a secret nobody does."""
    if not settings.ANYMAIL["WEBHOOK_SECRET"]:
        raise AnymailWebhookValidationFailure
    hook: Any = resolve(f"/{provider}/tracking/", "anymail.urls").func
    reader = hook.view_class(**hook.view_initkwargs)
    reader.run_validators(request)
    events: Iterable[Any] = reader.parse_events(request) or []
    return [event for event in list(events)[:AT_MOST] if isinstance(event, AnymailTrackingEvent)]
