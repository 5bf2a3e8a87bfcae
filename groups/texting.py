"""Text messages: one small port, `send`, with two ends.

With NOTIFY_API_KEY they go through GOV.UK Notify; without it each is a file in TEXT_FOLDER. Whatever `send` raises
besides TextRefused leaves it in doubt whether the text has left, so it is never repeated by a machine.
"""

import json
from pathlib import Path
from typing import Any
from uuid import uuid4

import requests
from django.conf import settings
from django.utils import timezone
from notifications_python_client.errors import HTTPError
from notifications_python_client.notifications import NotificationsAPIClient
from urllib3.exceptions import MaxRetryError, NewConnectionError

WAIT = 10  # seconds for each answer of the provider
BAD_REQUEST = 400
CLIENT_ERRORS = range(400, 500)


class TextRefused(Exception):
    """The text has certainly not left. `for_good`: trying again would bring the same answer."""

    def __init__(self, why: str, *, for_good: bool = False) -> None:
        super().__init__(why)
        self.for_good = for_good


def send(to: str, words: str, reference: str) -> None:
    """Send these words to a number like +447700900123. The provider keeps the reference beside them."""
    if settings.NOTIFY_API_KEY:
        _through_notify(to, words, reference)
    else:
        _into_a_file(to, words, reference)


def _through_notify(to: str, words: str, reference: str) -> None:
    notify: Any = NotificationsAPIClient  # the library has no types
    client = notify(settings.NOTIFY_API_KEY, base_url=settings.NOTIFY_URL, timeout=WAIT)
    try:
        client.send_sms_notification(
            phone_number=to,
            template_id=settings.NOTIFY_TEMPLATE,
            personalisation={"message": words},
            reference=reference,
        )
    except HTTPError as error:
        if refusal := _refusal(error):
            raise refusal from None  # the answer repeats the number, and logs must not
        raise


def _refusal(error: HTTPError) -> TextRefused | None:
    """Why it has certainly not left; None if nobody knows."""
    if error.response is None:
        return TextRefused("the provider was not reached") if _never_reached(error.__cause__) else None
    status = error.response.status_code
    if status not in CLIENT_ERRORS:
        return None
    return TextRefused(f"the provider said {status}", for_good=status == BAD_REQUEST)


def _never_reached(cause: BaseException | None) -> bool:
    """No connection was ever made, so nothing can have gone through it."""
    if isinstance(cause, requests.ConnectTimeout):
        return True
    inner = cause.args[0] if isinstance(cause, requests.ConnectionError) and cause.args else None
    return isinstance(inner, MaxRetryError) and isinstance(inner.reason, NewConnectionError)


def _into_a_file(to: str, words: str, reference: str) -> None:
    """Whole or not there at all: written under another name and moved into place."""
    folder: Path = settings.TEXT_FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    text: dict[str, Any] = {"to": to, "words": words, "at": timezone.now().isoformat()}
    draft = folder / f".{uuid4().hex}"
    draft.write_text(json.dumps(text), encoding="utf-8")
    draft.replace(folder / f"{reference}.json")
