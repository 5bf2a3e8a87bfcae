"""Planning as pure data: how often a series repeats, and the life of a date poll."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from groups.states import Moves


class Every(TextChoices):
    WEEK = "week", _("Every week")
    FORTNIGHT = "fortnight", _("Every two weeks")
    MONTH = "month", _("Every month, on the same weekday")


class PollState(TextChoices):
    OPEN = "open", _("Open for answers")
    CLOSED = "closed", _("Closed, a date to be chosen")
    PICKED = "picked", _("A date is chosen")
    OFF = "off", _("Called off")


POLL_MOVES: Moves = {
    PollState.OPEN: (PollState.CLOSED, PollState.PICKED, PollState.OFF),
    PollState.CLOSED: (PollState.PICKED, PollState.OFF),
    PollState.PICKED: (),
    PollState.OFF: (),
}


class Suits(TextChoices):
    """What one person says about one date."""

    YES = "yes", _("I can")
    IF_NEEDED = "if_needed", _("If need be")
    NO = "no", _("I cannot")
