"""In which states an address shows a row and lets something be done with it. Who may come is the door's business.

One line for each address and each of its rows that moves through states. `docs/permissions.md` is written from
it; a test walks every line, every state and the roles of the door.
"""

from dataclasses import dataclass

from django.db import models

from groups.states import Moves

type States = tuple[str, ...]


@dataclass(frozen=True)
class When:
    """Of one row named in an address: in which states its page is shown, and in which the act is possible.

    `planners` alone, who have the permission to plan sessions, are shown the states in `early`.
    """

    row: type[models.Model]
    shown: States = ()
    acts: States = ()
    early: States = ()

    @property
    def moves(self) -> Moves:
        found: Moves = getattr(self.row, "MOVES")  # noqa: B009  # models with states have it
        return found
