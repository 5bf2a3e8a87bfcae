"""Health is told to anyone, and says which part is missing."""

from pathlib import Path

import pytest
from django.test import Client
from pytest_django.fixtures import Settings


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


def test_every_answer_carries_the_safety_headers(client: Client) -> None:
    answer = client.get("/health/live")
    assert "default-src 'self'" in answer["Content-Security-Policy"]
    assert "unsafe" not in answer["Content-Security-Policy"]
    assert answer["X-Frame-Options"] == "DENY"
    assert answer["Referrer-Policy"] == "same-origin"
    assert answer["Permissions-Policy"].startswith("camera=()")
    assert answer["X-Content-Type-Options"] == "nosniff"
