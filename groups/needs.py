"""What people said they need to take part: only what they share with a group, only for those who arrange.

Every part that shows someone's needs asks here, so that consent, rights and the record of who looked hold
everywhere alike (promises 4 and 10).
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from groups.looks import looked_at
from groups.models import AccessNeed, Group, Look, Membership, Person
from groups.models.needs import AccessNeedQuerySet
from groups.permissions import Permission
from groups.states import NeedKind
from groups.working_days import add_working_days

PAPERS_DAYS = 7
SLOW_PAPERS_WORKING_DAYS = 10
INTERPRETER_DAYS = 21

# The ways papers can be read. Large print and coloured paper come out of the app's own printer with everyone
# else's, in the usual time. The slow ones are made by somebody else first.
SLOW_FORMATS = (NeedKind.EASY_READ, NeedKind.BRAILLE, NeedKind.AUDIO)
PRINTED_FORMATS = (NeedKind.LARGE_PRINT, NeedKind.COLOUR_BACKGROUND)
FORMATS = (*PRINTED_FORMATS, *SLOW_FORMATS)

# What somebody who writes or calls must know before they do.
BEFORE_WRITING = (*FORMATS, NeedKind.BSL, NeedKind.PHONE_ONLY)


@dataclass(frozen=True)
class FormatNeeded:
    """A way of reading papers, and how many in the group need it."""

    kind: NeedKind
    people: int


def shared_needs(group: Group) -> AccessNeedQuerySet:
    """What people who take part in the group now let those who arrange its sessions see."""
    here = group.memberships.present().values("person")
    return AccessNeed.objects.shared_with(group).filter(person__in=here).order_by("person", "kind", "pk")


def needs_of(people: Iterable[Person | int], group: Group) -> dict[int, list[AccessNeed]]:
    """What these people shared with the group, by the key of the person. Leaves no trace: see `shown_needs`."""
    keys = [one if isinstance(one, int) else one.pk for one in people]
    found: dict[int, list[AccessNeed]] = defaultdict(list)
    for need in shared_needs(group).filter(person__in=keys):
        found[need.person_id].append(need)
    return dict(found)


def shown_needs(
    people: Iterable[Person], *, to: Membership, kinds: Iterable[str] = NeedKind.values
) -> dict[int, list[AccessNeed]]:
    """The same for somebody's screen: nothing for those who do not arrange, and each person can read who looked."""
    if not to.may(Permission.ARRANGE):
        return {}
    by_key = {person.pk: person for person in people}
    wanted = set(kinds)
    found = {
        key: shown
        for key, needs in needs_of(by_key, to.group).items()
        if (shown := [need for need in needs if need.kind in wanted])
    }
    looked_at([by_key[key] for key in found], Look.What.ACCESS, by=to)
    return found


@dataclass(frozen=True)
class Flagged:
    """Somebody who takes part, with what they shared."""

    member: Membership
    needs: list[AccessNeed]


def flagged(
    *, to: Membership, kinds: Iterable[str] = NeedKind.values, among: Iterable[Membership] | None = None
) -> list[Flagged]:
    """Everyone who takes part and shared a need of these kinds, by name, for somebody who arranges.

    `among`: those who take part, by name and with their people, if they are loaded already.
    """
    if not to.may(Permission.ARRANGE):
        return []
    members = list(to.group.memberships.active().with_names() if among is None else among)
    needs = shown_needs([member.person for member in members], to=to, kinds=kinds)
    return [Flagged(member, needs[member.person_id]) for member in members if member.person_id in needs]


def formats_needed(group: Group) -> list[FormatNeeded]:
    """The ways in which people of the group need papers, and how many. For those who arrange alone."""
    kinds = shared_needs(group).filter(kind__in=FORMATS).values_list("kind", "person").distinct()
    counted = Counter(kind for kind, _person in kinds)
    return [FormatNeeded(kind, counted[kind]) for kind in FORMATS if counted[kind]]


def papers_due(day: date, group: Group) -> date:
    """When papers for a meeting on this day must be out: by the slowest format anyone shared a need for."""
    if shared_needs(group).filter(kind__in=SLOW_FORMATS).exists():
        return add_working_days(day, -SLOW_PAPERS_WORKING_DAYS, group)
    return day - timedelta(days=PAPERS_DAYS)


def interpreter_due(day: date, people: Iterable[Flagged]) -> date | None:
    """When an interpreter must be asked for, if one of these people shared that they need one."""
    wanted = any(need.kind == NeedKind.BSL for one in people for need in one.needs)
    return day - timedelta(days=INTERPRETER_DAYS) if wanted else None
