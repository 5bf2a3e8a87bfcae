"""What is parked, on the pages where somebody plans a session."""

from typing import Any

from django import template

from facilitation.models import ParkedMatter

register = template.Library()
MOST = 20


@register.inclusion_tag("facilitation/parked_here.html", takes_context=True)
def still_parked(context: dict[str, Any]) -> dict[str, Any]:
    """What waits for an agenda, for those who plan one."""
    member = context["request"].member
    matters = ParkedMatter.objects.in_group(member.group).visible_to(member).still_parked()[:MOST]
    return {"matters": matters, "request": context["request"], "is_planning": True}
