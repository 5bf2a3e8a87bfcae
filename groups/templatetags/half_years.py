"""A half-year in words."""

from django import template
from django.utils.translation import gettext as _

register = template.Library()


@register.filter
def half_year(period: str) -> str:
    """For example: January to June 2026."""
    year, half = period.split("-")
    words = _("January to June %(year)s") if half == "1" else _("July to December %(year)s")
    return words % {"year": year}
