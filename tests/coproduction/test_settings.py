"""The settings say aloud what is missing, and a public service has no soft defaults."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PUBLIC = {
    "SITE_URL": "https://coproduction.example",
    "SECRET_KEY": "not-a-secret-but-long-enough-to-pass-the-check-of-django-1234567890",
    "EMAIL_URL": "smtp+tls://mail.example",
    "EMAIL_FROM": "hello@coproduction.example",
}


def tell(expression: str, var: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """What these settings say, in a process of their own."""
    return subprocess.run(
        [sys.executable, "-c", f"from coproduction import settings; print({expression})"],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "VAR": str(var)} | environment,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("missing", ["SECRET_KEY", "EMAIL_URL", "EMAIL_FROM"])
def test_a_public_service_does_not_start_without(missing: str, tmp_path: Path) -> None:
    answer = tell("'started'", tmp_path, **{k: v for k, v in PUBLIC.items() if k != missing})
    assert answer.returncode != 0
    assert missing in answer.stderr.splitlines()[-1]


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("SITE_URL", "http://coproduction.example", "must begin with https://"),
        ("DEBUG", "1", "DEBUG shows secrets"),
        ("EMAIL_URL", "pigeon://coop", "EMAIL_URL must begin with"),
    ],
)
def test_a_public_service_refuses(name: str, value: str, says: str, tmp_path: Path) -> None:
    assert says in tell("'started'", tmp_path, **(PUBLIC | {name: value})).stderr


def test_a_public_service_is_strict_about_cookies_hosts_and_transport(tmp_path: Path) -> None:
    asked = "settings.SESSION_COOKIE_SECURE, settings.CSRF_COOKIE_SECURE, settings.SECURE_SSL_REDIRECT, settings.ALLOWED_HOSTS"
    answer = tell(asked, tmp_path, **PUBLIC)
    assert answer.stdout.strip() == "True True True ['coproduction.example']"


def test_a_local_run_needs_nothing_and_keeps_its_key(tmp_path: Path) -> None:
    first, second = (tell("settings.SECRET_KEY", tmp_path).stdout.strip() for _ in range(2))
    assert len(first) >= 50
    assert first == second
    assert (tmp_path / "secret-key").stat().st_mode & 0o077 == 0


def test_a_local_run_answers_to_this_machine_alone(tmp_path: Path) -> None:
    answer = tell("settings.ALLOWED_HOSTS", tmp_path)
    assert answer.stdout.strip() == "['localhost', '127.0.0.1', '[::1]']"


def test_two_addresses_choose_the_stores(tmp_path: Path) -> None:
    stores = {"DATABASE_URL": "postgres://someone@db/name", "REDIS_URL": "redis://cache:6379/3"}
    asked = "settings.DATABASES['default']['ENGINE'], settings.CELERY_BROKER_URL, settings.SESSION_ENGINE"
    answer = tell(asked, tmp_path, **stores)
    assert answer.stdout.split() == [
        "django.db.backends.postgresql",
        "redis://cache:6379/3",
        "django.contrib.sessions.backends.cached_db",
    ]
