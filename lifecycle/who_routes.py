"""Who writes down where something said went: facilitators, and among people with lived experience whoever may read it.

Where no facilitator may come in among people with lived experience, what is said there would wait for good
(promise 1). Then those of them who take part in decisions write it down themselves, each for the words of others.
"""

from django.db.models import Q

from facilitation.models import Contribution, Session
from facilitation.models.room import ContributionQuerySet
from facilitation.models.space import people_inside
from facilitation.states import Audience
from facilitation.states.agenda import AMONG_US
from groups.models import Group, Membership
from groups.permissions import Permission
from lifecycle.models.trail import unrouted


def routed_by(member: Membership, words: ContributionQuerySet) -> ContributionQuerySet:
    """Of these words, those this member writes it down for: only ever what they may read."""
    readable = words.readable_by(member)
    if member.may(Permission.ACT_FOR_GROUP):
        return readable
    if member.pk not in {each.pk for each in _instead_of_facilitators(member.group)}:
        return readable.none()
    among_us = readable.filter(Q(audience=Audience.LIVED) | Q(session__kind__in=AMONG_US))
    return among_us.exclude(author=member)


def may_route(member: Membership, said: Contribution) -> bool:
    return routed_by(member, Contribution.objects.filter(pk=said.pk)).exists()


def can_route(session: Session) -> list[Membership]:
    """Those taking part now who may write it down for something said here that was neither used nor answered."""
    facilitators = session.group.memberships.active().who_may(Permission.ACT_FOR_GROUP)
    words = Contribution.objects.filter(session=session)
    people = [*facilitators.select_related("person", "group"), *_instead_of_facilitators(session.group)]
    return [each for each in people if unrouted(routed_by(each, words)).exists()]


def _instead_of_facilitators(group: Group) -> list[Membership]:
    """Who is inside and takes part in decisions, where nobody inside facilitates."""
    inside = people_inside(group)
    if any(each.may(Permission.ACT_FOR_GROUP) for each in inside):
        return []
    return [each for each in inside if each.may(Permission.VOTE)]
