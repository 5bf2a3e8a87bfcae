"""Signing in as people do it: real posts through allauth's pages."""

import re
from collections.abc import Callable

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings

from groups.actions.accounts import open_account
from groups.models import Account, Membership, Person
from tests.cast import PASSWORD

type SignIn = Callable[[Membership | Person], Client]


@pytest.fixture(autouse=True)
def no_tries_yet():
    cache.clear()


@pytest.fixture
def gwen(db: None) -> Person:
    """Someone who came by invitation: an account without a password."""
    account = open_account("gwen@site.example", proven=True)
    return Person.objects.create(name="Gwen", email=account.email, account=account)


def signed_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def ask_for_code(client: Client, email: str) -> str:
    """The code of the last mail sent to this address, or nothing."""
    mail.outbox.clear()
    client.post(reverse("account_request_login_code"), {"email": email})
    found = [re.search(r"^\s*([A-Z0-9]{3,}-?[A-Z0-9]{3,})\s*$", sent.body, re.M) for sent in mail.outbox]
    return next((match[1] for match in found if match), "")


def type_code(client: Client, code: str) -> str:
    return client.post(reverse("account_confirm_login_code"), {"code": code}).text


class TestByCode:
    def test_the_emailed_code_lets_in(self, gwen: Person, client: Client):
        code = ask_for_code(client, "Gwen@site.example")
        assert mail.outbox[0].to == ["gwen@site.example"]
        type_code(client, code)
        assert signed_in(client)

    def test_a_wrong_code_does_not_and_after_some_the_true_one_neither(self, gwen: Person, client: Client):
        code = ask_for_code(client, "gwen@site.example")
        for _ in range(3):
            type_code(client, "AAAA-AAAA")
        type_code(client, code)
        assert not signed_in(client)

    def test_the_code_of_one_browser_is_worth_nothing_in_another(self, gwen: Person, client: Client):
        code = ask_for_code(client, "gwen@site.example")
        other = Client()
        type_code(other, code)
        assert not signed_in(other)

    def test_nobody_learns_who_has_an_account(self, gwen: Person):
        pages = []
        for email in ("gwen@site.example", "nobody@site.example"):
            client = Client()
            page = client.post(reverse("account_request_login_code"), {"email": email}, follow=True)
            pages.append((page.status_code, page.redirect_chain, tidy(page.text, email)))
        assert pages[0] == pages[1]

    def test_codes_are_not_sent_without_end(self, gwen: Person, client: Client):
        sent = [bool(ask_for_code(Client(), "gwen@site.example")) for _ in range(5)]
        assert sent == [True, True, True, False, False]


class TestByPassword:
    def test_it_lets_in(self, member: Membership, client: Client):
        account = Account.objects.get(email="member@demo.example")
        account.emailaddress_set.create(email=account.email, verified=True, primary=True)
        client.post(reverse("account_login"), {"login": "member@demo.example", "password": PASSWORD})
        assert signed_in(client)

    def test_unknown_address_and_wrong_password_look_alike(self, member: Membership):
        pages = []
        for email in ("member@demo.example", "nobody@demo.example"):
            page = Client().post(reverse("account_login"), {"login": email, "password": "wrong words"})
            pages.append((page.status_code, tidy(page.text, email)))
        assert pages[0] == pages[1]

    def test_after_some_wrong_ones_the_true_one_must_wait(self, member: Membership, client: Client):
        for _ in range(5):
            client.post(reverse("account_login"), {"login": "member@demo.example", "password": "wrong"})
        client.post(reverse("account_login"), {"login": "member@demo.example", "password": PASSWORD})
        assert not signed_in(client)

    def test_an_account_without_a_password_has_none_to_guess(self, gwen: Person, client: Client):
        for password in ("", "!", "None"):
            client.post(reverse("account_login"), {"login": "gwen@site.example", "password": password})
        assert not signed_in(client)


class TestNobodySignsUp:
    @pytest.mark.parametrize("name", ["account_signup", "mfa_signup_webauthn"])
    def test_the_page_says_so_kindly(self, name: str, client: Client, db: None):
        page = client.get(reverse(name), follow=True)
        assert page.status_code == 200
        assert "invit" in page.text.lower()

    @pytest.mark.parametrize("name", ["account_signup", "mfa_signup_webauthn"])
    def test_posting_makes_nobody(self, name: str, client: Client, db: None):
        typed = {"email": "new@site.example", "password1": "a-long-password", "name": "x", "credential": "{}"}
        assert client.post(reverse(name), typed, follow=True).status_code == 200
        assert not Account.objects.exists()


class TestSecondFactor:
    @pytest.fixture(autouse=True)
    def required(self, settings: Settings):
        settings.REQUIRE_SECOND_FACTOR = True

    @pytest.mark.parametrize("role", ["lead", "coordinator"])
    def test_those_who_need_it_are_led_to_it_and_let_in_once_they_have_it(
        self, role: str, request: pytest.FixtureRequest, sign_in: SignIn
    ):
        member: Membership = request.getfixturevalue(role)
        client, url = sign_in(member), reverse("people", args=[member.group.public_id])
        page = client.get(url, follow=True)
        assert page.redirect_chain == [(reverse("mfa_index"), 302)]
        assert "two steps" in page.text
        assert member.person.account
        Authenticator.objects.create(
            user=member.person.account, type=Authenticator.Type.TOTP, data={"secret": "x"}
        )
        assert client.get(url).status_code == 200

    def test_members_are_not_asked(self, member: Membership, sign_in: SignIn):
        assert sign_in(member).get(reverse("people", args=[member.group.public_id])).status_code == 200

    def test_a_stranger_learns_nothing_from_it(self, lead: Membership, stranger: Person, sign_in: SignIn):
        assert sign_in(stranger).get(reverse("people", args=[lead.group.public_id])).status_code == 404

    def test_someone_without_a_password_sets_up_an_app_and_is_asked_for_it(
        self, gwen: Person, client: Client
    ):
        type_code(client, ask_for_code(client, "gwen@site.example"))
        page = client.get(reverse("mfa_activate_totp"))
        secret = re.search(r"\b[A-Z2-7]{32}\b", page.text)
        assert secret, page.text
        client.post(reverse("mfa_activate_totp"), {"code": code_now(secret[0])})
        assert Authenticator.objects.filter(type=Authenticator.Type.TOTP).exists()

        again = Client()
        type_code(again, ask_for_code(again, "gwen@site.example"))
        assert not signed_in(again), "the emailed code alone is one step"
        cache.clear()
        again.post(reverse("mfa_authenticate"), {"code": code_now(secret[0])})
        assert again.get(reverse("mfa_trust")).status_code in {200, 302}
        again.post(reverse("mfa_trust"), {"action": "trust"})
        assert signed_in(again)

    def test_the_page_for_a_passkey_is_there(self, lead: Membership, client: Client):
        account = lead.person.account
        assert account
        account.emailaddress_set.create(email=account.email, verified=True, primary=True)
        client.post(reverse("account_login"), {"login": account.email, "password": PASSWORD})
        assert client.get(reverse("mfa_add_webauthn"), follow=True).status_code == 200


class TestComingAndGoing:
    def test_signing_out(self, member: Membership, sign_in: SignIn):
        client = sign_in(member)
        client.post(reverse("account_logout"))
        assert not signed_in(client)

    def test_an_account_of_nobody_is_led_to_its_invitation(self, client: Client, db: None):
        client.force_login(open_account("x@site.example", proven=True))
        assert client.get(reverse("today"), follow=True).redirect_chain == [(reverse("join"), 302)]

    def test_an_account_that_is_shut_lets_nobody_in(self, gwen: Person, client: Client):
        Account.objects.update(is_active=False)
        code = ask_for_code(client, "gwen@site.example")
        type_code(client, code or "AAAAAA")
        assert not signed_in(client)


def tidy(page: str, email: str) -> str:
    """A page without what differs each time."""
    return re.sub(r'(value|name)="[^"]{20,}"', "", page).replace(email, "")


def code_now(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))
