"""Codes of invitations: how they are made, how they end, and that nobody guesses one."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django.fixtures import Settings

from groups import codes
from groups.actions.invitations import accept, decline, revoke, send_again
from groups.models import Delivery, Group, Invitation, Membership, Person
from groups.states import Channel, DeliveryState
from groups.transitions import Refused
from tests.groups.invitations.inviting import account
from tests.pages import bare

type SignIn = Callable[[Membership | Person], Client]


class TestCodes:
    def test_a_short_code_is_three_groups_of_four_safe_signs(self, by_letter: Invitation):
        groups = by_letter.code.split("-")
        assert [len(part) for part in groups] == [4, 4, 4]
        assert set("".join(groups)) <= set(codes.SIGNS)
        assert not set(codes.SIGNS) & set("0158BDEGILNOPQSTUVYZ")

    @pytest.mark.parametrize(
        "spell", [str.lower, lambda code: code.replace("-", " "), lambda code: f" {code}."]
    )
    def test_people_may_write_it_as_they_like(self, by_letter: Invitation, spell: Callable[[str], str]):
        assert Invitation.objects.with_code(spell(by_letter.code)) == by_letter

    def test_no_code_is_stored_anywhere(self, by_letter: Invitation, by_email: Invitation):
        for one in (by_letter, by_email):
            stored = " ".join(str(value) for value in Invitation.objects.filter(pk=one.pk).values_list()[0])
            assert one.code.replace("-", "")[4:] not in stored
            assert one.token not in stored

    def test_a_new_generation_ends_the_codes_before(self, by_letter: Invitation, facilitator: Membership):
        code, token = by_letter.code, by_letter.token
        again = send_again(by_letter, by=facilitator)
        assert Invitation.objects.with_code(code) is None
        assert Invitation.objects.with_link(token) is None
        assert Invitation.objects.with_code(again.code) == by_letter

    def test_the_code_of_one_row_opens_no_other(self, by_letter: Invitation, by_email: Invitation):
        Invitation.objects.filter(pk=by_email.pk).update(handle=by_letter.handle)
        assert Invitation.objects.with_code(by_letter.code) == by_letter

    def test_codes_outlive_a_change_of_key(self, by_letter: Invitation, settings: Settings):
        code, token = by_letter.code, by_letter.token
        settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "another", [settings.SECRET_KEY]
        assert Invitation.objects.with_code(code) == by_letter
        assert Invitation.objects.with_link(token) == by_letter
        settings.SECRET_KEY_FALLBACKS = []
        assert Invitation.objects.with_code(code) is None


class TestWhatNoLongerWorks:
    @pytest.mark.parametrize("how", ["used", "declined", "taken back", "run out"])
    def test_a_true_code_says_why_and_what_to_do(
        self, how: str, by_letter: Invitation, facilitator: Membership, stranger: Person, client: Client
    ):
        code, token = by_letter.code, by_letter.token
        spoil(by_letter, how, facilitator, stranger)
        for page in (
            client.post(reverse("join"), {"code": code}),
            client.get(reverse("join_link", args=[token])),
        ):
            assert page.status_code == 410
            assert "sk the person" in page.text or "sign in" in page.text
            assert "Northshire" not in page.text

    def test_it_works_once(self, by_letter: Invitation, stranger: Person, member: Membership):
        accept(by_letter, name="Gwen", line="", by=account(stranger))
        with pytest.raises(Refused, match="has been used"):
            accept(by_letter, name="Ade", line="", by=account(member))

    def test_a_held_invitation_that_was_sent_again_is_let_go(
        self, by_letter: Invitation, facilitator: Membership, client: Client
    ):
        client.post(reverse("join"), {"code": by_letter.code})
        send_again(by_letter, by=facilitator)
        assert client.get(reverse("join_accept")).url == reverse("join")

    def test_taken_back_while_someone_reads_it(
        self, by_letter: Invitation, facilitator: Membership, stranger: Person, sign_in: SignIn
    ):
        client = sign_in(stranger)
        client.post(reverse("join"), {"code": by_letter.code})
        revoke(by_letter, by=facilitator)
        page = client.post(reverse("join_accept"), {"name": "Gwen", "line": ""})
        assert page.status_code == 410
        assert not Membership.objects.filter(person=stranger).exists()

    def test_taking_back_stops_the_message(self, by_email: Invitation, facilitator: Membership):
        waiting = Delivery.objects.filter(person=by_email.person, channel=Channel.EMAIL)
        assert waiting.get().state == DeliveryState.PENDING
        revoke(by_email, by=facilitator)
        assert not waiting.exists()
        assert not Person.objects.filter(name="Ivor").exists()


class TestGuessing:
    def test_a_wrong_code_and_an_unknown_one_look_alike(self, by_letter: Invitation, client: Client):
        wrong = by_letter.code[:-1] + ("2" if by_letter.code[-1] != "2" else "3")
        answers = [client.post(reverse("join"), {"code": code}) for code in (wrong, "2222-2222-2222", "?")]
        assert [answer.status_code for answer in answers] == [404, 404, 404]
        assert all("This code does not work" in answer.text for answer in answers)

    def test_after_some_tries_one_must_wait(self, by_letter: Invitation, client: Client):
        statuses = [client.post(reverse("join"), {"code": "2222-2222-2222"}).status_code for _ in range(11)]
        assert statuses == [404] * 10 + [429]

    def test_the_limit_for_one_code_holds_for_all_addresses_together(self, by_letter: Invitation):
        for n in range(10):
            Client(REMOTE_ADDR=f"10.0.0.{n}").post(reverse("join"), {"code": by_letter.handle + "22222222"})
        page = Client(REMOTE_ADDR="10.0.1.1").post(reverse("join"), {"code": by_letter.code})
        assert page.status_code == 429

    def test_many_wrong_codes_stop_the_short_code_for_good(self, by_letter: Invitation):
        for n in range(10):
            Client(REMOTE_ADDR=f"10.0.0.{n}").post(reverse("join"), {"code": by_letter.handle + "22222222"})
        cache.clear()
        page = Client().post(reverse("join"), {"code": by_letter.code})
        unknown = Client().post(reverse("join"), {"code": "2222-3333-4444"})
        assert page.status_code == unknown.status_code == 404
        assert bare(page, by_letter.code) == bare(unknown, "2222-3333-4444"), (
            "nothing tells that it is locked"
        )
        assert Invitation.objects.with_link(by_letter.token) == by_letter

    def test_whoever_invites_sees_that_it_is_locked_and_sending_it_again_opens_it(
        self, by_letter: Invitation, facilitator: Membership, sign_in: SignIn, client: Client
    ):
        Invitation.objects.update(wrong_codes=10)
        url = reverse("invitation", args=[by_letter.group.public_id, by_letter.public_id])
        page = sign_in(facilitator).get(url).text
        assert "it is locked for good" in page
        assert by_letter.code not in page
        again = send_again(by_letter, by=facilitator)
        assert client.post(reverse("join"), {"code": again.code}).status_code == 302

    @pytest.mark.parametrize("token", ["x", "a" * 43, "A" * 500, "é", "%00", "AAAA====", "null"])
    def test_links_out_of_the_blue_say_no_more_than_that(self, token: str, client: Client, db: None):
        page = client.get(reverse("join_link", args=[token]))
        assert (page.status_code, "This code does not work" in page.text) == (404, True)


def spoil(invitation: Invitation, how: str, facilitator: Membership, stranger: Person) -> None:
    if how == "used":
        accept(invitation, name="Gwen", line="", by=account(stranger))
    elif how == "declined":
        decline(invitation)
    elif how == "taken back":
        revoke(invitation, by=facilitator)
    else:
        Invitation.objects.filter(pk=invitation.pk).update(expires_at=timezone.now() - timedelta(minutes=1))


def test_a_group_has_no_open_invitations_once_they_ran_out(by_letter: Invitation, group: Group):
    Invitation.objects.update(expires_at=timezone.now() - timedelta(minutes=1))
    assert not Invitation.objects.open().exists()
    assert list(Invitation.objects.in_group(group).awaited()) == [by_letter], "it can be sent again"
