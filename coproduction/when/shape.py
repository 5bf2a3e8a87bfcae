"""How an address says when: its row, the states in which its page is read, and those in which it acts."""

from dataclasses import dataclass

from django.db import models

from facilitation.models import Session
from facilitation.states import SessionState as S
from groups.models import Membership
from groups.permissions import Permission
from groups.states import MembershipState, Moves

type States = tuple[str, ...]
type Table = dict[tuple[str, str], "When"]

ANY: States = ("any",)
NEVER: States = ()


@dataclass(frozen=True)
class When:
    """Of one row named in an address. `shown`: its page can be read. `acts`: what it is for can be done.

    Those with the permission `early_to` are shown the states in `early` too.
    """

    row: type[models.Model]
    shown: States = NEVER
    acts: States = NEVER
    early: States = NEVER
    early_to: Permission | None = None

    def in_full(self, states: States) -> States:
        moves: Moves = getattr(self.row, "MOVES")  # noqa: B009  # its own table, which every such model has
        return tuple(moves) if states == ANY else states


PLANNED = (S.DRAFT, S.ANNOUNCED)
AHEAD = (*PLANNED, S.OPEN)
KNOWN = (S.ANNOUNCED, S.OPEN, S.CLOSED, S.NOTES_SHARED, S.SETTLED, S.CANCELLED)
BEFORE_IT_SETTLES = (S.ANNOUNCED, S.OPEN, S.CLOSED, S.NOTES_SHARED)
NOT_CANCELLED = (*BEFORE_IT_SETTLES, S.SETTLED)
IN_THE_GROUP = (MembershipState.ACTIVE, MembershipState.PAUSED)


def of_session(shown: States = NEVER, acts: States = NEVER) -> When:
    """A page about a session: drafts are shown to those who plan."""
    return When(Session, shown, acts, (S.DRAFT,), Permission.PLAN_SESSIONS)


def planning(acts: States, shown: States = ANY) -> When:
    """A page of those who plan or run sessions."""
    return When(Session, shown, acts)


def member(shown: States = NEVER, acts: States = NEVER) -> When:
    return When(Membership, shown, acts)
