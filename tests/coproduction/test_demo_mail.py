from pathlib import Path

import pytest
from django.core.mail import EmailMessage
from django.test import Client
from pytest_django.fixtures import Settings


@pytest.fixture
def folder(settings: Settings, tmp_path: Path) -> Path:
    settings.DEMO = True
    settings.MAIL_FOLDER = tmp_path
    settings.MAILERS = {
        "default": {
            "BACKEND": "django.core.mail.backends.filebased.EmailBackend",
            "OPTIONS": {"file_path": str(tmp_path)},
        }
    }
    return tmp_path


def send(subject: str) -> None:
    EmailMessage(subject, "Read this: https://demo.example/<b>\n\nGrüße", to=["member@demo.example"]).send()


def test_newcomers_read_what_people_would_get(folder: Path, client: Client):
    send("First")
    send("Second – später")
    shown = client.get("/demo/mail/").content.decode()
    assert shown.index("Second – später") < shown.index("First")
    assert "Grüße" in shown
    assert "To member@demo.example" in shown
    assert "<b>" not in shown


def test_without_mail_it_says_so(folder: Path, client: Client):
    assert "No email has been sent yet" in client.get("/demo/mail/").content.decode()


def test_it_does_not_exist_outside_demo_mode(settings: Settings, client: Client):
    settings.DEMO = False
    assert client.get("/demo/mail/").status_code == 404
