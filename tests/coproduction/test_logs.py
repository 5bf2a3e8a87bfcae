"""Logs tell what happened, and never to whom."""

import logging
from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from coproduction.logs import without_personal_data
from groups.models import Membership


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("mail to ade.o'neil@demo.example failed", "mail to [email] failed"),
        ('<Ade "ade@demo.example">', '<Ade "[email]">'),
        ("rang 07700 900123 twice", "rang [phone] twice"),
        ("rang +44 7700 900123", "rang [phone]"),
        ("delivery 0198273645546372 waits", "delivery 0198273645546372 waits"),
        ("at 2026-12-03T14:00:00Z", "at 2026-12-03T14:00:00Z"),
        ("group 5f0c0f5e-0123-4567-8901-234567890123", "group 5f0c0f5e-0123-4567-8901-234567890123"),
    ],
)
def test_addresses_and_numbers_of_people_are_hidden(said: str, kept: str) -> None:
    assert without_personal_data(None, "info", {"event": said, "count": 3}) == {"event": kept, "count": 3}


# Words in addresses that tell nothing: a kind, a stage, a provider's name, a part of a report, how it looks.
PLAIN = ("consent_kind", "head", "kind", "look", "provider", "stage_number")


def addresses(
    patterns: list[URLPattern | URLResolver], before: str = "/"
) -> Iterator[tuple[str, URLPattern]]:
    for one in patterns:
        whole = before + str(one.pattern).lstrip("^")
        if isinstance(one, URLResolver):
            yield from addresses(one.url_patterns, whole)
        else:
            yield whole, one


def test_no_secret_of_an_address_stands_in_a_log() -> None:
    """Whatever is not a number, a random public id or a plain word proves who somebody is."""
    found = 0
    for whole, one in addresses(get_resolver().url_patterns):
        kinds = one.pattern.converters if hasattr(one.pattern, "converters") else {"key": None}
        for name, kind in kinds.items():
            if name in PLAIN or type(kind).__name__ in ("UUIDConverter", "IntConverter"):
                continue
            if kind is None and "(?P<key>" not in whole:
                continue
            path = whole.partition("(?P<" if kind is None else "<")[0] + "7KHA secret"
            logged = without_personal_data(None, "warning", {"event": f"Forbidden (no cookie): {path}/"})
            assert "7KHA" not in logged["event"], whole
            found += 1
    assert found >= 8


def test_a_form_that_expired_logs_no_code(member: Membership, caplog: pytest.LogCaptureFixture) -> None:
    browser = Client(enforce_csrf_checks=True)
    with caplog.at_level(logging.WARNING):
        browser.post("/join/7KHA-293X-MRWC/", {"code": "7KHA-293X-MRWC"})
    [line] = [one.getMessage() for one in caplog.records if one.name == "django.security.csrf"]
    assert "7KHA" in line, "Django says the whole path"
    assert "7KHA" not in without_personal_data(None, "warning", {"event": line})["event"]
