"""In which states an address shows a row, and in which it lets something be done with it.

Who may come is the door's business; when they may is said here, one line for each address and each of its rows
that moves through states. `docs/permissions.md` is written from it, and tests/house/test_in_which_states.py walks
every line through every state.
"""

from coproduction.when import (
    afterwards,
    agenda,
    cycle,
    decisions,
    hiding,
    information,
    papers,
    people,
    planning,
    room,
    sessions,
    space,
)
from coproduction.when.shape import Table, When

__all__ = ["WHEN", "When"]

# By the name of the address and the name of its argument.
WHEN: Table = {
    **sessions.WHEN,
    **agenda.WHEN,
    **papers.WHEN,
    **room.WHEN,
    **planning.WHEN,
    **decisions.WHEN,
    **cycle.WHEN,
    **people.WHEN,
    **afterwards.WHEN,
    **hiding.WHEN,
    **information.WHEN,
    **space.WHEN,
}
