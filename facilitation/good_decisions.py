"""What makes a decision good: the deck's three points, in its own short labels.

Asked of each decision by the group; told on the page that says why we work this way (lifecycle/attentions.py).
"""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrPromise


@dataclass(frozen=True)
class GoodPoint:
    """One point. An id never changes its meaning: `label` is the deck's, `question` is ours."""

    id: str
    label: StrPromise
    question: StrPromise


GOOD_DECISIONS: tuple[GoodPoint, ...] = (
    GoodPoint(
        "shift",
        _("Decisions reflect the shift in relationship"),
        _("Does this decision reflect the shift in relationship?"),
    ),
    GoodPoint(
        "final-say",
        _("It is clear who has the final say"),
        _("Was it clear to everyone who has the final say?"),
    ),
    GoodPoint(
        "balance",
        _("System priorities are balanced with what matters to people"),
        _("Are system priorities balanced with what matters to people?"),
    ),
)
LABELS = {point.id: point.label for point in GOOD_DECISIONS}
