"""The five places, always the same, with the one the reader is in."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from uuid import UUID

from django import template
from django.http import HttpRequest
from django.urls import NoReverseMatch, get_script_prefix, reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from groups.models import Membership
from groups.permissions import Permission

register = template.Library()

IN_A_GROUP = (
    ("sessions", _("Sessions")),
    ("asks", _("What we asked for")),
    ("information", _("Information")),
    ("group", _("Our group")),
)


# What belongs to a place though its address does not begin with the place's own: the word after the group's.
BELONGS = {
    "sessions": (
        "dates",
        "hidden",
        "note-checks",
        "notes",
        "papers",
        "packs-to-make",
        "parked",
        "series",
        "to-type",
    ),
    "information": ("glossary", "information-requests", "operating-model", "search"),
}

# Pages over all groups that belong to a place.
UNDER = {"groups_overview": ("requests_to_me",)}


@dataclass(frozen=True)
class Place:
    name: str
    url: str
    also: tuple[str, ...] = ()  # beginnings of other addresses that belong to it

    def reaches(self, path: str) -> int:
        """How much of this address it knows: the more, the nearer. Nothing if the page is not in it."""
        known = [self.url, *self.also] if self.url != "/" else []
        return max([len(each) for each in known if path.startswith(each)], default=int(path == self.url))


@register.inclusion_tag("components/places.html", takes_context=True)
def places(context: dict[str, Any]) -> dict[str, Any]:
    request: HttpRequest | None = context.get("request")
    if request is None or not getattr(request, "user", None) or not request.user.is_authenticated:
        return {"places": []}
    member: Membership | None = getattr(request, "member", None)
    group = member.group if member else None
    several = _oversees(context, member)
    shown = _places(group.public_id if group else None, several, get_language(), get_script_prefix())
    nearest = max(shown, key=lambda place: place.reaches(request.path))
    here = (
        nearest if nearest.reaches(request.path) else None
    )  # the longest address that begins this page's address
    return {
        "places": shown,
        "here": here,
        "exactly": bool(here) and request.path == nearest.url,
        "group": group,
    }


def _oversees(context: dict[str, Any], member: Membership | None) -> bool:
    if member:
        return member.may(Permission.OVERSEE_GROUPS)
    return bool(context.get("oversees_groups"))


@lru_cache(maxsize=1000)  # reversed and put in words once, not on every page
def _places(group: UUID | None, several: bool, language: str | None, prefix: str) -> tuple[Place, ...]:
    names = [("today", _("Today"))]
    if several:
        names.append(("groups_overview", _("Groups")))
    found = [
        Place(str(name), url, also=tuple(map(_find, UNDER.get(url_name, ()))))
        for url_name, name in names
        if (url := _find(url_name))
    ]
    if group:
        home = _find("group", group)
        found += [
            Place(str(name), url, also=tuple(f"{home}{word}/" for word in BELONGS.get(url_name, ())))
            for url_name, name in IN_A_GROUP
            if (url := _find(url_name, group))
        ]
    return tuple(found)


def _find(name: str, *args: object) -> str:
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""
