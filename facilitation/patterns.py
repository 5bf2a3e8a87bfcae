"""What a new session begins from: a shape, or a session there was before, with its agenda."""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.utils import timezone

from facilitation.models import AgendaItem, Session
from facilitation.session_shapes import Shape
from facilitation.states import ItemPurpose, TopicState
from groups.states import MembershipState

USUAL_LENGTH = timedelta(hours=2)


@dataclass(frozen=True)
class Planned:
    """An item of the new agenda, not saved yet. `to_decide`: it waits for a topic, and stands as "explore" till then."""

    item: AgendaItem
    to_decide: bool = False


@dataclass(frozen=True)
class Pattern:
    initial: dict[str, Any] = field(default_factory=dict)
    agenda: tuple[Planned, ...] = ()
    length: timedelta = USUAL_LENGTH
    session: Session | None = None  # that it is like

    @property
    def items(self) -> list[AgendaItem]:
        return [planned.item for planned in self.agenda]

    @property
    def waits_for_a_topic(self) -> bool:
        return any(planned.to_decide for planned in self.agenda)


def like_shape(shape: Shape) -> Pattern:
    agenda = tuple(
        Planned(
            AgendaItem(title=str(one.title), purpose=one.purpose, minutes=one.minutes),
            to_decide=one.to_decide,
        )
        for one in shape.items
    )
    initial = {"title": str(shape.title), "about": str(shape.about)}
    return Pattern(initial, agenda, timedelta(minutes=shape.minutes))


def like_session(session: Session, fields: tuple[str, ...]) -> Pattern:
    """All that two sessions have in common but their day, and what they talk about."""
    zone = session.group.tz
    times = {
        "starts": timezone.localtime(session.starts_at, zone).time(),
        "ends": timezone.localtime(session.ends_at, zone).time(),
    }
    initial = {name: getattr(session, name) for name in fields} | times
    items = session.items.select_related("led_by", "topic")
    return Pattern(initial, tuple(map(_again, items)), session=session)


def _again(item: AgendaItem) -> Planned:
    """The same once more: asked of whoever led it and is still here, and without a topic that is decided already."""
    leader = item.led_by if item.led_by and item.led_by.state == MembershipState.ACTIVE else None
    topic = item.topic if item.topic and item.topic.state == TopicState.OPEN else None
    lost = item.purpose == ItemPurpose.DECIDE and topic is None
    purpose = ItemPurpose.EXPLORE if lost else item.purpose
    again = AgendaItem(
        title=item.title,
        purpose=purpose,
        minutes=item.minutes,
        asked_to_lead=leader,
        topic=topic,
        content_note=item.content_note,
    )
    return Planned(again, to_decide=lost)
