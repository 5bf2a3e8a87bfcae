"""Words that were hidden, and the second look at it."""

from coproduction.when.shape import ANY, NEVER, Table, When
from facilitation.models import Hiding
from facilitation.states.hiding import HidingState as H

WHEN: Table = {
    ("hiding", "hiding_id"): When(Hiding, ANY),
    ("hiding_appeal", "hiding_id"): When(Hiding, NEVER, (H.HIDDEN,)),
    ("hiding_decide", "hiding_id"): When(Hiding, NEVER, (H.APPEALED,)),
    ("hiding_lift", "hiding_id"): When(Hiding, NEVER, (H.HIDDEN, H.APPEALED)),
}
