"""Filling in whatever form a page shows, so that an act is tried with what it asks for and not only with nothing."""

import re
from datetime import timedelta
from html import unescape

from django.utils import timezone

TAGS = re.compile(
    r"<(?P<tag>input|button)(?P<inside>[^>]*)>"
    r"|<textarea(?P<area>[^>]*)>(?P<words>.*?)</textarea>"
    r"|<select(?P<select>[^>]*)>(?P<options>.*?)</select>",
    re.DOTALL,
)


def filled(page: str) -> dict[str, list[str]]:
    """What somebody would send who answers every question of the page's forms."""
    given: dict[str, list[str]] = {}
    for found in TAGS.finditer(page):
        inside = found["inside"] or found["area"] or found["select"] or ""
        name = _attribute(inside, "name")
        if not name or name == "csrfmiddlewaretoken":
            continue
        if found["tag"]:
            _answer(given, name, inside)
        elif found["area"] is not None:
            given[name] = [unescape(found["words"]).strip() or "Some words."]
        else:
            given[name] = _chosen(found["options"])
    return given


def _answer(given: dict[str, list[str]], name: str, inside: str) -> None:
    kind, value = _attribute(inside, "type") or "text", _attribute(inside, "value")
    if kind in {"radio", "submit"}:
        if name not in given or " checked" in inside:
            given[name] = [value]
    elif kind == "checkbox":
        given.setdefault(name, []).append(value or "on")
    else:
        given[name] = [value or _fitting(kind)]


def _fitting(kind: str) -> str:
    day = timezone.localdate() + timedelta(days=3)
    fitting = {
        "date": day.isoformat(),
        "time": "10:00",
        "datetime-local": f"{day.isoformat()}T10:00",
        "number": "5",
        "email": "someone@new.example",
        "url": "https://words.example/",
        "tel": "01632 960 123",
        "file": "",
    }
    return fitting.get(kind, "Some words")


def _chosen(options: str) -> list[str]:
    values = [value for value in re.findall(r'value="([^"]*)"', options) if value]
    already = re.search(r'value="([^"]+)"[^>]*selected', options)
    return [already[1]] if already else values[:1]


def _attribute(inside: str, name: str) -> str:
    found = re.search(rf'\b{name}="([^"]*)"', inside)
    return unescape(found[1]) if found else ""
