from collections.abc import Iterable
from decimal import Decimal

from django import template

from facilitation.information import in_words as line_in_words
from facilitation.information import pounds as in_pounds
from facilitation.models import BudgetLine

register = template.Library()


@register.filter
def pounds(amount: Decimal) -> str:
    """£40,000."""
    return in_pounds(amount)


@register.filter
def in_words(line: BudgetLine) -> str:
    """A line of a budget sheet as a sentence."""
    return line_in_words(line)


@register.filter
def in_all(lines: Iterable[BudgetLine]) -> dict[str, Decimal]:
    """The sums of the lines, as we count them."""
    lines = list(lines)
    names = ("total", "committed", "movable")
    return {name: sum((getattr(line, name) for line in lines), Decimal(0)) for name in names}
