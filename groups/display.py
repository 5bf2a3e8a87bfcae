"""Display choices: how pages look to one person, on every page and in what is printed for them.

They stand as data attributes on <html>; theme.css does the rest. A person's choices follow them; a visitor's
stay in a cookie.
"""

from urllib.parse import parse_qsl, urlencode

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrPromise

COOKIE = "display"

type Options = tuple[tuple[str, str | StrPromise], ...]

# The first of each is what a newcomer sees.
CHOICES: dict[str, tuple[str | StrPromise, Options]] = {
    "text-size": (
        _("Text size"),
        (
            ("normal", _("Normal")),
            ("large", _("Large")),
            ("larger", _("Larger")),
            ("largest", _("Twice as large")),
        ),
    ),
    "spacing": (_("Space between lines and letters"), (("normal", _("Normal")), ("wide", _("Wide")))),
    "background": (
        _("Background"),
        (
            ("cream", _("Cream")),
            ("white", _("White")),
            ("dark", _("Dark")),
            ("high-contrast", _("High contrast: yellow and white on black")),
        ),
    ),
    "motion": (_("Movement"), (("normal", _("As my device is set")), ("less", _("Nothing moves")))),
    "plain": (
        _("Layout"),
        (("no", _("With boxes and drawings")), ("yes", _("Plain: one column, words only"))),
    ),
}


def display(request: HttpRequest) -> dict[str, dict[str, str]]:
    """For every template: `display`, name to value."""
    return {"display": chosen(request)}


def chosen(request: HttpRequest) -> dict[str, str]:
    """What this person chose; what was chosen on this device stands in where they said nothing."""
    here = known(dict(parse_qsl(request.COOKIES.get(COOKIE, ""))))
    person = getattr(request, "person", None)
    return here | known(person.display) if person else here


def known(choices: dict[str, str]) -> dict[str, str]:
    """Only names and values that exist, in a fixed order: cookies are written by anyone."""
    return {
        name: choices[name]
        for name, (_label, options) in CHOICES.items()
        if choices.get(name) in dict(options)
    }


def as_cookie(choices: dict[str, str]) -> str:
    return urlencode(choices)
