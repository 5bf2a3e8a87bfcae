"""The five places, always the same, with the one the reader is in."""

from dataclasses import dataclass
from typing import Any

from django import template
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

from groups.models import Group, Membership
from groups.permissions import Permission

register = template.Library()

IN_A_GROUP = (
    ("sessions", _("Sessions")),
    ("asks", _("What we asked for")),
    ("information", _("Information")),
    ("group", _("Our group")),
)


@dataclass
class Place:
    name: str
    url: str
    here: bool = False
    exactly: bool = False


@register.inclusion_tag("components/places.html", takes_context=True)
def places(context: dict[str, Any]) -> dict[str, Any]:
    request: HttpRequest | None = context.get("request")
    if request is None or not getattr(request, "user", None) or not request.user.is_authenticated:
        return {"places": []}
    member: Membership | None = getattr(request, "member", None)
    group = member.group if member else None
    shown = _places(group, several=_oversees(context, member))
    _mark_where_we_are(shown, request.path)
    return {"places": shown, "group": group}


def _oversees(context: dict[str, Any], member: Membership | None) -> bool:
    if member:
        return member.may(Permission.OVERSEE_GROUPS)
    return bool(context.get("oversees_groups"))


def _places(group: Group | None, *, several: bool) -> list[Place]:
    names = [("today", _("Today"))]
    if several:
        names.append(("groups_overview", _("Groups")))
    found = [Place(str(name), url) for url_name, name in names if (url := _find(url_name))]
    if group:
        found += [
            Place(str(name), url)
            for url_name, name in IN_A_GROUP
            if (url := _find(url_name, group.public_id))
        ]
    return found


def _find(name: str, *args: object) -> str:
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""


def _mark_where_we_are(shown: list[Place], path: str) -> None:
    """The longest address that begins this page's address is the place we are in."""
    around = [
        place for place in shown if path == place.url or (place.url != "/" and path.startswith(place.url))
    ]
    if around:
        nearest = max(around, key=lambda place: len(place.url))
        nearest.here, nearest.exactly = True, path == nearest.url
