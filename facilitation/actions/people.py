"""Whom to tell."""

from facilitation.models import Session
from facilitation.models.sessions import those_among_us
from facilitation.states import ComingAnswer
from groups.models import Group, Person
from groups.models.memberships import MembershipQuerySet
from groups.permissions import Permission


def everyone(group: Group) -> list[Person]:
    """Everyone who takes part in the group now."""
    return _people(group.memberships.active())


def invited(session: Session) -> list[Person]:
    """Everyone who takes part now and may know of this session."""
    return _people(_invited(session))


def who_may_come(session: Session) -> list[Person]:
    """Everyone except those who said that they cannot come."""
    said_no = session.coming.filter(answer=ComingAnswer.NO).values("member")
    return _people(_invited(session).exclude(pk__in=said_no))


def facilitators(group: Group) -> list[Person]:
    return _people(group.memberships.active().who_may(Permission.RUN_ROOM))


def explainers(group: Group) -> list[Person]:
    """Facilitators, who know whom to ask; anyone who may explain words finds them in the list."""
    return facilitators(group)


def those_who_plan(group: Group) -> list[Person]:
    """Those who plan the sessions of the whole group."""
    return _people(group.memberships.active().who_may(Permission.PLAN_SESSIONS))


def arrangers(session: Session) -> list[Person]:
    """Those who see what people need at this session, and arrange it."""
    return _people(_invited(session).who_may(Permission.ARRANGE))


def planners(session: Session) -> list[Person]:
    """Those who plan this session."""
    return _people(_invited(session).who_may(Permission.PLAN_SESSIONS))


def planners_of(group: Group) -> list[Person]:
    """Those who plan any session."""
    return _people(group.memberships.active().who_may(Permission.PLAN_SESSIONS))


def _invited(session: Session) -> MembershipQuerySet:
    active = session.group.memberships.active()
    return those_among_us(active) if session.is_among_us else active


def with_lived_experience(group: Group) -> list[Person]:
    """Everyone of this side who takes part now: nobody is asked who was in the room (promise 5)."""
    return _people(group.memberships.active().lived())


def who_heard(group: Group) -> list[Person]:
    """Those who say after a session what they heard: decision-makers and professionals."""
    return _people(group.memberships.active().who_may(Permission.SAY_WHAT_I_HEARD))


def _people(members: MembershipQuerySet) -> list[Person]:
    return list(Person.objects.filter(memberships__in=members))
