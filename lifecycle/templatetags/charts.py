"""`{% shift_chart result %}`: one statement over time, drawn, in a sentence, and as a table beneath."""

from collections.abc import Iterable
from datetime import date

from django import template
from django.utils.translation import gettext as _

from groups.templatetags import words
from lifecycle import change, charts, results
from lifecycle.instruments import Statement

register = template.Library()


@register.inclusion_tag("lifecycle/shift_chart.html")
def shift_chart(result: results.Result) -> dict[str, object]:
    chart = charts.draw(result)
    columns = [_("People with lived experience"), _("People from the system")]
    return {
        "id": f"{result['instrument']}-{result['statement']}-{result['version']}",
        "statement": results.statement_of(result),
        "rows": chart.rows,
        "columns": [*columns, _("Everyone together")] if chart.shows_together else columns,
        "sentences": change.sentences(result),
        "ticks": chart.ticks,
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


@register.simple_tag
def held_ends() -> str:
    return str(results.ENDS_ARE_HELD)


@register.filter
def in_points(figure: results.Figure, statement: Statement) -> str:
    """A figure as it stands in a table."""
    return change.cell(figure, statement.highest)


@register.filter
def held_back(found: Iterable[results.Result]) -> bool:
    """Whether a side is missing somewhere because it was too small to show."""
    return results.has_held_back(found)


@register.filter
def with_figures(found: Iterable[results.Result], wanted: bool) -> list[results.Result]:
    """Those of which something can be shown, or those of which nothing can: an empty chart helps nobody."""
    return [one for one in found if _has_figures(one) == wanted]


@register.filter
def named(result: results.Result) -> str:
    return results.statement_of(result).name


def _has_figures(result: results.Result) -> bool:
    return any(any(results.figures_of(one).values()) or one.get("unknown") for one in result["rounds"])


@register.filter
def iso_day(value: str | None) -> str:
    """A date kept as text in a report, in words."""
    return words.day(date.fromisoformat(value)) if value else ""
