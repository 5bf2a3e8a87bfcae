"""One address says how mail leaves."""

from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from coproduction.mail import CONSOLE, FILES, SMTP, mailer


def test_without_an_address_mail_goes_to_files(tmp_path: Path) -> None:
    assert mailer("", tmp_path) == {"BACKEND": FILES, "OPTIONS": {"file_path": str(tmp_path)}}


def test_console_prints(tmp_path: Path) -> None:
    assert mailer("console", tmp_path) == {"BACKEND": CONSOLE}


@pytest.mark.parametrize(
    ("url", "port", "tls", "ssl"),
    [
        ("smtp://us%40er:se%2Fcret@mail.example", 25, False, False),
        ("smtp+tls://us%40er:se%2Fcret@mail.example", 587, True, False),
        ("smtps://us%40er:se%2Fcret@mail.example", 465, False, True),
        ("smtp+tls://us%40er:se%2Fcret@mail.example:2525", 2525, True, False),
    ],
)
def test_smtp(url: str, port: int, tls: bool, ssl: bool, tmp_path: Path) -> None:
    made = mailer(url, tmp_path)
    assert made["BACKEND"] == SMTP
    assert made["OPTIONS"] == {
        "host": "mail.example",
        "port": port,
        "username": "us@er",
        "password": "se/cret",
        "use_tls": tls,
        "use_ssl": ssl,
        "timeout": 10,
    }


def test_any_provider_of_anymail(tmp_path: Path) -> None:
    made = mailer("anymail+mailgun://?api_key=k%2Fey&sender_domain=mail.example", tmp_path)
    assert made["BACKEND"] == "anymail.backends.mailgun.EmailBackend"
    assert made["OPTIONS"] == {"api_key": "k/ey", "sender_domain": "mail.example"}


def test_an_unknown_address_is_refused_without_repeating_its_password(tmp_path: Path) -> None:
    with pytest.raises(ImproperlyConfigured, match="must begin with") as refused:
        mailer("pigeon://me:hush@coop", tmp_path)
    assert "hush" not in str(refused.value)
