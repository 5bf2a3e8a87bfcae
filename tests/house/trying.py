"""Trying an address without leaving a trace: whatever it writes is rolled back."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from django.conf import settings
from django.core.signals import request_finished
from django.db import close_old_connections, connection, transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from coproduction.doors import Address
from groups.models import Person

WRITES = ("INSERT", "UPDATE", "DELETE")

_known: dict[int, str] = {}  # people of a world that stands for a whole file, with the key of their sign-in


def signed_in(person: Person) -> Client:
    """A new browser of this person."""
    assert person.account
    client = Client()
    if person.pk in _known:
        client.cookies[settings.SESSION_COOKIE_NAME] = _known[person.pk]
    else:
        client.force_login(person.account)
    return client


@contextmanager
def known(people: Iterable[Person]) -> Iterator[None]:
    """Let these people sign in once, for all tests in a world that stands for a whole file."""
    for person in people:
        if person.account:
            _known[person.pk] = signed_in(person).cookies[settings.SESSION_COOKIE_NAME].value
    try:
        yield
    finally:
        _known.clear()


def attempt(client: Client, method: str, url: str, data: Any = None) -> HttpResponse:
    """One request, rolled back. A stream is not read."""
    with transaction.atomic():
        response = getattr(client, method)(url, data or {})
        transaction.set_rollback(True)
    _put_away(response)
    return response


def _put_away(response: HttpResponse) -> None:
    """Close its files. The connection to the database stays, as Django's own client keeps it."""
    request_finished.disconnect(close_old_connections)
    response.close()
    request_finished.connect(close_old_connections)


def url_of(address: Address, arguments: dict[str, Any]) -> str:
    return reverse(address.name, kwargs=arguments)


@contextmanager
def writing() -> Iterator[list[tuple[str, int]]]:
    """Each statement that writes meanwhile, and how many rows it changed."""
    written: list[tuple[str, int]] = []

    def note(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
        result = execute(sql, params, many, context)
        if sql.lstrip().upper().startswith(WRITES):
            written.append((sql, context["cursor"].rowcount))
        return result

    with connection.execute_wrapper(note):
        yield written
