"""What stands in the room that is open now, besides words and hands: something parked, and something to do."""

from datetime import timedelta

from django.utils import timezone

from coproduction.demo.days import day
from facilitation.models import ParkedMatter, Session, ToDo
from facilitation.states.parked import ParkedState
from facilitation.states.to_do import ToDoState
from groups.models import Membership


def make_room(cast: dict[str, Membership], past: Session, now: Session) -> None:
    """Parked now, and what became of a matter parked in a session of the past."""
    first = now.items.order_by("position")[0]
    ParkedMatter.objects.create(
        group=now.group,
        session=now,
        item=first,
        words="Who tells the pharmacy about a new plan?",
        at=timezone.now() - timedelta(minutes=12),
        parked_by=cast["facilitator"],
    )
    ParkedMatter.objects.create(
        group=now.group,
        session=past,
        words="Parking at the Riverside Centre",
        at=past.starts_at + timedelta(minutes=40),
        parked_by=cast["facilitator"],
        state=ParkedState.SETTLED,
        became="The centre keeps six places free for us by the door.",
    )
    ToDo.objects.create(
        group=now.group,
        session=now,
        item=first,
        words="Bring one real letter, with the names taken out",
        owner=cast["kath"],
        due_on=day(14),
        state=ToDoState.OPEN,
        made_by=cast["kath"],
    )
