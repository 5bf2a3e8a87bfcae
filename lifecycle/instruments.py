"""What a review asks, as data. An id never changes its meaning; changed words make a new version.

The eight shifts stand in the deck's own short labels ("Shifting the relationship"); the help is in our words.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

LOWEST, HIGHEST = 1, 7


@dataclass(frozen=True)
class Statement:
    """One pair of opposite statements; a point says where between the two we are."""

    id: str
    start: Promise
    end: Promise
    help: Promise


@dataclass(frozen=True)
class Instrument:
    key: str
    version: int
    name: Promise
    about: Promise
    minutes: int
    statements: tuple[Statement, ...]

    @property
    def by_id(self) -> Mapping[str, Statement]:
        return {statement.id: statement for statement in self.statements}


SHIFTS = Instrument(
    key="shifts",
    version=1,
    name=_("Eight shifts in relationship"),
    about=_("How people and services meet each other now, in the places this group knows."),
    minutes=6,
    statements=(
        Statement(
            "matters",
            _("what's the matter"),
            _("what matters"),
            _("Do talks about care begin with what is wrong, or with what is important to the person?"),
        ),
        Statement(
            "information",
            _("no information"),
            _("information and support to choose"),
            _("Do people get what they need to know, in time and in words they can use?"),
        ),
        Statement(
            "partner",
            _("told what is wrong"),
            _("valued as an active partner"),
            _("Are people told what will happen, or asked and listened to?"),
        ),
        Statement(
            "whole",
            _("seen as a patient with symptoms"),
            _("seen as a whole person"),
            _("Do people's lives, families and hopes count, beside their health?"),
        ),
        Statement(
            "knowledge",
            _("professionals hold the knowledge"),
            _("knowledge and responsibility shared"),
            _("Does knowing from life count as much as knowing from training?"),
        ),
        Statement(
            "choice",
            _("one size fits all"),
            _("choice and control"),
            _("Can people choose what fits their life?"),
        ),
        Statement(
            "story",
            _("tell your story again and again"),
            _("tell it once"),
            _("Do people have to start from the beginning with everyone they meet?"),
        ),
        Statement(
            "power",
            _("powerless"),
            _("in partnership, sharing power"),
            _("When something is decided, who has a real say?"),
        ),
    ),
)

INSTRUMENTS: dict[tuple[str, int], Instrument] = {(one.key, one.version): one for one in (SHIFTS,)}


def instrument_of(key: str, version: int) -> Instrument:
    """The instrument exactly as it stood when a review was opened."""
    return INSTRUMENTS[key, version]
