"""The five investments that empower people, in the deck's own short labels ("What investment is needed").

What each means is in our words.
"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Investment:
    key: str
    name: Promise | str
    about: Promise | str


INVESTMENTS = (
    Investment(
        "confidence",
        _("Knowledge, skills and confidence"),
        _("Learning, practice and support, so that each of us can take part as an equal."),
    ),
    Investment(
        "facilitation",
        _("Facilitation"),
        _("Somebody skilled who keeps the room fair and safe, and is paid to do it."),
    ),
    Investment(
        "information",
        _("Information"),
        _("What the system knows, shared with all of us at once, in words that all can use."),
    ),
    Investment(
        "relationships",
        _("Building reciprocal relationships"),
        _("Time to get to know each other, and to learn from each other, in both directions."),
    ),
    Investment(
        "time",
        _("Time to develop"),
        _("A new group needs months to find its feet. Trust cannot be hurried."),
    ),
)
