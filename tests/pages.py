"""What is asked of pages: of two, whether a stranger can tell them apart; of one, whether it needs JavaScript."""

import re
from urllib.parse import quote

from django.http import HttpResponse


def bare(page: HttpResponse, *asked_for: object) -> str:
    """A page without the addresses or ids that were asked for, and without what differs each time."""
    text = page.content.decode()
    for address in map(str, asked_for):
        for written in (address, quote(address, safe=""), quote(address)):
            text = text.replace(written, "")
    return re.sub(r'csrfmiddlewaretoken" value="[^"]*', "", text)


def needs_javascript(page: HttpResponse) -> list[str]:
    """What on a page would do nothing without JavaScript."""
    if page.status_code != 200 or page.streaming or "html" not in page.headers["Content-Type"]:
        return []
    forms = re.findall(r"<form.*?</form>", page.text, re.S)
    problems = [form[:90] for form in forms if "<button" not in form and 'type="submit"' not in form]
    for tag in re.findall(r"<(?:a|button|form)\b[^>]*data-hx-(?:get|post)[^>]*>", page.text):
        plain = tag.startswith("<button") or re.search(r"\b(?:href|action|method)=", tag)
        problems += [] if plain else [tag]
    problems += re.findall(r'<a[^>]*href="(?:#|javascript:[^"]*)"[^>]*>', page.text)
    return problems
