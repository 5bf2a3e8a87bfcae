"""Email that comes back: we notice, write or call instead, and say so in plain words."""

import json
from base64 import b64encode
from collections.abc import Callable
from datetime import time, timedelta
from smtplib import SMTPRecipientsRefused
from typing import Any

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from pytest_django.fixtures import Settings

from groups.models import Delivery, Membership, Person
from groups.notifications import notify
from groups.notifications.sending import send_due
from groups.states import Channel, DeliveryState, EmailTrouble

type SignIn = Callable[[Membership | Person], Client]
SECRET = "postmark:a long secret"
URL = "/mail-events/postmark/"


@pytest.fixture(autouse=True)
def provider(news: None, settings: Settings) -> None:
    settings.MAIL_PROVIDER, settings.ANYMAIL = "postmark", {"WEBHOOK_SECRET": SECRET}


@pytest.fixture
def ade(member: Membership) -> Person:
    person = member.person
    person.quiet_from = person.quiet_until = time(0)
    person.save()
    return person


def report(body: Any, *, secret: str = SECRET, to: str = URL) -> int:
    """What a provider posts; the status of our answer."""
    proof = {"Authorization": "Basic " + b64encode(secret.encode()).decode()} if secret else {}
    raw = body if isinstance(body, bytes) else json.dumps(body).encode()
    client = Client(enforce_csrf_checks=True)
    return client.post(to, raw, content_type="application/json", headers=proof).status_code


def bounce(person: Person, **more: Any) -> dict[str, Any]:
    return {
        "RecordType": "Bounce",
        "Type": "HardBounce",
        "Email": person.mail_to,
        "BouncedAt": timezone.now().isoformat(),
        "Details": "smtp;550 5.1.1 No such user",
    } | more


def delivered(person: Person, minutes: int = 0) -> dict[str, Any]:
    at = timezone.now() + timedelta(minutes=minutes)
    return {"RecordType": "Delivery", "Recipient": person.mail_to, "DeliveredAt": at.isoformat()}


def trouble(person: Person) -> str:
    person.refresh_from_db()
    return person.email_trouble if person.email_comes_back else ""


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ({}, EmailTrouble.GONE),
        ({"Details": "552 5.2.2 Mailbox full"}, EmailTrouble.FULL),
        ({"Type": "BadEmailAddress"}, EmailTrouble.GONE),
        ({"RecordType": "SpamComplaint", "Type": "SpamComplaint"}, EmailTrouble.UNWANTED),
        ({"Type": "Blocked"}, EmailTrouble.REFUSED),
        ({"Type": "Transient"}, ""),
    ],
)
def test_a_provider_says_why_it_came_back(ade: Person, said: dict[str, str], expected: str):
    assert report(bounce(ade, **said)) == 200
    assert trouble(ade) == expected


def test_from_then_on_they_are_written_to(ade: Person):
    report(bounce(ade))
    ade.refresh_from_db()
    notify("news", ade.memberships.get().group, group=ade.memberships.get().group, to=[ade])
    send_due()
    assert mail.outbox == []
    assert Delivery.objects.get(state=DeliveryState.BY_HAND).channel == Channel.LETTER


def test_what_waits_already_goes_to_a_person_too(ade: Person):
    group = ade.memberships.get().group
    notify("news", group, group=group, to=[ade])
    report(bounce(ade))
    send_due()
    assert mail.outbox == []
    assert Delivery.objects.filter(state=DeliveryState.BY_HAND).count() == 1


def test_an_address_that_changed_is_free_of_the_old_trouble(ade: Person):
    report(bounce(ade))
    assert ade.account
    ade.account.email = "new@demo.example"
    ade.account.save()
    assert trouble(Person.objects.get(pk=ade.pk)) == ""


def test_mail_that_gets_through_ends_it(ade: Person):
    report(bounce(ade))
    report(delivered(ade, minutes=5))
    assert trouble(ade) == ""


def test_old_reports_change_nothing(ade: Person):
    report(bounce(ade))
    report(delivered(ade, minutes=-5))
    assert trouble(ade) == EmailTrouble.GONE
    old = bounce(ade)
    report(delivered(ade, minutes=5))
    report(old)
    assert trouble(ade) == ""


def test_a_report_may_come_twice(ade: Person):
    same = bounce(ade)
    assert [report(same), report(same)] == [200, 200]
    assert trouble(ade) == EmailTrouble.GONE


@pytest.mark.parametrize("secret", ["", "postmark:wrong", "x"])
def test_without_the_secret_nobody_is_believed(ade: Person, secret: str):
    assert report(bounce(ade), secret=secret) == 403
    assert trouble(ade) == ""


def test_a_site_without_a_secret_believes_nobody(ade: Person, settings: Settings):
    settings.ANYMAIL = {"WEBHOOK_SECRET": ""}
    assert report(bounce(ade)) == 403
    assert report(bounce(ade), secret=":") == 403


def test_another_provider_has_no_door(ade: Person, settings: Settings):
    assert report(bounce(ade), to="/mail-events/mailgun/") == 404
    settings.MAIL_PROVIDER = ""
    assert report(bounce(ade)) == 404


GARBAGE = st.one_of(
    st.binary(max_size=60),
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=8),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(["RecordType", "Type", "Email", "Recipient", "BouncedAt", "Metadata", "Tag"])
                | st.text(max_size=5),
                inner | st.sampled_from(["Bounce", "Delivery", "HardBounce", "a\x00@b", "2026-13-45"]),
                max_size=5,
            )
        ),
        max_leaves=8,
    ),
)


@given(GARBAGE)
@hypothesis_settings(suppress_health_check=list(HealthCheck), deadline=None)
def test_garbage_is_never_an_error(ade: Person, body: Any):
    assert report(body) in (200, 400)


class NoSuchUser(EmailBackend):
    """A mail server that knows the address is gone."""

    answer = (550, b"5.1.1 No such user")

    def send_messages(self, messages: Any) -> int:
        raise SMTPRecipientsRefused({messages[0].to[0]: self.answer})


class Full(NoSuchUser):
    answer = (552, b"5.2.2 Over quota")


class Greylisting(NoSuchUser):
    answer = (451, b"4.7.1 Come back later")


class ForbidsUs(NoSuchUser):
    answer = (550, b"5.7.1 Relaying denied")


@pytest.mark.parametrize(
    ("backend", "expected"),
    [(NoSuchUser, "gone"), (Full, "full"), (Greylisting, ""), (ForbidsUs, "")],
)
def test_a_mail_server_that_refuses_says_why(
    ade: Person, settings: Settings, backend: type[EmailBackend], expected: str
):
    settings.MAILERS = {"default": {"BACKEND": f"{__name__}.{backend.__name__}"}}
    group = ade.memberships.get().group
    notify("news", group, group=group, to=[ade])
    send_due()
    assert trouble(ade) == expected
    by_hand = Delivery.objects.filter(state=DeliveryState.BY_HAND).count()
    assert by_hand == (1 if expected else 0)


def test_a_coordinator_reads_it_in_plain_words(
    ade: Person, coordinator: Membership, carer: Membership, sign_in: SignIn
):
    report(bounce(ade))
    people = reverse("people", args=[coordinator.group.public_id])
    shown = sign_in(coordinator).get(people).content.decode()
    assert "Email to Ade comes back. This address does not exist. Ask them for another address." in shown
    assert "comes back" not in sign_in(carer).get(people).content.decode()


def test_the_person_sees_it_and_can_try_again(ade: Person, sign_in: SignIn):
    client = sign_in(ade)
    assert "comes back" not in client.get(reverse("reach")).content.decode()
    old = bounce(ade)
    report(old)
    for page in ("reach", "messages"):
        assert "This address does not exist." in client.get(reverse(page)).content.decode()
    client.post(reverse("reach_email_again"))
    assert trouble(ade) == ""
    report(old)  # the provider tells it once more
    assert trouble(ade) == ""
