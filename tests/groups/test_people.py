"""The page of people; having a break, coming back and leaving."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from groups.actions.invitations import accept, account_for, invite_to_sign_in, revoke
from groups.actions.memberships import ByHand, add_by_hand, leave
from groups.models import Invitation, Membership, Person
from groups.states import MembershipState, Side
from groups.transitions import Refused
from tests.cast import CAST, join

type SignIn = Callable[[Membership | Person], Client]


def page_of(member: Membership, client: Client) -> str:
    return client.get(reverse("people", args=[member.group.public_id])).text


def test_people_are_names_and_people_from_the_system_show_job_and_body(
    member: Membership, lead: Membership, supporter: Membership, sign_in: SignIn
):
    text = page_of(member, sign_in(member))
    assert "Ade" in text
    assert "Medical Director, Northshire Board" in text
    assert "comes with Ade" in text
    assert "Invited" not in text, "invitations are for whoever invites"


def test_someone_who_left_is_not_shown(member: Membership, carer: Membership, sign_in: SignIn):
    leave(by=carer)
    assert "Bronwen" not in page_of(member, sign_in(member))


def test_the_page_costs_the_same_for_three_and_for_thirty(
    facilitator: Membership, sign_in: SignIn, django_assert_max_num_queries: DjangoAssertNumQueries
):
    client = sign_in(facilitator)
    for n in range(30):
        join(facilitator.group, CAST["member"], f"m{n}@demo.example")
    with django_assert_max_num_queries(9):
        page_of(facilitator, client)


def test_a_break_and_back(member: Membership, sign_in: SignIn):
    client = sign_in(member)
    client.post(reverse("pause", args=[member.group.public_id]))
    assert "You are having a break" in page_of(member, client)
    client.post(reverse("come_back", args=[member.group.public_id]))
    member.refresh_from_db()
    assert member.state == MembershipState.ACTIVE


def test_leaving_shuts_the_door_behind(member: Membership, sign_in: SignIn):
    client = sign_in(member)
    url = reverse("leave", args=[member.group.public_id])
    assert "Nobody asks you why" in client.get(url).text
    client.post(url)
    member.refresh_from_db()
    assert (member.state, member.left_on is not None) == (MembershipState.LEFT, True)
    assert client.get(reverse("people", args=[member.group.public_id])).status_code == 404


def test_the_page_shows_both_sides(member: Membership, lead: Membership, sign_in: SignIn):
    text = page_of(member, sign_in(member))
    assert all(str(side.label) in text for side in Side)


class TestWithoutAnyScreen:
    typed = {
        "name": "Colin",
        "comes_as": "member",
        "channels": ["letter", "phone"],
        "address": "4 Quarry Lane",
        "phone": "01632 960 123",
        "agreed": "on",
    }

    def test_someone_takes_part_by_letter_and_phone(self, facilitator: Membership, sign_in: SignIn):
        client = sign_in(facilitator)
        page = client.post(reverse("add_person", args=[facilitator.group.public_id]), self.typed, follow=True)
        assert "Colin" in page.text
        assert "Quarry Lane" not in page.text, "where people live is not for everyone"
        colin = Membership.objects.get(name="Colin")
        assert (colin.person.account, colin.person.email) == (None, "")
        assert colin.person.channels == ["letter", "phone"]

    def test_without_their_yes_nobody_is_added(self, facilitator: Membership, sign_in: SignIn):
        url = reverse("add_person", args=[facilitator.group.public_id])
        client = sign_in(facilitator)
        for missing in ("agreed", "address", "phone", "name"):
            page = client.post(url, {key: value for key, value in self.typed.items() if key != missing})
            assert "There is a problem" in page.text, missing
        assert not Membership.objects.filter(name="Colin").exists()

    def test_later_they_may_sign_in_and_stay_who_they_are(self, facilitator: Membership, sign_in: SignIn):
        colin = self.colin(facilitator)
        client = sign_in(facilitator)
        url = reverse("sign_in_invitation", args=[facilitator.group.public_id, colin.public_id])
        page = client.post(url, follow=True)
        invitation = Invitation.objects.get()
        assert invitation.code in page.text
        account = account_for("colin@new.example")
        membership = accept(invitation, name="Colin", line="", by=account)
        colin.refresh_from_db()
        assert membership == colin
        assert colin.person.account == account
        assert colin.person.channels == ["letter", "phone"], "they did not ask for email"
        assert client.post(url).status_code == 409

    def test_nobody_else_can_become_them(self, facilitator: Membership, stranger: Person, carer: Membership):
        colin = self.colin(facilitator)
        invitation = invite_to_sign_in(colin, by=facilitator)
        for other in (stranger, carer.person):
            assert other.account
            with pytest.raises(Refused, match="somebody else"):
                accept(invitation, name="X", line="", by=other.account)
        revoke(invitation, by=facilitator)
        assert Membership.objects.filter(pk=colin.pk).exists(), "they stay in the group"

    def colin(self, facilitator: Membership) -> Membership:
        return add_by_hand(ByHand("Colin", "member", ("letter", "phone")), by=facilitator)
