"""What was sent to me, how to reach me, and how it stops."""

from collections.abc import Callable
from datetime import time

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings

from groups.models import Delivery, Membership, Person
from groups.notifications import notify
from groups.notifications.sending import send_due
from groups.notifications.stopping import stop_token
from groups.states import Channel, DeliveryState

pytestmark = pytest.mark.usefixtures("news")

type SignIn = Callable[[Membership | Person], Client]


@pytest.fixture
def told(member: Membership) -> Membership:
    """Ade, who may be reached at any hour, and was told the news."""
    member.person.quiet_from = member.person.quiet_until = time(0)
    member.person.save()
    notify("news", member.group, group=member.group, to=[member.person])
    return member


def stop_url(person: Person) -> str:
    return reverse("stop", args=[stop_token(person, "news")])


def test_it_says_what_was_sent_and_how(told: Membership, sign_in: SignIn):
    send_due()
    shown = sign_in(told).get(reverse("messages")).content.decode()
    assert "There is news for you" in shown
    assert "By email: sent on" in shown
    assert "There is news in Northshire group &amp; more." in shown
    assert "[code]" in shown


def test_nobody_reads_the_messages_of_others(told: Membership, carer: Membership, sign_in: SignIn):
    assert "There is news for you" not in sign_in(carer).get(reverse("messages")).content.decode()


def test_long_lists_have_pages(told: Membership, sign_in: SignIn):
    for number in range(25):
        notify("news", told.group, group=told.group, to=[told.person], occurrence=str(number))
    client = sign_in(told)
    assert client.get(reverse("messages")).content.decode().count("There is news for you</h2>") == 20
    assert (
        client.get(reverse("messages"), {"page": "2"}).content.decode().count("There is news for you</h2>")
        == 6
    )


def test_a_link_asks_before_it_stops(told: Membership, client: Client):
    assert "Do you want to stop" in client.get(stop_url(told.person)).content.decode()
    told.person.refresh_from_db()
    assert told.person.stopped_kinds == []


def test_one_click_stops_without_a_cookie(told: Membership):
    send_due()
    link = mail.outbox[0].extra_headers["List-Unsubscribe"].strip("<>")
    client = Client(enforce_csrf_checks=True)
    path = link.removeprefix("http://localhost:8000")
    for _ in range(2):  # a mail program may click twice
        assert client.post(path, {"List-Unsubscribe": "One-Click"}).status_code == 200
    told.person.refresh_from_db()
    assert told.person.stopped_kinds == ["news"]


def test_stopping_reaches_what_waits(told: Membership, client: Client):
    client.post(stop_url(told.person), {"what": "kind"})
    assert send_due() == 0
    told.person.refresh_from_db()
    notify("news", told.group, group=told.group, to=[told.person], occurrence="again")
    assert set(Delivery.objects.values_list("channel", "state")) == {
        (Channel.APP, DeliveryState.SENT),
        (Channel.EMAIL, DeliveryState.STOPPED),
    }


def test_all_emails_can_be_stopped(told: Membership, client: Client):
    client.post(stop_url(told.person), {"what": "email"})
    told.person.refresh_from_db()
    assert (told.person.channels, told.person.stopped_kinds) == ([], [])
    assert send_due() == 0


@pytest.mark.parametrize(
    "spoil", [lambda token: token[:-1] + "x", lambda token: "x", lambda token: "a.b.c.d"]
)
def test_a_made_up_link_does_nothing(told: Membership, client: Client, spoil: Callable[[str], str]):
    url = reverse("stop", args=[spoil(stop_token(told.person, "news"))])
    assert client.post(url).status_code == 404
    told.person.refresh_from_db()
    assert told.person.stopped_kinds == []


def test_a_link_from_before_they_wanted_it_again_does_nothing(
    told: Membership, client: Client, sign_in: SignIn
):
    old = stop_url(told.person)
    client.post(old)
    saved = sign_in(told).post(reverse("reach"), REACH | {"again": ["news"]})
    assert saved.url == reverse("reach")
    told.person.refresh_from_db()
    assert told.person.stopped_kinds == []
    assert client.post(old).status_code == 404
    told.person.refresh_from_db()
    assert told.person.stopped_kinds == []
    assert client.get(stop_url(told.person)).status_code == 200


REACH = {
    "channels": ["email"],
    "weekly": "on",
    "weekly_on": "3",
    "phone": "",
    "address": "",
    "quiet_from": "21:00",
    "quiet_until": "07:30",
}


def test_a_person_says_how_to_reach_them(member: Membership, sign_in: SignIn):
    client = sign_in(member)
    given = REACH | {"channels": ["letter", "phone"], "phone": "01632 960001", "address": "1 High Street"}
    assert client.post(reverse("reach"), given).status_code == 302
    person = Person.objects.get(pk=member.person.pk)
    assert (person.channels, person.quiet_from) == (["letter", "phone"], time(21))
    assert 'value="21:00"' in client.get(reverse("reach")).content.decode()


@pytest.mark.parametrize(("channel", "field"), [("letter", "address"), ("phone", "phone")])
def test_letters_and_calls_need_somewhere_to_go(
    member: Membership, sign_in: SignIn, channel: str, field: str
):
    answer = sign_in(member).post(reverse("reach"), REACH | {"channels": [channel]})
    assert field in answer.context["form"].errors
    assert Person.objects.get(pk=member.person.pk).channels == ["email"]


@pytest.mark.parametrize("name", ["today", "messages", "reach"])
def test_decision_makers_need_their_second_factor_here_too(
    lead: Membership, member: Membership, sign_in: SignIn, settings: Settings, name: str
):
    settings.REQUIRE_SECOND_FACTOR = True
    assert sign_in(lead).get(reverse(name)).headers["Location"] == reverse("mfa_index")
    assert sign_in(member).get(reverse(name)).status_code == 200
