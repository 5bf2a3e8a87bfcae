"""Many rooms full of people, made in bulk: who sits where, and the cookie of each."""

from dataclasses import asdict, dataclass
from datetime import timedelta
from typing import Any

from django.contrib.auth.hashers import make_password
from django.urls import reverse
from django.utils import timezone

from bench.pages import cookie_of
from facilitation.models import AgendaItem, Contribution, Presence, Session
from facilitation.states import ItemState, SessionState
from groups.models import Account, Group, Membership, Person, System
from groups.permissions import Role
from groups.states import GroupState, Side

THOUGHTS = 20


@dataclass(frozen=True)
class Room:
    """The addresses of one room, and the cookies of the people in it."""

    stream: str
    words: str
    hand_up: str
    hand_down: str
    cookies: list[str]


def make_rooms(people: int, rooms: int) -> list[dict[str, Any]]:
    """As many open rooms, with all these people spread evenly over them."""
    system = System.objects.create(name="Crowd", level="local")
    accounts = _accounts(people)
    return [asdict(_room(system, number, accounts[number::rooms])) for number in range(rooms)]


def _accounts(people: int) -> list[Person]:
    password = make_password(None)
    accounts = Account.objects.bulk_create(
        Account(email=f"crowd{number}@demo.example", password=password) for number in range(people)
    )
    return Person.objects.bulk_create(Person(name="Someone", account=account) for account in accounts)


def _room(system: System, number: int, people: list[Person]) -> Room:
    group = Group.objects.create(system=system, name=f"Crowd {number}", state=GroupState.RUNNING)
    members = Membership.objects.bulk_create(
        Membership(group=group, person=person, side=Side.LIVED, roles=Role.MEMBER, name=f"Member {place}")
        for place, person in enumerate(people)
    )
    now = timezone.now()
    session = Session.objects.create(
        group=group,
        title="Together",
        starts_at=now,
        ends_at=now + timedelta(hours=2),
        state=SessionState.OPEN,
        announced_at=now,
        opened_at=now,
    )
    AgendaItem.objects.create(
        group=group,
        session=session,
        position=1,
        title="Letters",
        purpose="explore",
        minutes=60,
        state=ItemState.NOW,
        started_at=now,
    )
    Presence.objects.bulk_create(Presence(session=session, group=group, member=member) for member in members)
    Contribution.objects.bulk_create(
        Contribution(group=group, session=session, author=members[0], words=f"A thought, number {place}.")
        for place in range(THOUGHTS)
    )
    here = [group.public_id, session.public_id]
    return Room(
        reverse("room_stream", args=here),
        reverse("room_words", args=here),
        reverse("hand_raise", args=here),
        reverse("hand_down", args=here),
        [cookie_of(person.account.email) for person in people if person.account],
    )
