"""Is the process alive, and can it reach what it needs? For the proxy and for whoever runs the service."""

from collections.abc import Callable

import redis
import structlog
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from coproduction.beat import last_tick
from groups.notifications.lateness import longest_wait

log = structlog.get_logger(__name__)


@login_not_required
@never_cache
@require_safe
def live(request: HttpRequest) -> HttpResponse:
    return HttpResponse("alive\n", content_type="text/plain")


@login_not_required
@never_cache
@require_safe
def ready(request: HttpRequest) -> JsonResponse:
    """200 when the database and the broker answer, otherwise 503 and which of them does not."""
    answers = {name: _works(name, check) for name, check in CHECKS.items()}
    return JsonResponse(answers, status=200 if all(answers.values()) else 503)


@login_not_required
@never_cache
@require_safe
def late(request: HttpRequest) -> JsonResponse:
    """For monitoring, in whole seconds: how long messages that are due have waited, and how long the clock is silent."""
    silent = last_tick()
    return JsonResponse(
        {
            "longest_wait": round(longest_wait()),
            "clock_silent": None if silent is None else max(0, round(silent.total_seconds())),
        }
    )


def _works(name: str, check: Callable[[], None]) -> bool:
    try:
        check()
    except Exception:  # whatever it is, the answer is "not ready"; the log says why
        log.exception("not ready", part=name)
        return False
    return True


def _database() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")


def _broker() -> None:
    if settings.REDIS_URL:
        with redis.Redis.from_url(settings.REDIS_URL, socket_connect_timeout=2, socket_timeout=2) as client:
            client.ping()
    elif not settings.BROKER_FOLDER.is_dir():
        raise FileNotFoundError(settings.BROKER_FOLDER)


CHECKS: dict[str, Callable[[], None]] = {"database": _database, "broker": _broker}
