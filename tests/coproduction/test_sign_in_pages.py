"""allauth's pages in our dress: a language, kind words, nothing inline, the code by email first."""

import re
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from groups.models import Membership, Person

SignIn = Callable[[Membership | Person], Client]
FOR_VISITORS = ["account_login", "account_request_login_code", "account_reset_password", "account_signup"]
FOR_PEOPLE = [
    "account_logout",
    "account_email",
    "account_change_password",
    "mfa_index",
    "mfa_activate_totp",
    "mfa_list_webauthn",
    "mfa_add_webauthn",
]


def fair(page: str) -> None:
    """What every page owes: a language, one heading, and nothing our content policy would refuse."""
    assert '<html lang="en-gb"' in page
    assert len(re.findall(r"<h1", page)) == 1
    assert "style=" not in page
    assert not re.findall(r"<script(?![^>]*(?:src=|application/json))", page)
    assert not re.findall(r"\son[a-z]+=", page)


@pytest.mark.parametrize("name", FOR_VISITORS)
def test_a_visitors_page_is_fair(db: None, client: Client, name: str):
    fair(client.get(reverse(name)).content.decode())


@pytest.mark.parametrize("name", FOR_PEOPLE)
def test_a_persons_page_is_fair(member: Membership, sign_in: SignIn, name: str):
    browser = sign_in(member)
    browser.post(reverse("account_reauthenticate"), {"password": "coproduction-demo"})
    page = browser.get(reverse(name), follow=True).content.decode()
    fair(page)
    assert "Ade" in page or "Me</summary>" in page


def test_the_code_by_email_comes_before_passkey_and_password(db: None, client: Client):
    page = client.get(reverse("account_login")).content.decode()
    order = [page.index(words) for words in ("Send me a code", "Use my passkey", "With a password")]
    assert order == sorted(order)


def test_a_wrong_password_is_said_kindly_and_the_box_stays_open(db: None, client: Client):
    page = client.post(reverse("account_login"), {"login": "a@b.example", "password": "no"}).content.decode()
    assert "Try again, or ask for a code by email." in page
    assert '<details class="nhsuk-details" open>' in page


def test_an_empty_box_is_said_in_our_words(db: None, client: Client):
    page = client.post(reverse("account_login"), {}).content.decode()
    assert "Please fill this in." in page
    assert "This field is required." not in page


def test_an_account_is_called_by_its_address_not_its_number(member: Membership, sign_in: SignIn):
    assert "member@demo.example" in sign_in(member).get(reverse("account_reset_password")).text
