"""How mail leaves, chosen by one address: EMAIL_URL."""

from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

SMTP = "django.core.mail.backends.smtp.EmailBackend"
FILES = "django.core.mail.backends.filebased.EmailBackend"
CONSOLE = "django.core.mail.backends.console.EmailBackend"

type Mailer = dict[str, Any]


def mailer(url: str, folder: Path) -> Mailer:
    """A mailer for this address.

    - nothing: one file for each message in the folder
    - console: messages are printed
    - smtp://user:password@host:25, smtp+tls://…:587 or smtps://…:465
    - anymail+postmark://?server_token=… (any provider of django-anymail, its options as the query)
    """
    parts = urlsplit(url)
    if not url:
        return {"BACKEND": FILES, "OPTIONS": {"file_path": str(folder)}}
    if url == "console":
        return {"BACKEND": CONSOLE}
    if parts.scheme in ("smtp", "smtp+tls", "smtps"):
        return {"BACKEND": SMTP, "OPTIONS": _smtp(parts)}
    if parts.scheme.startswith("anymail+"):
        provider = parts.scheme.removeprefix("anymail+")
        return {
            "BACKEND": f"anymail.backends.{provider}.EmailBackend",
            "OPTIONS": dict(parse_qsl(parts.query)),
        }
    # The address holds a password, so it is not repeated here.
    raise ImproperlyConfigured(
        "EMAIL_URL must begin with smtp://, smtp+tls://, smtps:// or anymail+provider://."
    )


def provider(url: str) -> str:
    """The provider of django-anymail this address names; empty for a mail server of one's own."""
    scheme = urlsplit(url).scheme
    return scheme.removeprefix("anymail+") if scheme.startswith("anymail+") else ""


def _smtp(parts: SplitResult) -> dict[str, Any]:
    return {
        "host": parts.hostname or "localhost",
        "port": parts.port or {"smtp": 25, "smtp+tls": 587, "smtps": 465}[parts.scheme],
        "username": unquote(parts.username or ""),
        "password": unquote(parts.password or ""),
        "use_tls": parts.scheme == "smtp+tls",
        "use_ssl": parts.scheme == "smtps",
        "timeout": 10,
    }
