"""The shape of what a review asks. Every statement is answered on one scale, ours on seven points."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _

LOWEST, HIGHEST = 1, 7


@dataclass(frozen=True)
class Statement:
    """One thing to say where we are on: a pair of opposites, or `text` with the two ends of its scale.

    An id never changes its meaning.
    """

    id: str
    start: Promise | str
    end: Promise | str
    help: Promise | str = ""
    text: Promise | str = ""
    highest: int = HIGHEST  # a questionnaire that a deployer brought may have a shorter scale

    @property
    def name(self) -> str:
        """What it is called on a chart and in a table."""
        return str(self.text) or _("From “%(start)s” to “%(end)s”") % {"start": self.start, "end": self.end}

    @property
    def question(self) -> str:
        """What the person who answers reads."""
        if self.text:
            return str(self.text)
        return _("From “%(start)s” to “%(end)s”: where are we?") % {"start": self.start, "end": self.end}


@dataclass(frozen=True)
class Instrument:
    """Statements asked together. Changed words make a new version; the old one stays as long as data needs it."""

    key: str
    version: int
    name: Promise | str
    about: Promise | str
    minutes: int
    statements: tuple[Statement, ...]
    licence: str = ""  # who allows its use here, for one that a deployer brought

    @property
    def by_id(self) -> Mapping[str, Statement]:
        return {statement.id: statement for statement in self.statements}
