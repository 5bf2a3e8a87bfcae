"""Whom to tell."""

from facilitation.models import Session
from facilitation.states import ComingAnswer
from groups.models import Group, Person
from groups.models.memberships import MembershipQuerySet
from groups.permissions import Permission


def everyone(group: Group) -> list[Person]:
    """Everyone who takes part in the group now."""
    return _people(group.memberships.active())


def who_may_come(session: Session) -> list[Person]:
    """Everyone except those who said that they cannot come."""
    said_no = session.coming.filter(answer=ComingAnswer.NO).values("member")
    return _people(session.group.memberships.active().exclude(pk__in=said_no))


def facilitators(group: Group) -> list[Person]:
    return _people(group.memberships.active().who_may(Permission.RUN_ROOM))


def arrangers(group: Group) -> list[Person]:
    """Those who see what people need, and arrange it."""
    return _people(group.memberships.active().who_may(Permission.ARRANGE))


def with_lived_experience(group: Group) -> list[Person]:
    """Everyone of this side who takes part now: nobody is asked who was in the room (promise 5)."""
    return _people(group.memberships.active().lived())


def _people(members: MembershipQuerySet) -> list[Person]:
    return list(Person.objects.filter(memberships__in=members))
