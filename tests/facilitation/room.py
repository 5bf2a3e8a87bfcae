"""A session whose room is open, for the tests of the room."""

from datetime import timedelta

from django.utils import timezone

from facilitation.models import AgendaItem, Session
from facilitation.states import ItemState, SessionState
from groups.models import Group


def open_room(group: Group, state: SessionState = SessionState.OPEN) -> Session:
    now = timezone.now()
    session = Session.objects.create(
        group=group,
        title="What makes a good first conversation",
        starts_at=now,
        ends_at=now + timedelta(hours=2),
        state=state,
        opened_at=now,
    )
    for position, title in enumerate(["First words", "Waiting rooms", "What next"], start=1):
        AgendaItem.objects.create(
            group=group, session=session, position=position, title=title, purpose="explore", minutes=20
        )
    return session


def begun(session: Session, position: int = 1) -> AgendaItem:
    """The item at this place, on now since just now."""
    item = session.items.get(position=position)
    item.state, item.started_at = ItemState.NOW, timezone.now()
    item.save()
    return item
