"""Display choices: one tap from every page, kept for the person and on the device."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from groups.actions.display import set_display
from groups.display import CHOICES, known
from groups.models import Membership, Person

SignIn = Callable[[Membership | Person], Client]
FIRST = {name: options[0][0] for name, (_, options) in CHOICES.items()}
DARK = FIRST | {"background": "dark", "text-size": "larger"}


@pytest.fixture
def address() -> str:
    return reverse("display")


def test_a_visitor_keeps_their_choice_on_the_device(db: None, client: Client, address: str):
    client.post(address, DARK)
    page = client.get(address).content.decode()
    assert 'data-background="dark"' in page
    assert 'data-text-size="larger"' in page


def test_a_persons_choice_follows_them_to_another_device(member: Membership, sign_in: SignIn, address: str):
    sign_in(member).post(address, DARK)
    assert 'data-background="dark"' in sign_in(member).get(address).content.decode()


def test_what_is_chosen_now_is_ticked(member: Membership, sign_in: SignIn, address: str):
    browser = sign_in(member)
    browser.post(address, DARK)
    page = browser.get(address).content.decode()
    assert 'id="id_background_2" checked' in page
    assert 'id="id_spacing_0" checked' in page


def test_saving_leads_back_to_where_the_person_was(db: None, client: Client, address: str):
    answer = client.post(address, DARK | {"next": "/g/somewhere/?page=2"})
    assert answer.url == "/g/somewhere/?page=2"


@pytest.mark.parametrize(
    "elsewhere", ["https://elsewhere.example/", "//elsewhere.example", "javascript:alert(1)"]
)
def test_nobody_is_led_to_another_site(db: None, client: Client, address: str, elsewhere: str):
    answer = client.post(address, DARK | {"next": elsewhere})
    assert answer.url == "/"


def test_a_choice_that_does_not_exist_is_refused_and_nothing_is_kept(
    member: Membership, sign_in: SignIn, address: str
):
    answer = sign_in(member).post(address, DARK | {"background": "plaid"})
    assert "There is a problem" in answer.content.decode()
    member.person.refresh_from_db()
    assert member.person.display == {}


def test_a_cookie_written_by_someone_else_changes_nothing(db: None, client: Client, address: str):
    client.cookies["display"] = 'background="><script>&onload=x&text-size=large'
    page = client.get(address).content.decode()
    assert "<script>&" not in page
    assert "data-onload" not in page
    assert 'data-text-size="large"' in page


def test_nobody_sets_another_persons_display(member: Membership, carer: Membership):
    with pytest.raises(ValueError, match="Only the person"):
        set_display(member.person, DARK, by=carer.person)


def test_only_known_choices_are_kept():
    assert known({"background": "dark", "spacing": "none", "colour": "red"}) == {"background": "dark"}
