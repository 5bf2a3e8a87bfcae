"""Somebody who belongs to several groups opens every page of their own, and is one person on it."""

from collections.abc import Callable
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from coproduction.doors import addresses
from groups.models import Membership, Person
from tests.cast import make_group
from tests.facilitation.meeting import words_of

OWN = sorted(
    one.name for one in addresses() if one.door and one.door.kind == "signed_in" and not one.arguments
)


@pytest.fixture
def in_three(lead: Membership) -> Person:
    for name in ("Eastmoor group", "Harbour group"):
        place = Membership.objects.get(pk=lead.pk)
        place.pk, place.public_id, place.group = None, uuid4(), make_group(name)
        place.save()
    return lead.person


@pytest.mark.parametrize("name", OWN)
def test_each_page_of_their_own_opens(name: str, in_three: Person, sign_in: Callable[[Person], Client]):
    page = sign_in(in_three).get(reverse(name))
    assert page.status_code != 200 or in_three.name in words_of(page)


def test_the_address_that_messages_go_to_is_theirs(in_three: Person, sign_in: Callable[[Person], Client]):
    assert "lead@demo.example" in words_of(sign_in(in_three).get(reverse("reach")))
