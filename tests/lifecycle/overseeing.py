"""Groups that a decision-maker answers to, for the tests of the overview."""

from groups.models import Group, Membership, System
from groups.states import GroupState
from lifecycle.actions.summaries import refresh_summaries
from lifecycle.models import GroupSummary
from tests.cast import CAST, join


def another_group(who: Membership, name: str, *, state: str = GroupState.RUNNING) -> Membership:
    """The same person with the same role in one more group of the same system."""
    group = Group.objects.create(system=who.group.system, name=name, state=state)
    return Membership.objects.create(
        group=group,
        person=who.person,
        name=who.name,
        side=who.side,
        roles=who.roles,
        job=who.job,
        body=who.body,
    )


def facilitator_of(group: Group) -> Membership:
    return join(group, CAST["facilitator"])


def another_system(who: Membership, name: str) -> Membership:
    there = another_group(who, f"Group of {name}")
    there.group.system = System.objects.create(name=name, level="regional")
    there.group.save()
    return there


def counted(group: Group) -> GroupSummary:
    """As the sweep leaves it."""
    refresh_summaries()
    return GroupSummary.objects.get(group=group)
