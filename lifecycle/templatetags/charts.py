"""`{% shift_chart result %}`: one shift over time, drawn, and the same as a table beneath."""

from collections.abc import Iterable
from datetime import date

from django import template
from django.utils.translation import gettext as _

from groups.templatetags import words
from lifecycle import charts, results
from lifecycle.instruments import instrument_of

register = template.Library()


@register.inclusion_tag("lifecycle/shift_chart.html")
def shift_chart(result: results.Result) -> dict[str, object]:
    chart = charts.draw(result)
    columns = [_("People with lived experience"), _("People from the system")]
    return {
        "id": f"shift-{result['statement']}-{result['version']}",
        "statement": instrument_of(result["instrument"], result["version"]).by_id[result["statement"]],
        "rows": chart.rows,
        "columns": [*columns, _("Everyone together")] if chart.shows_together else columns,
        "ticks": charts.ticks(),
        "width": charts.WIDTH,
        "height": chart.height,
        "left": charts.LEFT,
        "top": charts.LABEL,
        "bottom": chart.bottom,
        "foot": chart.height - 6,
        "bar": charts.BAR,
        "radius": charts.RADIUS,
        "side": charts.SIDE,
    }


@register.filter
def held_back(found: Iterable[results.Result]) -> bool:
    """Whether a side is missing somewhere because it was too small to show."""
    return results.has_held_back(found)


@register.filter
def iso_day(value: str | None) -> str:
    """A date kept as text in a report, in words."""
    return words.day(date.fromisoformat(value)) if value else ""
