"""The fixed cast every test may call on. Each has a meaning; see conftest.py for their fixtures."""

from dataclasses import dataclass

from django.utils import timezone

from groups.models import Account, Group, Membership, OutsideContact, Person, System
from groups.permissions import Role
from groups.states import GroupState, OutsideContactState, Side

PASSWORD = "coproduction-demo"


@dataclass(frozen=True)
class Part:
    name: str
    side: Side
    roles: Role
    job: str = ""
    body: str = ""


CAST = {
    "member": Part("Ade", Side.LIVED, Role.MEMBER),
    "carer": Part("Bronwen", Side.LIVED, Role.MEMBER),
    "professional": Part("Chris Doyle", Side.SYSTEM, Role.PROFESSIONAL, "Practice nurse", "Hill Surgery"),
    "facilitator": Part("Dee", Side.LIVED, Role.FACILITATOR),
    "lead": Part("Dr Priya Nair", Side.SYSTEM, Role.LEAD, "Medical Director", "Northshire Board"),
    "coordinator": Part("Evan", Side.SYSTEM, Role.COORDINATOR, "Coordinator", "Northshire Board"),
    "supporter": Part("Fatima", Side.LIVED, Role.SUPPORTER),
}


def make_person(name: str, email: str = "") -> Person:
    """Someone who can sign in, if an email is given.

    Told of everything at once: most tests are about what is told. tests/groups/weekly has the default.
    """
    account = Account.objects.create_user(email, PASSWORD) if email else None
    return Person.objects.create(name=name, email=email, account=account, weekly=False)


def make_group(name: str = "Northshire group", state: str = GroupState.RUNNING) -> Group:
    system = System.objects.create(name=f"System of {name}", level="local")
    group = Group.objects.create(system=system, name=name, state=state)
    OutsideContact.objects.create(
        group=group,
        person=make_person("Joy Adeyemi"),
        body="Healthwatch Northshire",
        phone="01632 960 444",
        state=OutsideContactState.ACCEPTED,
        accepted_at=timezone.now(),
    )
    return group


def join(group: Group, part: Part, email: str = "") -> Membership:
    return Membership.objects.create(
        group=group,
        person=make_person(part.name, email),
        side=part.side,
        roles=part.roles,
        name=part.name,
        job=part.job,
        body=part.body,
        promised_at=timezone.now() if part.side == Side.SYSTEM else None,
    )
