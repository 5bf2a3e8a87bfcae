"""`{% ring stages %}`: the six stages around the hub, and the same as an ordered list beneath."""

from collections.abc import Iterable

from django import template

from lifecycle.ring import RingStage, around, draw, loop
from lifecycle.stages import AROUND, HUB

register = template.Library()


@register.inclusion_tag("lifecycle/ring.html")
def ring(stages: Iterable[RingStage]) -> dict[str, object]:
    drawn = draw(stages)
    return {
        "drawn": drawn,
        "has_strengths": any(part.strength_word for part in drawn),
        "loop": loop(),
        "around": [
            {"id": "ring-right", "path": around(15, 165), "words": AROUND[0]},
            {"id": "ring-left", "path": around(195, 345), "words": AROUND[1]},
        ],
        "hub_name": HUB,
        "hub": str(HUB).rsplit(" ", 2),
    }
