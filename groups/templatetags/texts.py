from django import template
from django.utils.safestring import SafeString

from groups.words import to_html

register = template.Library()


@register.filter
def as_html(text: str) -> SafeString:
    """A group's own text, written with # headings, - lists and [links](https://…)."""
    return to_html(text)
