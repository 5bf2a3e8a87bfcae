"""Dr Nair between two meetings, on her phone: all her groups, one figure, one report, and back to a request."""

import csv
import io
import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from playwright.sync_api import Page, expect
from pytest_django.fixtures import Settings

from groups.models import Membership
from lifecycle.actions.summaries import refresh_summaries
from lifecycle.models import Ask
from tests.facilitation.meeting import path
from tests.journeys.walking import (
    choose,
    does_not_read,
    fill,
    follow,
    look,
    press,
    reads,
    sign_in_code,
    visit,
)
from tests.lifecycle.asking import ask
from tests.lifecycle.impact import make_approved
from tests.lifecycle.overseeing import another_group, another_system, facilitator_of

type Arrive = Callable[..., Page]

PHONE = {"viewport": {"width": 390, "height": 844}}
LETTERS, BUSES = "Letters in large print", "Buses to the clinic"


@pytest.fixture
def letters(lead: Membership, facilitator: Membership) -> Ask:
    """A request that stands in a report she has not opened."""
    made = ask(lead, facilitator, title=LETTERS, today=lead.group.today)
    make_approved(facilitator)
    return made


@pytest.fixture
def elsewhere(lead: Membership) -> Membership:
    """Her other groups: one waits past its day, and one is of another system."""
    south = another_group(lead, "Southshire group")
    dee = facilitator_of(south.group)
    ask(south, dee, title=BUSES, today=south.group.today - timedelta(days=60))
    another_system(lead, "West")
    return south


def test_a_decision_maker_oversees_her_groups_and_goes_back_to_a_request(
    letters: Ask, elsewhere: Membership, lead: Membership, settings: Settings, arrive: Arrive
) -> None:
    refresh_summaries()
    settings.REQUIRE_SECOND_FACTOR = True
    lead.person.account.set_unusable_password()
    lead.person.account.save()
    EmailAddress.objects.create(user=lead.person.account, email=lead.person.email, verified=True)
    priya = arrive(**PHONE)
    signs_in_by_code(priya, lead.person.email)
    adds_a_second_step(priya)
    sees_all_her_groups(priya)
    finds_the_one_that_waits(priya)
    keeps_it_as_a_table(priya)
    reads_one_figure(priya)
    opens_the_report_not_yet_read(priya)
    goes_back_to_the_request(priya)
    finds_no_way_into_the_space(priya, lead)


def signs_in_by_code(priya: Page, address: str) -> None:
    visit(priya, "/")
    follow(priya, "Sign in")
    fill(priya, {"Your email address": address})
    press(priya, "Send me a code")
    fill(priya, {"Code": sign_in_code(address)})
    press(priya, "Confirm")
    reads(priya, "People with your role sign in with two steps.")


def adds_a_second_step(priya: Page) -> None:
    """As the app on her phone does it: from the secret that the page shows."""
    priya.locator("main").get_by_role("link", name="Activate").click()
    look(priya)
    secret = re.search(r"\b[A-Z2-7]{32}\b", priya.content())
    assert secret
    now = next(iter(yield_hotp_counters_from_time()))
    fill(priya, {"Number from your app": format_hotp_value(hotp_value(secret[0], now))})
    press(priya, "Activate")
    reads(priya, "Your authenticator app is set up.")


def sees_all_her_groups(priya: Page) -> None:
    visit(priya, "/")
    follow(priya, "Groups")
    reads(priya, "In order of name. Each group is its own; nothing here compares them.", "3 groups.")
    reads(priya, "Reports you have not opened", "Our year")


def finds_the_one_that_waits(priya: Page) -> None:
    follow(priya, "Find groups")
    choose(priya, "a request that is past its day")
    press(priya, "Show")
    reads(priya, "Southshire group", "1 is past its day.")
    expect(priya.get_by_role("link", name="Northshire group", exact=True)).to_have_count(0)


def keeps_it_as_a_table(priya: Page) -> None:
    with priya.expect_download() as made:
        priya.get_by_role("link", name="a table (CSV)").click()
    rows = list(csv.DictReader(io.StringIO(made.value.path().read_text(encoding="utf-8-sig"))))
    assert [row["Group"] for row in rows] == ["Southshire group"]


def reads_one_figure(priya: Page) -> None:
    follow(priya, "Answer times, money and time, shifts : Southshire group")
    reads(priya, "Southshire group at a glance", "No request was answered yet.")
    follow(priya, "Back to Your groups")


def opens_the_report_not_yet_read(priya: Page) -> None:
    follow(priya, "Our year")
    reads(priya, "Words on what_changed", "Approved by the group")
    visit(priya, "/groups/")
    does_not_read(priya, "Reports you have not opened")
    priya.go_back()


def goes_back_to_the_request(priya: Page) -> None:
    follow(priya, LETTERS)
    reads(priya, "Waiting for you", "Some of us cannot read them.")
    follow(priya, "Answer this request")


def finds_no_way_into_the_space(priya: Page, lead: Membership) -> None:
    space = path("space", lead.group)
    for where in (path("group", lead.group), path("what_changed", lead.group), "/groups/", "/"):
        visit(priya, where)
        expect(priya.locator(f'a[href*="{space}"]')).to_have_count(0)
        does_not_read(priya, "Lived experience space")
