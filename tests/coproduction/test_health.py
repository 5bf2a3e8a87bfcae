"""Health is told to anyone, and says which part is missing."""

from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone
from pytest_django.fixtures import Settings

from coproduction.beat import CLOCK
from groups.models import Delivery, Group, Lease, Membership, Notification


def test_alive_needs_nothing(client: Client) -> None:
    answer = client.get("/health/live")
    assert (answer.status_code, answer.content) == (200, b"alive\n")
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.django_db
def test_ready_when_database_and_broker_answer(client: Client) -> None:
    answer = client.get("/health/ready")
    assert answer.status_code == 200
    assert answer.json() == {"database": True, "broker": True}


@pytest.mark.django_db
def test_not_ready_when_the_broker_is_away(client: Client, settings: Settings, tmp_path: Path) -> None:
    settings.REDIS_URL = ""
    settings.BROKER_FOLDER = tmp_path / "gone"
    answer = client.get("/health/ready")
    assert answer.status_code == 503
    assert answer.json() == {"database": True, "broker": False}


@pytest.mark.django_db
def test_not_ready_when_redis_is_away(client: Client, settings: Settings) -> None:
    settings.REDIS_URL = "redis://127.0.0.1:1/0"
    assert client.get("/health/ready").json()["broker"] is False


@pytest.mark.django_db
def test_how_late_things_are_is_told_in_figures_alone(
    client: Client, group: Group, member: Membership
) -> None:
    assert client.get("/health/late").json() == {"longest_wait": 0, "clock_silent": None}
    fact = Notification.objects.create(group=group, kind="news", subject="1")
    due = timezone.now() - timedelta(minutes=2)
    Delivery.objects.create(notification=fact, person=member.person, channel="email", due_at=due)
    Lease.objects.hold(CLOCK, uuid4(), settings.CLOCK_LEASE)
    told = client.get("/health/late").json()
    assert 120 <= told["longest_wait"] <= 125
    assert 0 <= told["clock_silent"] <= 5


def test_every_answer_carries_the_safety_headers(client: Client) -> None:
    answer = client.get("/health/live")
    assert "default-src 'self'" in answer["Content-Security-Policy"]
    assert "unsafe" not in answer["Content-Security-Policy"]
    assert answer["X-Frame-Options"] == "DENY"
    assert answer["Referrer-Policy"] == "same-origin"
    assert answer["Permissions-Policy"].startswith("camera=()")
    assert answer["X-Content-Type-Options"] == "nosniff"
