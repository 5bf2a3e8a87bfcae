"""How somebody comes to be a helper, for the stories of this folder."""

from django.urls import reverse

from groups.actions.helpers import accept_helping, name_helper
from groups.models import Delivery, Helper, Membership, Person
from groups.states import HelperPower

ALL = HelperPower.values


def helping(member: Membership, person: Person, powers: list[str]) -> Helper:
    asked = name_helper(member, name="H", email="h@demo.example", powers=powers, by=member.person)
    return accept_helping(asked, by=person.account)


def page(name: str, helper: Helper, *more: object) -> str:
    return reverse(name, args=[helper.public_id, *more])


def needed(person: Person, kind: str) -> bool:
    return Delivery.objects.needing(person).filter(notification__kind=kind).exists()
