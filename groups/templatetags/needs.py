from django import template

from groups.models import AccessNeed

register = template.Library()


@register.filter
def of(flags: dict[int, list[AccessNeed]] | None, person: int) -> list[AccessNeed]:
    """What this person shared, from what `groups.needs.shown_needs` gave the page."""
    return (flags or {}).get(person, [])
