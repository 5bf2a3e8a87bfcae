"""Promise 4: people from the system never see who asks to join, whatever other hat they wear; nor does any member."""

from collections.abc import Iterator

import pytest
from django.test import Client

from coproduction.doors import addresses
from groups.actions.interest import acknowledge
from groups.models import Delivery, Expression, Membership
from groups.permissions import Permission, Role, rights
from groups.states import Channel
from tests.cast import CAST
from tests.house.everything import Everything, make_everything
from tests.house.trying import attempt, signed_in, url_of

NAME, WHY = "Zuleika Quartermain", "Because of my quinsy"

pytestmark = pytest.mark.django_db


@pytest.fixture
def whole() -> Everything:
    made = make_everything("Northshire group")
    asked = Expression.objects.select_related("person").get(group=made.group)
    asked.why = WHY
    asked.save()
    asked.person.name, asked.person.channels = NAME, [Channel.LETTER]
    asked.person.address = "1 Quarter Lane"
    asked.person.save()
    acknowledge(asked, words=f"Dear {NAME}", by=made.cast["facilitator"])
    return made


def pages(whole: Everything, client: Client) -> Iterator[tuple[str, str]]:
    """Everything this browser can open, in the group and outside."""
    for address in addresses():
        if address.door is None or address.name == "room_stream" or "token" in address.arguments:
            continue
        page = attempt(client, "get", url_of(address, whole.arguments(address.route, address.arguments)))
        if page.status_code == 200 and not page.streaming:
            yield address.name, page.content.decode(errors="replace")


@pytest.mark.parametrize("role", ["member", "professional", "lead", "supporter"])
def test_no_page_says_who_asked_or_why(role: str, whole: Everything):
    for name, text in pages(whole, signed_in(whole.cast[role].person)):
        assert NAME not in text, name
        assert WHY not in text, name


@pytest.mark.parametrize("other", [Role.PROFESSIONAL, Role.LEAD])
def test_a_second_hat_opens_nothing(other: Role, whole: Everything):
    """A coordinator who also answers for the system sees neither the list nor the letters."""
    evan = whole.cast["coordinator"]
    Membership.objects.filter(pk=evan.pk).update(roles=Role.COORDINATOR | other)
    for name, text in pages(whole, signed_in(evan.person)):
        assert WHY not in text, name
        assert f"Dear {NAME}" not in text, name
    assert Delivery.objects.waiting_for_hands().filter(person__name=NAME).exists(), (
        "there is something to see"
    )


def test_those_who_welcome_do_see_it(whole: Everything):
    """So the tests above would find it."""
    found = dict(pages(whole, signed_in(whole.cast["facilitator"].person)))
    assert NAME in found["interest"]
    assert WHY in found["expression"]


@pytest.mark.parametrize("part", CAST.values(), ids=CAST)
def test_the_right_lies_with_those_who_welcome(part: object):
    role = Role(part.roles)  # type: ignore[attr-defined]  # a Part
    welcomes = {Role.FACILITATOR, Role.COORDINATOR}
    assert (Permission.WELCOME_PEOPLE in rights(role)) == (role in welcomes)
