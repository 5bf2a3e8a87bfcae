"""What the pages and papers of a report say of its figures."""

from django import template
from django.utils.translation import gettext as _

from lifecycle.change import cell
from lifecycle.instruments import Statement
from lifecycle.results import Figure, Result, statement_of

register = template.Library()


@register.filter
def statement(result: Result) -> Statement:
    return statement_of(result)


@register.filter
def shown(figure: Figure | None, of: Statement) -> str:
    return cell(figure, of.highest) if figure else _("Too few to show")


@register.filter
def about_or_few(people: int | None) -> str:
    """A rounded count of people."""
    return _("Too few to show") if people is None else _("about %(people)s") % {"people": people}
