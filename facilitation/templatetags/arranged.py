"""What is arranged for one person, for their pages, letters and calls."""

from collections.abc import Iterable

from django import template

from facilitation.models import Arrangement, Session
from groups.models import Person

register = template.Library()


@register.filter
def unanswered(arranged: Iterable[Arrangement], session: Session) -> bool:
    """Whether the person has still to say if it is right, or, once it is over, if it was there."""
    return any(not one.met if session.has_ended else one.is_right is None for one in arranged)


@register.filter
def arranged_for(session: Session, person: Person) -> list[str]:
    """The words of what is arranged, for a letter or a call."""
    rows = Arrangement.objects.filter(session=session, member__person=person).order_by("pk")
    return list(rows.values_list("words", flat=True))
