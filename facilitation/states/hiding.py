"""Words that were hidden: why, and what happens then."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from groups.states import Moves


class HidingState(TextChoices):
    HIDDEN = "hidden", _("Hidden")
    APPEALED = "appealed", _("Hidden, a second look was asked for")
    SHOWN_AGAIN = "shown_again", _("Shown again after a second look")
    STAYS_HIDDEN = "stays_hidden", _("Hidden, also after a second look")
    LIFTED = "lifted", _("Shown again by whoever hid it")


HIDING_MOVES: Moves = {
    HidingState.HIDDEN: (HidingState.APPEALED, HidingState.LIFTED),
    HidingState.APPEALED: (HidingState.SHOWN_AGAIN, HidingState.STAYS_HIDDEN, HidingState.LIFTED),
    HidingState.SHOWN_AGAIN: (),
    HidingState.STAYS_HIDDEN: (),
    HidingState.LIFTED: (),
}

# Nobody but its author and a second person reads the words.
NOT_SHOWN = (HidingState.HIDDEN, HidingState.APPEALED, HidingState.STAYS_HIDDEN)


class HidingReason(TextChoices):
    """Tied to the ground rules that every group starts from. Not liking what was said is none of them."""

    NAMES = "names", _("It names somebody who did not agree to it")
    HEALTH = "health", _("It tells about somebody else's health")
    ATTACK = "attack", _("It attacks a person")
    PLACE = "place", _("It does not belong in this place")
