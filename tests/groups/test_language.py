"""English or Cymraeg: one tap from every page, for what is read and for what is sent."""

from collections.abc import Callable

import pytest
from allauth.account.models import EmailAddress
from django.test import Client
from django.urls import reverse

from groups.actions.display import speak
from groups.models import Membership
from tests.cast import PASSWORD

pytestmark = pytest.mark.django_db
WELSH = {"language": "cy", "next": "/about/"}


def test_every_page_offers_the_other_language_in_its_own_words(client: Client):
    page = client.get(reverse("about")).text
    assert 'value="cy" lang="cy">Cymraeg</button>' in page
    assert '<span lang="en-gb" aria-current="true">English</span>' in page


def test_a_visitor_s_choice_stays_on_the_device(client: Client):
    answer = client.post(reverse("language"), WELSH)
    assert answer["Location"] == "/about/"
    page = client.get("/about/").text
    assert '<html lang="cy"' in page
    assert "cydgynhyrchu" in page


def test_a_person_s_choice_is_kept_for_their_messages(
    member: Membership, sign_in: Callable[[Membership], Client]
):
    sign_in(member).post(reverse("language"), WELSH)
    member.person.refresh_from_db()
    assert member.person.language == "cy"


def test_on_another_device_it_comes_with_signing_in(member: Membership, client: Client):
    speak(member.person, "cy", by=member.person)
    assert member.person.account
    EmailAddress.objects.create(user=member.person.account, email=member.person.email, verified=True)
    secret = {"login": member.person.email, "password": PASSWORD}
    client.post(reverse("account_login"), secret)
    assert client.cookies["django_language"].value == "cy"


def test_who_never_chose_gets_the_language_of_their_browser(client: Client):
    assert '<html lang="cy"' in client.get("/about/", headers={"Accept-Language": "cy,en;q=0.5"}).text
    assert '<html lang="en-gb"' in client.get("/about/", headers={"Accept-Language": "fr,en-us;q=0.5"}).text


@pytest.mark.parametrize("asked", ["fr", "", "cy\x00", "x" * 600])
def test_a_language_we_do_not_speak_changes_nothing(
    asked: str, member: Membership, sign_in: Callable[[Membership], Client]
):
    browser = sign_in(member)
    browser.post(reverse("language"), {"language": asked, "next": "/about/"})
    member.person.refresh_from_db()
    assert member.person.language == "en-gb"
    assert '<html lang="en-gb"' in browser.get("/about/").text


def test_the_way_back_never_leads_away(client: Client):
    answer = client.post(reverse("language"), WELSH | {"next": "https://elsewhere.example/"})
    assert answer["Location"] == "/"


def test_nobody_chooses_for_another(member: Membership, carer: Membership):
    with pytest.raises(ValueError, match="Only the person"):
        speak(member.person, "cy", by=carer.person)
