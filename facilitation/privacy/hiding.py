"""What is held about people around words that were hidden."""

from django.utils.translation import gettext_lazy

from facilitation.models import Hiding
from groups.privacy.shapes import Claim, Claims, Telling
from groups.privacy.times import when

CLAIMS: Claims = {
    "Hiding.hidden_by": Claim.KEPT_WITHOUT_NAME,
    "Hiding.looked_by": Claim.KEPT_WITHOUT_NAME,
}


def _line(hiding: Hiding) -> tuple[str, str]:
    return when(hiding.hidden_on), " ".join(filter(None, [str(hiding.get_reason_display()), hiding.words]))


HELD: tuple[Telling, ...] = (
    Telling("Hiding.hidden_by", gettext_lazy("Words you hid, and why"), _line),
    Telling(
        "Hiding.looked_by",
        gettext_lazy("Hidden words you looked at a second time"),
        lambda hiding: (when(hiding.looked_on), hiding.looked_words),
    ),
)
