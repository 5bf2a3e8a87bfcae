"""The versions of an outcome as somebody reads them: the earlier ones, each with what the next one changed."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from facilitation.changes import Piece, compare
from facilitation.models import Outcome


@dataclass(frozen=True)
class Earlier:
    """One version that is not the latest, and what came after it, word by word."""

    was: Outcome
    then: Outcome
    outcome: list[Piece]
    differs: list[Piece]


def earlier_versions(outcomes: Iterable[Outcome]) -> list[Earlier]:
    """Newest first. `outcomes` in the order in which they were written."""
    steps = [
        Earlier(was, then, compare(was.outcome, then.outcome), compare(was.differs, then.differs))
        for was, then in pairwise(outcomes)
    ]
    return steps[::-1]
