"""Where somebody is signed in, shared devices, and the second step for those who see more."""

from collections.abc import Callable

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings

from coproduction.doors import addresses
from groups.models import DutyHolder, Membership, Person
from groups.permissions import Duty
from groups.shared_devices import IDLE
from groups.templatetags.devices import device
from tests.cast import PASSWORD

type SignIn = Callable[[Membership | Person], Client]

PHONE = (
    "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0 Mobile Safari/537.36"
)
LAPTOP = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:131.0) Gecko/20100101 Firefox/131.0"


def browser(agent: str = PHONE, **said: str) -> Client:
    """Signed in with a password, as the form does."""
    client = Client(headers={"user-agent": agent})
    address = {"login": "member@demo.example", "password": PASSWORD, "shared_device_asked": "1"}
    client.post(reverse("account_login"), address | said)
    return client


def is_signed_in(client: Client) -> bool:
    return client.get(reverse("me")).status_code == 200


@pytest.fixture
def proven(member: Membership) -> Membership:
    """Whose address was shown to be theirs."""
    account = member.person.account
    assert account
    account.emailaddress_set.create(email=account.email, primary=True, verified=True)
    return member


def test_devices_in_plain_words():
    assert device(PHONE) == "Chrome on Android"
    assert device(LAPTOP) == "Firefox on Windows"
    assert device("curl/8") == "A browser we do not know"


def test_one_sees_where_and_signs_out_everywhere_else(proven: Membership):
    phone, laptop = browser(PHONE), browser(LAPTOP)
    page = laptop.get(reverse("usersessions_list")).text
    assert "Chrome on Android" in page
    assert "Firefox on Windows" in page
    laptop.post(reverse("usersessions_list"))
    assert (is_signed_in(phone), is_signed_in(laptop)) == (False, True)


def test_an_own_device_stays_signed_in_for_weeks(proven: Membership):
    client = browser()
    assert client.session.get_expiry_age() > 20 * 24 * 3600


def test_a_shared_device_forgets_after_half_an_hour_and_with_the_browser(proven: Membership):
    client = browser(shared_device="on")
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    assert (cookie["max-age"], cookie["expires"]) == ("", ""), "it ends with the browser"
    assert is_signed_in(client)
    assert client.session.get_expiry_age() <= IDLE.total_seconds()
    assert client.cookies[settings.SESSION_COOKIE_NAME]["max-age"] == ""


def test_the_next_person_at_a_shared_device_is_asked_anew(proven: Membership):
    client = browser(shared_device="on")
    client.post(reverse("account_logout"))
    client.post(
        reverse("account_login"),
        {"login": "member@demo.example", "password": PASSWORD, "shared_device_asked": "1"},
    )
    assert is_signed_in(client)
    assert client.session.get_expiry_age() > IDLE.total_seconds()


@pytest.mark.parametrize("duty", list(Duty))
def test_whoever_holds_a_duty_takes_the_second_step(
    duty: Duty, stranger: Person, member: Membership, sign_in: SignIn, settings: Settings
):
    """Every page behind a duty, those added since included: none opens with one step alone."""
    settings.REQUIRE_SECOND_FACTOR = True
    DutyHolder.objects.create(system=member.group.system, person=stranger, duty=duty)
    client = sign_in(stranger)
    for address in addresses():
        if address.door and address.door.kind == "duty" and not address.arguments:
            answer = client.get(reverse(address.name))
            assert answer.status_code in {302, 404}, address.name
            if answer.status_code == 302:
                assert answer.headers["Location"] == reverse("mfa_index")


@pytest.mark.parametrize("who", ["lead", "coordinator"])
def test_decision_makers_and_coordinators_too(
    who: str, request: pytest.FixtureRequest, sign_in: SignIn, settings: Settings
):
    settings.REQUIRE_SECOND_FACTOR = True
    client = sign_in(request.getfixturevalue(who))
    for name in ("my_data", "my_consents", "today"):
        assert client.get(reverse(name)).headers["Location"] == reverse("mfa_index")
