"""How early papers were out, wherever a session or a paper stands."""

from django import template

from facilitation import papers_out
from facilitation.models import Paper, Session

register = template.Library()


@register.filter
def how_early(session: Session) -> str:
    """The pack was out 9 days before."""
    return papers_out.how_early(session)


@register.filter
def paper_how_early(paper: Paper) -> str:
    """Out 9 days before. Late: came on Tuesday 1 December 2026, for information only."""
    return papers_out.paper_how_early(paper)
