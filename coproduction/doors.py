"""Every address of the app with the door its view wears, read from the URLs themselves."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

from groups.access import Door
from groups.permissions import DUTY_GRANTS, Role, rights


@dataclass(frozen=True)
class Address:
    route: str
    name: str
    view: Callable[..., Any]
    arguments: frozenset[str]

    @property
    def door(self) -> Door | None:
        return getattr(self.view, "door", None)

    @property
    def in_a_group(self) -> bool:
        return "group_id" in self.arguments


def addresses() -> list[Address]:
    """All of them, in the order in which they are tried."""
    return list(_walk(get_resolver().url_patterns, "/", frozenset()))


def roles_through(door: Door) -> list[Role]:
    """The roles that, held alone, may go through a door of members."""
    return [role for role in Role if door.permission in rights(role)]


def who(door: Door) -> str:
    """Who may go through, in words."""
    if door.kind == "members":
        roles = roles_through(door)
        return (
            "everyone in the group" if len(roles) == len(Role) else ", ".join(named(role) for role in roles)
        )
    if door.kind == "overseers":
        return " or ".join(named(role) for role in roles_through(door)) + " of any group"
    if door.kind == "duty":
        return ", ".join(duty.value for duty, granted in DUTY_GRANTS.items() if door.permission in granted)
    words = {
        "anyone": "anyone",
        "signed_in": "anyone signed in",
        "helpers": "someone who helps a member, by name",
        "answering": "the decision-maker a request went to, by the link of an email and a code",
    }
    return words[door.kind]


def named(role: Role) -> str:
    return str(role.name).lower()


def _walk(
    patterns: list[URLPattern | URLResolver], before: str, arguments: frozenset[str]
) -> Iterator[Address]:
    for pattern in patterns:
        route, found = before + str(pattern.pattern), arguments | set(pattern.pattern.converters)
        if isinstance(pattern, URLResolver):
            yield from _walk(pattern.url_patterns, route, found)
        else:
            yield Address(route, pattern.name or "", pattern.callback, found)
