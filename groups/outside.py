"""Whom anyone in a group can tell, outside it, when the no-comeback promise is broken."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db.models import QuerySet

from groups.models import Group, OutsideContact, Person
from groups.permissions import Duty
from groups.states import Side

_WORDS_OF_A_BODY = 2  # a name this long, inside another, is that body or a part of it


@dataclass(frozen=True)
class WhomToTell:
    """The outside contact who has accepted, or else those who hold the duty for the whole system."""

    contact: OutsideContact | None
    fallback: list[Person]

    @property
    def reader(self) -> Person | None:
        """Who reads what is written to them here; None where there is only a phone, or nobody."""
        if self.contact:
            return self.contact.person if self.contact.can_read else None
        return next((person for person in self.fallback if person.mail_to), None)


def whom_to_tell(group: Group, contacts: Iterable[OutsideContact] | None = None) -> WhomToTell:
    """`contacts`: the group's `contacts_of`, if the page has loaded them with other things."""
    found = contacts_of(group)[:1] if contacts is None else contacts
    contact = next(iter(found), None)
    return WhomToTell(contact, [] if contact else _holders_of_the_duty(group))


def contacts_of(group: Group) -> QuerySet[OutsideContact]:
    """Those who have accepted, the one to tell first."""
    return OutsideContact.objects.in_group(group).accepted()


def is_inside(body: str, group: Group) -> bool:
    """Whether an organisation is the system's own, or that of somebody in the group from the system."""
    typed = _plain(body)
    return any(_is_or_holds(typed, inside) for inside in _bodies_inside(group))


def _holders_of_the_duty(group: Group) -> list[Person]:
    holders = Person.objects.filter(duties__system=group.system_id, duties__duty=Duty.CONCERNS)
    outside = holders.exclude(pk__in=group.memberships.present().values("person"))
    return list(outside.select_related("account").distinct().order_by("name", "pk"))


def _bodies_inside(group: Group) -> Iterator[str]:
    yield _plain(group.system.name)
    bodies = group.memberships.present().filter(side=Side.SYSTEM).exclude(body="")
    yield from map(_plain, bodies.values_list("body", flat=True))


def _is_or_holds(typed: str, inside: str) -> bool:
    if typed == inside:
        return True
    return len(inside.split()) >= _WORDS_OF_A_BODY and f" {inside} " in f" {typed} "


def _plain(body: str) -> str:
    """Without case, signs and a leading "the", which change nothing about whose name it is."""
    words = re.sub(r"\W+", " ", body.casefold()).split()
    return " ".join(words[1:] if words[:1] == ["the"] else words)
