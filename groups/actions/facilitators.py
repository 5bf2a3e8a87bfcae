"""A group without a facilitator: everyone in it is told, and so are those who look after its system."""

from django.db import transaction

from groups.models import Group, Membership, Person
from groups.models.memberships import MembershipQuerySet
from groups.notifications import notify, settle
from groups.permissions import Duty, Permission, Role
from groups.states import GroupState
from groups.transitions import record

NEEDED, NEWS, TO_THE_SYSTEM = "no_facilitator", "no_facilitator_news", "no_facilitator_duty"
LOOKS_AFTER = (Duty.ADMINISTRATOR, Duty.COORDINATOR)


def lock_group(group_id: int) -> Group:
    """One at a time comes and goes, so that two facilitators who leave at once do not both count on the other."""
    return Group.objects.select_for_update(of=("self",)).select_related("system").get(pk=group_id)


def is_the_last(member: Membership) -> bool:
    """Whether this member facilitates now, and nobody else does."""
    return member in (holding := list(facilitating(member.group))) and len(holding) == 1


def facilitating(group: Group) -> MembershipQuerySet:
    return Membership.objects.facilitating().filter(group=group)


def may_take_over(group: Group) -> MembershipQuerySet:
    """Who could facilitate: people with lived experience and professionals, who answer for nobody."""
    able = Membership.objects.active().filter(group=group).holding(Role.MEMBER | Role.PROFESSIONAL)
    return able.exclude(pk__in=able.holding(Role.FACILITATOR | Role.LEAD).values("pk"))


def gap_seen_by(member: Membership) -> dict[str, bool]:
    """For pages: whether nobody facilitates this group now, and whether this member could take it on."""
    group = member.group
    lacks = group.state != GroupState.ENDED and not facilitating(group).exists()
    may = lacks and may_take_over(group).filter(pk=member.pk).exists()
    return {"lacks_facilitator": lacks, "may_take_over": may}


@transaction.atomic
def tell_if_nobody_facilitates(group: Group) -> None:
    """Call it, the group locked, after someone who facilitated has gone."""
    if group.state == GroupState.ENDED or facilitating(group).exists():
        return
    occurrence = str(record("group.lost_its_facilitator", group, by=None).pk)
    here = Membership.objects.active().filter(group=group)
    called = here.who_may(Permission.INVITE) | here.filter(pk__in=may_take_over(group).values("pk"))
    keys = set(called.values_list("person_id", flat=True))
    people = list(Person.objects.filter(memberships__in=here))
    notify(NEEDED, group, group=group, to=[one for one in people if one.pk in keys], occurrence=occurrence)
    notify(NEWS, group, group=group, to=[one for one in people if one.pk not in keys], occurrence=occurrence)
    notify(TO_THE_SYSTEM, group, group=group, to=_who_look_after(group), occurrence=occurrence)


@transaction.atomic
def settle_if_someone_facilitates(group: Group) -> None:
    """The news of it is over as soon as somebody facilitates again."""
    if facilitating(group).exists():
        settle((NEEDED, NEWS, TO_THE_SYSTEM), group)


def _who_look_after(group: Group) -> list[Person]:
    holders = Person.objects.filter(duties__system=group.system_id, duties__duty__in=LOOKS_AFTER)
    return list(holders.distinct())
