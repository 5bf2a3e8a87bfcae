"""Nothing that anybody sends may break a page: every form and address, with whatever Unicode can hold.

The test client raises what a page would answer with a 500, so a page that breaks fails the test by itself.
"""

import re
from collections.abc import Iterator
from html import unescape
from typing import Any

import pytest
from django.conf import settings as site_settings
from django.urls import NoReverseMatch, reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coproduction.doors import Address, addresses
from tests.house.everything import Everything
from tests.house.trying import attempt, signed_in, url_of

pytestmark = pytest.mark.django_db
ONE_WORLD = settings(suppress_health_check=list(HealthCheck), deadline=None)

NASTY = [
    "",
    " ",
    "\x00",
    "a\x00b",
    "\u202egnp.exe",
    "\ufeff",
    "🧑🏽‍🦽" * 30,
    "x" * 30_000,
    "9" * 400,
    "-1",
    "0",
    "1e999",
    "NaN",
    "١٢",
    "2026-02-30",
    "0001-01-01",
    "9999-12-31T23:59",
    "99:99",
    "null",
    "true",
    "[]",
    '{"a": 1}',
    "<script>alert(1)</script>",
    "{{ 7 }}{% debug %}",
    "%s%n%(x)s",
    "' OR 1=1 --",
    "=1+1",
    "../../etc/passwd",
    "http://[",
    "javascript:alert(1)",
    "00000000-0000-4000-8000-000000000000",
    "a@b@c.example",
]
TEXTS = st.one_of(st.sampled_from(NASTY), st.text(max_size=60), st.dates().map(str), st.integers().map(str))

KEPT = "Kept “words” & <b> 'n' more"

# Streams and what ends a browser's session are tried elsewhere.
APART = {"account_logout", "room_stream", "health_ready"}
ALL = [address for address in addresses() if address.name not in APART]
TYPED = [address for address in ALL if address.in_a_group or address.door]
VOICES = ("facilitator", "lead", "member", "coordinator")  # who also looks after the system


type Where = tuple[str, str, dict[str, list[str]], set[str]]
"""A voice, an address, its fields with what they offer, and which of them one types words into."""


@pytest.fixture(autouse=True)
def without_limits(settings: Any):
    """Here many tries are the point."""
    settings.ACCOUNT_RATE_LIMITS = False


def address_of(address: Address, whole: Everything) -> str | None:
    try:
        return url_of(address, whole.arguments(address.route, address.arguments))
    except (KeyError, NoReverseMatch):
        return None


def fields_of(page: str) -> dict[str, list[str]]:
    """The names of a page's fields, each with the values the page itself offers."""
    fields: dict[str, list[str]] = {}
    for tag in re.findall(r"<(?:input|textarea|select|button)[^>]*>", page):
        name = re.search(r'name="([^"]+)"', tag)
        value = re.search(r'value="([^"]*)"', tag)
        if name and name[1] != "csrfmiddlewaretoken":
            fields.setdefault(name[1], []).append(unescape(value[1]) if value else "")
    for name, options in re.findall(r'<select[^>]*name="([^"]+)"[^>]*>(.*?)</select>', page, re.S):
        fields[name] = re.findall(r'value="([^"]*)"', options)
    return fields


@pytest.fixture(scope="module")
def seen() -> list[Where]:
    """What `forms` found the first time."""
    return []


@pytest.fixture
def forms(everything: Everything, seen: list[Where]) -> list[Where]:
    """Every address as each voice finds it, with the fields its page shows."""
    if not seen:
        seen.extend(found(everything))
    return seen


def found(everything: Everything) -> Iterator[Where]:
    for voice in VOICES:
        client = signed_in(everything.cast[voice].person)
        for address in TYPED:
            if url := address_of(address, everything):
                page = attempt(client, "get", url)
                text = "" if page.streaming else page.text
                yield voice, url, fields_of(text), texts_of(text)


@ONE_WORLD
@given(data=st.data())
def test_no_form_breaks(forms: list[Where], everything: Everything, data: st.DataObject):
    voice, url, fields, _ = data.draw(st.sampled_from(forms), label="where")
    values = {
        name: data.draw(st.lists(st.one_of(st.sampled_from(offered), TEXTS), max_size=3), label=name)
        for name, offered in fields.items()
    }
    extra = data.draw(st.dictionaries(TEXTS, TEXTS, max_size=2), label="extra")
    attempt(signed_in(everything.cast[voice].person), "post", url, values | extra)


@ONE_WORLD
@given(data=st.data())
def test_no_page_breaks_by_what_stands_after_the_question_mark(
    forms: list[Where], everything: Everything, data: st.DataObject
):
    voice, url, *_ = data.draw(st.sampled_from(forms), label="where")
    names = st.sampled_from(["page", "next", "state", "q", "session", "topic", "item", "other", "kind"])
    asked = data.draw(st.dictionaries(st.one_of(names, TEXTS), TEXTS, max_size=4), label="asked")
    attempt(signed_in(everything.cast[voice].person), "get", url, asked)


@ONE_WORLD
@given(data=st.data())
def test_no_address_breaks(world: Any, everything: Everything, data: st.DataObject):
    """Wrong ids, ids of other things, and words where ids belong."""
    address = data.draw(st.sampled_from([one for one in ALL if one.arguments]), label="address")
    real = {key: str(getattr(row, "public_id", row.pk)) for key, row in everything.rows.items()}
    values = st.one_of(
        st.sampled_from(sorted(real.values())), st.uuids().map(str), st.sampled_from(NASTY), st.text()
    )
    drawn = {name: data.draw(values, label=name) for name in sorted(address.arguments)}
    if address.in_a_group:
        drawn["group_id"] = str(everything.group.public_id)
    try:
        url = reverse(address.name, kwargs=drawn)
    except NoReverseMatch:
        return
    method = data.draw(st.sampled_from(["get", "post"]), label="method")
    attempt(signed_in(everything.cast["facilitator"].person), method, url)


@ONE_WORLD
@given(data=st.data())
def test_no_body_breaks(forms: list[Where], everything: Everything, data: st.DataObject):
    """Bytes that are no form at all."""
    voice, url, *_ = data.draw(st.sampled_from(forms), label="where")
    kind = data.draw(
        st.sampled_from(
            [
                "application/x-www-form-urlencoded",
                "multipart/form-data; boundary=x",
                "multipart/form-data",
                "application/json",
                "text/plain; charset=nonsense",
                "",
            ]
        )
    )
    body = data.draw(
        st.one_of(st.binary(max_size=80), st.just(b"%00=%ff&a=%ED%A0%80"), st.just(b"--x\r\n\r\n"))
    )
    client = signed_in(everything.cast[voice].person)
    client.generic("POST", url, body, content_type=kind)


def test_what_was_typed_stays(forms: list[Where], everything: Everything):
    """Wherever a form comes back with a problem, every text in it is still there."""
    came_back = 0
    once = {one[1]: one for one in sorted(forms, key=lambda one: len(one[2]))}
    for voice, url, fields, texts in once.values():  # as whoever finds the most to fill in
        client = signed_in(everything.cast[voice].person)
        typed = {name: KEPT if name in texts else "no such choice" for name in fields}
        page = attempt(client, "post", url, typed)
        if page.status_code == 200 and "data-error-summary" in page.text:
            came_back += 1
            lost = {name for name in texts & texts_of(page.text) if kept_in(page.text, name) != KEPT}
            assert not lost, f"{url}: {lost}"
    assert came_back > 10


def kept_in(page: str, name: str) -> str:
    """What stands in a field."""
    box = re.search(rf'<textarea[^>]*name="{name}"[^>]*>\n?(.*?)</textarea>', page, re.S)
    line = re.search(rf'<input(?=[^>]*name="{name}")[^>]*value="([^"]*)"', page)
    found = box or line
    return unescape(found[1]) if found else ""


def texts_of(page: str) -> set[str]:
    """The names of the fields one can type words into."""
    inputs = re.findall(r'<(?:textarea|input type="(?:text|email|url|number)")[^>]*name="([^"]+)"', page)
    return {name for name in inputs if name != "csrfmiddlewaretoken"}


def test_the_settings_let_nothing_endless_in():
    assert site_settings.DATA_UPLOAD_MAX_MEMORY_SIZE
    assert site_settings.DATA_UPLOAD_MAX_NUMBER_FIELDS
