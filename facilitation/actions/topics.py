"""Topics declare who has the final say, and what is open and fixed, before any input (promise 2)."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from facilitation.actions.people import everyone
from facilitation.actions.rounds import ask_again_on_new_version
from facilitation.models import Decision, Topic, TopicVersion
from facilitation.states import TopicState
from groups.models import Membership
from groups.notifications import notify
from groups.permissions import Permission, Role
from groups.transitions import Refused, move, record


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
    for decision in Decision.objects.filter(topic=topic).rounds().order_by("pk"):
        ask_again_on_new_version(decision)
    record("topic.changed", topic, by=by)
    notify(
        "topic_changed",
        topic,
        group=by.group,
        to=everyone(by.group),
        occurrence=str(topic.current and topic.current.number),
    )
    return topic


@transaction.atomic
def drop_topic(topic: Topic, *, why: str, by: Membership) -> Topic:
    """The group does not go on with it. Everyone is told, with the reason. Open rounds end first."""
    _must_act(by)
    topic = Topic.objects.select_for_update(of=("self",)).get(pk=topic.pk)
    if Decision.objects.filter(topic=topic).rounds().exists():
        raise Refused(_("A round about this is open. Let it end first, so that nobody's position is lost."))
    dropped = move(topic, TopicState.DROPPED, by=by, why_dropped=why)
    _tell_it_moved(dropped)
    return dropped


@transaction.atomic
def reopen_topic(topic: Topic, *, by: Membership) -> Topic:
    """Open again what was decided or dropped. Everyone is told."""
    _must_act(by)
    opened = move(topic, TopicState.OPEN, by=by, why_dropped="")
    _tell_it_moved(opened)
    return opened


def _tell_it_moved(topic: Topic) -> None:
    moment = f"{topic.state}, {timezone.now().timestamp():.0f}"
    notify("topic_moved", topic, group=topic.group, to=everyone(topic.group), occurrence=moment)


def _must_act(by: Membership) -> None:
    if not by.may(Permission.ACT_FOR_GROUP):
        raise Refused(_("A facilitator records that the group wants this."))


def _add_version(topic: Topic, declaration: Declaration, *, by: Membership) -> None:
    number = topic.current.number + 1 if topic.current else 1
    topic.current = TopicVersion.objects.create(
        group=topic.group, topic=topic, number=number, declared_by=by, **vars(declaration)
    )
    topic.save(update_fields=["current"])
