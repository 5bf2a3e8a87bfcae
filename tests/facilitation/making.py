"""Rows that many tests of the facilitation app begin with."""

from datetime import timedelta

from django.utils import timezone

from facilitation.actions.topics import Declaration, declare_topic
from facilitation.models import AgendaItem, Session, Topic
from facilitation.states import SayKind, SessionState
from groups.models import Group, Membership


def make_session(group: Group, *, state: str = SessionState.OPEN, title: str = "Spring session") -> Session:
    now = timezone.now()
    return Session.objects.create(
        group=group, title=title, starts_at=now, ends_at=now + timedelta(hours=2), state=state
    )


def make_item(session: Session, *, led_by: Membership | None = None, title: str = "Letters") -> AgendaItem:
    return AgendaItem.objects.create(
        group=session.group,
        session=session,
        position=session.items.count() + 1,
        title=title,
        purpose="explore",
        minutes=20,
        led_by=led_by,
    )


DECLARED = Declaration(
    open_to_change="How letters are written",
    fixed="The postage contract, until 2028",
    say=SayKind.ADVISES,
    final_say="Dr Priya Nair, Medical Director",
)


def make_topic(by: Membership, *, title: str = "Letters people can read") -> Topic:
    return declare_topic(title=title, declaration=DECLARED, by=by)
