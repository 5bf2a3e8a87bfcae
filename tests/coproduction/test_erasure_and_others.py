"""Somebody who goes takes nothing from those who stay: no trail of what was done for them, no call they wait for."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from coproduction import privacy
from groups.actions.helpers import accept_helping, helped, name_helper
from groups.actions.safety import ask_for_call
from groups.models import CallMe, Delivery, Helper, Membership, Person
from groups.privacy.shapes import SOMEONE
from groups.states import HelperPower, HelperState
from tests.cast import make_person

type SignIn = Callable[[Membership | Person], Client]


@pytest.fixture
def hana(db: None) -> Person:
    """Ade's neighbour, who belongs to no group."""
    return make_person("Hana", "hana@demo.example")


@pytest.fixture
def helper(member: Membership, hana: Person) -> Helper:
    named = name_helper(member, name="Hana", email="hana@demo.example", powers=["coming"], by=member.person)
    assert hana.account
    return accept_helping(named, by=hana.account)


def test_what_a_helper_did_stays_when_the_helper_is_erased(
    helper: Helper, member: Membership, hana: Person, sign_in: SignIn
):
    helped(helper, HelperPower.COMING, "said for you whether you come to: Spring session")
    privacy.erase(hana, by=None, take_back_words=True)
    mine = sign_in(member).get(reverse("my_helpers")).text
    assert "said for you whether you come to: Spring session" in mine
    assert SOMEONE in mine
    assert "Hana" not in mine
    kept = Helper.objects.get()
    assert (kept.state, kept.email, kept.name) == (HelperState.STOPPED, "", SOMEONE)


def test_of_an_invitation_that_nobody_took_nothing_stays(member: Membership, carer: Membership):
    name_helper(member, name="Bron", email="carer@demo.example", powers=["coming"], by=member.person)
    Helper.objects.update(person=carer.person)
    privacy.erase(carer.person, by=None)
    assert not Helper.objects.exists()


def test_whoever_waits_for_a_call_hears_that_nobody_will(member: Membership, facilitator: Membership):
    Membership.objects.filter(pk=member.pk).update(contact=facilitator)
    member.refresh_from_db()
    how = {"number": "01632 960 123", "when_suits": "", "may_leave_message": False}
    ask_for_call(to=facilitator.person, **how, by=member)
    privacy.erase(facilitator.person, by=None)
    assert not CallMe.objects.exists()
    told = Delivery.objects.filter(notification__kind="turned_to_is_gone")
    assert set(told.values_list("person", flat=True)) == {member.person_id}
    assert not Delivery.objects.filter(notification__kind="call_wanted", person=facilitator.person).exists()
