"""Of notes that members check."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from groups.states import Moves


class CheckState(TextChoices):
    """What a member says of a note, and what became of it."""

    RIGHT = "right", _("This is right")
    ASKED = "asked", _("Remembered another way, waiting for a reply")
    CORRECTED = "corrected", _("The note was put right")
    KEPT = "kept", _("The note stays, with these words known")


CHECK_MOVES: Moves = {
    CheckState.RIGHT: (CheckState.RIGHT, CheckState.ASKED),
    CheckState.ASKED: (CheckState.RIGHT, CheckState.ASKED, CheckState.CORRECTED, CheckState.KEPT),
    CheckState.CORRECTED: (CheckState.RIGHT, CheckState.ASKED),
    CheckState.KEPT: (CheckState.RIGHT, CheckState.ASKED),
}
