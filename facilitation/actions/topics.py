"""Topics declare who has the final say, and what is open and fixed, before any input (promise 2)."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from facilitation.models import Decision, Topic, TopicVersion
from facilitation.states import DecisionState, TopicState
from groups.models import Membership, Person
from groups.notifications import notify
from groups.permissions import Role
from groups.transitions import Refused, record


@dataclass(frozen=True)
class Declaration:
    """What is said of a topic before anyone gives a position on it."""

    open_to_change: str
    fixed: str
    say: str
    final_say: str
    final_say_member: Membership | None = None
    decide_by: date | None = None
    what_matters: str = ""
    system_priorities: str = ""

    def __post_init__(self) -> None:
        if self.final_say_member and self.final_say_member.holds(Role.FACILITATOR):
            raise Refused(_("A facilitator cannot have the final say. Choose someone else, or a forum."))


@transaction.atomic
def declare_topic(*, title: str, declaration: Declaration, by: Membership) -> Topic:
    topic = Topic.objects.create(group=by.group, title=title)
    _add_version(topic, declaration, by=by)
    record("topic.declared", topic, by=by)
    return topic


@transaction.atomic
def change_topic(topic: Topic, *, declaration: Declaration, by: Membership) -> Topic:
    """Declare a topic anew. Everyone is told, and positions in its open rounds are asked for again."""
    topic = Topic.objects.select_for_update(of=("self",)).get(pk=topic.pk)
    if topic.state != TopicState.OPEN:
        raise Refused(_("This topic is decided. What was declared for it stays as it was."))
    _add_version(topic, declaration, by=by)
    Decision.objects.filter(topic=topic, state=DecisionState.ROUND).update(topic_version=topic.current)
    record("topic.changed", topic, by=by)
    notify(
        "topic_changed",
        topic,
        group=by.group,
        to=Person.objects.filter(memberships__in=by.group.memberships.active()),
        occurrence=str(topic.current and topic.current.number),
    )
    return topic


def _add_version(topic: Topic, declaration: Declaration, *, by: Membership) -> None:
    number = topic.current.number + 1 if topic.current else 1
    topic.current = TopicVersion.objects.create(
        group=topic.group, topic=topic, number=number, declared_by=by, **vars(declaration)
    )
    topic.save(update_fields=["current"])
