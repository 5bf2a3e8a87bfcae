"""Whom to tell, on every page where the no-comeback promise stands."""

from typing import Any

from django import template
from django.http import HttpRequest

from groups.models import Group
from groups.outside import WhomToTell
from groups.outside import whom_to_tell as find

register = template.Library()


@register.inclusion_tag("groups/outside/whom_to_tell.html", takes_context=True)
def whom_to_tell(context: dict[str, Any], group: Group) -> dict[str, Any]:
    return {"told": _found(context, group), "member": getattr(context.get("request"), "member", None)}


@register.inclusion_tag("groups/outside/missing.html", takes_context=True)
def outside_missing(context: dict[str, Any]) -> dict[str, Any]:
    """Loud while nobody outside has said yes; nothing once somebody has."""
    member = context["request"].member
    return {"told": _found(context, member.group), "member": member}


def told_already(request: HttpRequest, group: Group, told: WhomToTell) -> None:
    """For a view that has looked it up with other things."""
    request.__dict__.setdefault("told_of", {})[group.pk] = told


def _found(context: dict[str, Any], group: Group) -> WhomToTell:
    """Looked up once for a page, however often it says so."""
    found: dict[int, WhomToTell] = context["request"].__dict__.setdefault("told_of", {})
    if group.pk not in found:
        found[group.pk] = find(group)
    return found[group.pk]
