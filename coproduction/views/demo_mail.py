"""The mail of a demo, so that a newcomer sees what people would get. Never outside demo mode."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import default
from email.utils import parsedate_to_datetime
from itertools import islice
from pathlib import Path

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from groups.access import for_anyone

AT_MOST = 30
BETWEEN = b"-" * 79 + b"\n"  # what Django writes between the messages of one file


@dataclass
class Mail:
    to: str
    subject: str
    at: datetime
    text: str


@for_anyone
@never_cache
@require_safe
def demo_mail(request: HttpRequest) -> HttpResponse:
    if not settings.DEMO:
        raise Http404
    shown = {"mails": list(islice(_newest(), AT_MOST)), "texts": list(islice(_texts(), AT_MOST))}
    return render(request, "coproduction/demo_mail.html", shown)


def _texts() -> Iterator[dict[str, object]]:
    """Text messages, each a file of its own (groups/texting.py)."""
    files = settings.TEXT_FOLDER.glob("*.json") if settings.TEXT_FOLDER.is_dir() else ()
    for file in sorted(files, key=lambda path: path.stat().st_mtime, reverse=True):
        text = json.loads(file.read_text(encoding="utf-8"))
        yield {**text, "at": datetime.fromisoformat(text["at"])}


def _newest() -> Iterator[Mail]:
    """A worker that sends many at once puts them into one file, the newest last."""
    files = settings.MAIL_FOLDER.glob("*.log") if settings.MAIL_FOLDER.is_dir() else ()
    for file in sorted(files, key=lambda path: path.stat().st_mtime, reverse=True):
        yield from reversed([_read(one) for one in _split(file)])


def _split(file: Path) -> list[bytes]:
    return [one for one in file.read_bytes().split(BETWEEN) if one.strip()]


def _read(raw: bytes) -> Mail:
    message = BytesParser(EmailMessage, policy=default).parsebytes(raw)
    body = message.get_body(preferencelist=("plain",))
    return Mail(
        to=str(message["To"]),
        subject=str(message["Subject"]),
        at=parsedate_to_datetime(str(message["Date"])),
        text=body.get_content().strip() if body else "",
    )
