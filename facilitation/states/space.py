"""Coming into the lived experience space with a second hat, and who moderates there."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from groups.states import Moves


class EntryState(TextChoices):
    ASKED = "asked", _("The space is being asked")
    AGREED = "agreed", _("The space agreed")
    NOT_AGREED = "not_agreed", _("The space did not agree")
    ENDED = "ended", _("Not in the space any more")


ENTRY_MOVES: Moves = {
    EntryState.ASKED: (EntryState.AGREED, EntryState.NOT_AGREED, EntryState.ENDED),
    EntryState.AGREED: (EntryState.ASKED, EntryState.ENDED),
    EntryState.NOT_AGREED: (EntryState.ASKED,),
    EntryState.ENDED: (EntryState.ASKED,),
}

ENTRY_WORKING_DAYS = 5
ENTRY_YES = 3  # people inside, or all of them if they are fewer
ASK_AGAIN_MONTHS = 3


class ModeratorState(TextChoices):
    OFFERED = "offered", _("Waiting for a reply")
    ACCEPTED = "accepted", _("Looks after the space")
    ENDED = "ended", _("Not any more")


MODERATOR_MOVES: Moves = {
    ModeratorState.OFFERED: (ModeratorState.ACCEPTED, ModeratorState.ENDED),
    ModeratorState.ACCEPTED: (ModeratorState.ENDED,),
    ModeratorState.ENDED: (),
}
