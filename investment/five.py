"""The five investments that empower people, in the deck's own short labels ("What investment is needed")."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Investment:
    key: str
    name: Promise | str


INVESTMENTS = (
    Investment("confidence", _("Knowledge, skills and confidence")),
    Investment("facilitation", _("Facilitation")),
    Investment("information", _("Information")),
    Investment("relationships", _("Building reciprocal relationships")),
    Investment("time", _("Time to develop")),
)
