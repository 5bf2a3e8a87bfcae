"""What is held about people around the lived experience space."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from groups.privacy.shapes import Claim, Claims, Telling
from groups.privacy.times import when

CLAIMS: Claims = {
    "SpaceEntry.member": Claim.DELETED,
    "SpaceModerator.member": Claim.DELETED,
    "SpaceModerator.offered_by": Claim.KEPT_WITHOUT_NAME,
    "SpaceYes.member": Claim.DELETED,
}

HELD: tuple[Telling, ...] = (
    Telling(
        "SpaceEntry.member",
        gettext_lazy("That you asked to be in the lived experience space"),
        lambda entry: (when(entry.asked_on), " ".join([str(entry.get_state_display()), entry.why])),
    ),
    Telling(
        "SpaceYes.member",
        gettext_lazy("Whom you would let into the lived experience space, until it closes"),
        lambda yes: (yes.entry.member.name, _("You said yes.")),
        lambda rows: rows.select_related("entry__member").order_by("pk"),
    ),
    Telling(
        "SpaceModerator.member",
        gettext_lazy("That you were asked to look after the lived experience space"),
        lambda asked: (when(asked.since), str(asked.get_state_display())),
    ),
)
