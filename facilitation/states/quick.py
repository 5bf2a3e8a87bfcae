"""Quick agree: words put to those in a session, agreed if nobody objects."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from groups.states import Moves

# So that those who read slowly, or hear it read out, can say something first.
QUICK_SECONDS = 20


class QuickState(TextChoices):
    OPEN = "open", _("Does anyone object?")
    AGREED = "agreed", _("Nobody objected: agreed")
    OBJECTED = "objected", _("Someone objects: not agreed")
    WITHDRAWN = "withdrawn", _("Taken off again")
    LAPSED = "lapsed", _("The session closed first: not agreed")


QUICK_MOVES: Moves = {
    QuickState.OPEN: (QuickState.AGREED, QuickState.OBJECTED, QuickState.WITHDRAWN, QuickState.LAPSED),
    QuickState.AGREED: (),
    QuickState.OBJECTED: (),
    QuickState.WITHDRAWN: (),
    QuickState.LAPSED: (),
}
