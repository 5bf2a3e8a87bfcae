"""What becomes of a matter that was parked in the room."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from groups.states import Moves


class ParkedState(TextChoices):
    PARKED = "parked", _("Parked")
    BROUGHT_BACK = "brought_back", _("Back on the agenda")
    SETTLED = "settled", _("Settled")


PARKED_MOVES: Moves = {
    ParkedState.PARKED: (ParkedState.BROUGHT_BACK, ParkedState.SETTLED),
    ParkedState.BROUGHT_BACK: (ParkedState.SETTLED,),
    ParkedState.SETTLED: (),
}
