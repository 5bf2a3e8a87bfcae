"""Of what somebody agreed to do ("action" in a meeting)."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from groups.states import Moves


class ToDoState(TextChoices):
    """Nobody is given work without a yes: until somebody says it, it waits, or looks for someone."""

    ASKED = "asked", _("Waiting for a yes")
    FREE = "free", _("Looking for someone")
    OPEN = "open", _("To do")
    DONE = "done", _("Done")
    DROPPED = "dropped", _("Not going ahead")


TO_DO_MOVES: Moves = {
    ToDoState.ASKED: (ToDoState.ASKED, ToDoState.OPEN, ToDoState.FREE, ToDoState.DROPPED),
    ToDoState.FREE: (ToDoState.ASKED, ToDoState.OPEN, ToDoState.DROPPED),
    ToDoState.OPEN: (ToDoState.DONE, ToDoState.ASKED, ToDoState.FREE, ToDoState.DROPPED),
    ToDoState.DONE: (),
    ToDoState.DROPPED: (),
}

REMIND_EVERY_DAYS = 7
MOST_REMINDERS = 4  # after the one on the day
