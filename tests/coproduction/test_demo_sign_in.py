"""The demo's sign-in page: one button for each of its people, and nothing of it anywhere else."""

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings

from coproduction.demo.people import CAST
from tests.cast import make_person


@pytest.fixture
def cast(db: None) -> None:
    for part in CAST:
        make_person(part.name, part.email)


@pytest.mark.parametrize("part", CAST, ids=lambda part: part.email.split("@")[0])
def test_one_button_lets_each_of_them_in(part, cast: None, client: Client, settings: Settings):
    settings.DEMO = True
    page = client.get(reverse("account_login")).text
    assert part.name in page
    assert str(part.about) in page
    client.post(reverse("demo_sign_in"), {"email": part.email})
    assert client.session["_auth_user_id"]


@pytest.mark.parametrize("email", ["", "nobody@demo.example", "real@person.example"])
def test_nobody_else_comes_in_that_way(email: str, cast: None, client: Client, settings: Settings):
    settings.DEMO = True
    make_person("Real", "real@person.example")
    assert client.post(reverse("demo_sign_in"), {"email": email}).status_code == 404
    assert "_auth_user_id" not in client.session


def test_outside_the_demo_it_is_not_there(cast: None, client: Client):
    assert client.post(reverse("demo_sign_in"), {"email": CAST[0].email}).status_code == 404
    assert "demo.example" not in client.get(reverse("account_login")).text
