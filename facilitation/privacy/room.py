"""What the room adds to what is held: turns to come in a round, and who parked a matter."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from groups.privacy.shapes import Claim, Claims, Telling

CLAIMS: Claims = {
    "ParkedMatter.parked_by": Claim.KEPT_WITHOUT_NAME,
    "RoundTurn.member": Claim.DELETED,
}

HELD: tuple[Telling, ...] = (
    Telling(
        "RoundTurn.member",
        gettext_lazy("Your turn to come in a round, until you have had it"),
        lambda turn: (turn.session.title, _("Your turn is still to come.")),
        lambda rows: rows.select_related("session").order_by("pk"),
    ),
)
