"""Text messages: through a provider or into a file, short and neutral, and never twice."""

import json
import re
import socket
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import time, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st
from pytest_django.fixtures import Settings

from groups import texting
from groups.models import Delivery, Group, Membership, Person
from groups.notifications import notify
from groups.notifications.sending import recover_abandoned, send_due
from groups.phones import mobile, tidy
from groups.states import Channel, DeliveryState
from tests.kinds import told_as

S = DeliveryState
KEY = f"test-{uuid4()}-{uuid4()}"


@pytest.fixture(autouse=True)
def in_files(news: None, settings: Settings, tmp_path: Path) -> None:
    settings.TEXT_FOLDER = tmp_path
    settings.NOTIFY_API_KEY = ""


@pytest.fixture
def ade(member: Membership) -> Person:
    """Ade, who wants texts, at any hour."""
    person = member.person
    person.channels, person.phone = [Channel.TEXT], "07700 900123"
    person.quiet_from = person.quiet_until = time(0)
    person.save()
    return person


def tell(person: Person, group: Group) -> Delivery:
    notify("news", group, group=group, to=[person])
    return Delivery.objects.get(person=person, channel=Channel.TEXT)


def texts(settings: Settings) -> list[dict[str, str]]:
    return [json.loads(file.read_text()) for file in settings.TEXT_FOLDER.glob("*.json")]


@dataclass
class Provider:
    """GOV.UK Notify as its API answers, on this machine."""

    url: str = ""
    status: int = 201
    silent: bool = False
    asked: list[dict[str, Any]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)


@pytest.fixture
def provider(settings: Settings) -> Iterator[Provider]:
    state = Provider()

    class Answers(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            state.asked.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            state.headers.append({"path": self.path, **dict(self.headers)})
            if state.silent:
                self.connection.shutdown(socket.SHUT_RDWR)
                return
            errors = {"status_code": state.status, "errors": [{"error": "X", "message": "no"}]}
            body = json.dumps({"id": str(uuid4())} if state.status == 201 else errors).encode()
            self.send_response(state.status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args: object) -> None:
            """Quiet."""

    server = HTTPServer(("127.0.0.1", 0), Answers)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    state.url = f"http://127.0.0.1:{server.server_port}"
    settings.NOTIFY_API_KEY, settings.NOTIFY_TEMPLATE, settings.NOTIFY_URL = KEY, "template-1", state.url
    yield state
    server.shutdown()
    server.server_close()


def test_a_text_is_short_neutral_and_can_be_stopped(ade: Person, group: Group, settings: Settings):
    delivery = tell(ade, group)
    assert send_due() == 1
    [text] = texts(settings)
    assert text["to"] == "+447700900123"
    assert "There is news for you" in text["words"]
    assert group.name not in text["words"]
    assert reverse("messages") in text["words"]
    assert len(text["words"]) <= 306  # two parts
    delivery.refresh_from_db()
    assert delivery.state == S.SENT
    assert "[code]" in delivery.text


def test_its_short_link_stops_without_sign_in(ade: Person, group: Group, settings: Settings, client: Client):
    tell(ade, group)
    send_due()
    [link] = re.findall(r"http://localhost:8000(/s/\S+)", texts(settings)[0]["words"])
    assert len(link) < 50
    assert "Stop all texts" in client.get(link).content.decode()
    client.post(link, {"what": "channel"})
    ade.refresh_from_db()
    assert ade.channels == []
    spoiled = link[:-3] + ("AA/" if link[-3:] != "AA/" else "BB/")
    assert client.post(spoiled).status_code == 404


def test_through_the_provider_with_its_reference(ade: Person, group: Group, provider: Provider):
    delivery = tell(ade, group)
    send_due()
    [asked] = provider.asked
    assert asked["phone_number"] == "+447700900123"
    assert (asked["template_id"], asked["reference"]) == ("template-1", str(delivery.public_id))
    assert "There is news for you" in asked["personalisation"]["message"]
    assert provider.headers[0]["path"] == "/v2/notifications/sms"
    assert provider.headers[0]["Authorization"].startswith("Bearer ")
    delivery.refresh_from_db()
    assert delivery.state == S.SENT


@pytest.mark.parametrize("status", [403, 429])
def test_what_the_provider_refuses_for_now_is_tried_later(
    ade: Person, group: Group, provider: Provider, status: int
):
    provider.status = status
    delivery = tell(ade, group)
    send_due()
    delivery.refresh_from_db()
    assert (delivery.state, delivery.may_have_been_sent, delivery.attempts) == (S.PENDING, False, 1)


def test_a_number_refused_for_good_goes_to_a_person(ade: Person, group: Group, provider: Provider):
    provider.status = 400
    delivery = tell(ade, group)
    send_due()
    delivery.refresh_from_db()
    assert delivery.state == S.FAILED
    assert Delivery.objects.get(state=S.BY_HAND).channel == Channel.PHONE


@pytest.mark.parametrize("change", [{"status": 500}, {"silent": True}])
def test_in_doubt_it_waits_for_a_person_and_is_never_repeated(
    ade: Person, group: Group, provider: Provider, change: dict[str, Any]
):
    for name, value in change.items():
        setattr(provider, name, value)
    delivery = tell(ade, group)
    for _ in range(3):
        send_due()
        recover_abandoned()
    delivery.refresh_from_db()
    assert (delivery.state, delivery.may_have_been_sent) == (S.BY_HAND, True)
    assert len(provider.asked) == 1


def test_a_provider_that_cannot_be_reached_has_sent_nothing(ade: Person, group: Group, settings: Settings):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    settings.NOTIFY_API_KEY, settings.NOTIFY_URL = KEY, f"http://127.0.0.1:{port}"
    delivery = tell(ade, group)
    send_due()
    delivery.refresh_from_db()
    assert (delivery.state, delivery.may_have_been_sent) == (S.PENDING, False)


def test_a_death_with_a_text_in_hand_waits_for_a_person(ade: Person, group: Group, settings: Settings):
    delivery = tell(ade, group)
    past = timezone.now() - timedelta(seconds=1)
    Delivery.objects.filter(pk=delivery.pk).update(state=S.IN_HAND, claim=uuid4(), lease_until=past)
    recover_abandoned()
    send_due()
    delivery.refresh_from_db()
    assert (delivery.state, delivery.may_have_been_sent) == (S.BY_HAND, True)
    assert texts(settings) == []


def test_what_is_private_and_in_doubt_goes_through_nobodys_hands(
    ade: Person, group: Group, provider: Provider
):
    provider.silent = True
    with told_as(private=True):
        delivery = tell(ade, group)
        send_due()
    delivery.refresh_from_db()
    assert (delivery.state, delivery.may_have_been_sent) == (S.MAYBE_SENT, True)
    assert not Delivery.objects.filter(state=S.BY_HAND).exists()


def test_a_telephone_that_takes_no_texts_is_called(ade: Person, group: Group):
    ade.phone = "01632 960001"
    ade.save()
    notify("news", group, group=group, to=[ade])
    assert Delivery.objects.get(state=S.BY_HAND).channel == Channel.PHONE


def test_texts_keep_quiet_hours(ade: Person, group: Group, settings: Settings):
    ade.quiet_from, ade.quiet_until = time(0), time(23, 59, 59)
    ade.save()
    tell(ade, group)
    send_due()
    assert texts(settings) == []


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("07700 900123", "+447700900123"),
        ("+44 7700 900 123", "+447700900123"),
        ("+44 (0)7700 900123", "+447700900123"),
        ("0044 7700-900-123", "+447700900123"),
        ("447700900123", "+447700900123"),
        ("07624 400123", "+447624400123"),  # Isle of Man
        ("+353 85 012 3456", "+353850123456"),
        ("01632 960001", ""),
        ("07000 900123", ""),
        ("07600 900123", ""),
        ("0770 90012", ""),
        ("call me", ""),
        ("", ""),
        ("٠٧٧٠٠٩٠٠١٢٣", ""),
    ],
)
def test_numbers_are_read_as_people_write_them(typed: str, number: str):
    assert mobile(typed) == number


@given(st.text(max_size=30))
def test_whatever_is_typed_a_number_is_a_number_or_nothing(typed: str):
    number = mobile(typed)
    assert number == "" or re.fullmatch(r"\+[1-9][0-9]{7,14}", number)
    assert mobile(number) == number
    assert tidy(tidy(typed)) == tidy(typed)


def test_a_file_is_whole_or_not_there(settings: Settings):
    texting.send("+447700900123", "Hello", "one")
    texting.send("+447700900123", "Hello", "one")
    assert [file.name for file in settings.TEXT_FOLDER.iterdir()] == ["one.json"]


type SignIn = Callable[[Membership | Person], Client]


def test_a_text_needs_a_mobile_number_beside_the_field(member: Membership, sign_in: SignIn):
    given = {
        "channels": ["text"],
        "quiet_from": "20:00",
        "quiet_until": "08:00",
        "weekly": "on",
        "weekly_on": 0,
    }
    answer = sign_in(member).post(reverse("reach"), given | {"phone": "01632 960001", "address": ""})
    assert "phone" in answer.context["form"].errors
    assert answer.context["form"]["phone"].value() == "01632 960001"
