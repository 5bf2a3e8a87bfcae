"""What docs/states.md and docs/permissions.md say, written from the code so that they cannot fall behind."""

from collections.abc import Iterator
from typing import cast

from django.apps import apps
from django.db import models

from coproduction.doors import Address, addresses, named, who
from coproduction.privacy import retention
from coproduction.when import WHEN, When
from groups.access import Door
from groups.permissions import (
    DENIES,
    DUTY_GRANTS,
    GRANTS,
    NOT_FROM_THE_SYSTEM,
    REFUSED_TOGETHER,
    Permission,
    Role,
)
from groups.states import HelperPower, Moves

WRITTEN = "Written by `manage.py write_docs` from the code; a check fails when it falls behind.\n"

ABOUT_ROLES = {
    Role.MEMBER: "Lived experience, carers included: the heart of the group.",
    Role.PROFESSIONAL: "Takes part as an equal, not as an owner.",
    Role.FACILITATOR: "Runs the process; never a Chair.",
    Role.LEAD: "Answers for the system. On screens: their name and job, or “decision-maker”.",
    Role.COORDINATOR: "Arrangements, packs, letters and calls.",
    Role.SUPPORTER: "Comes with one person; takes no part in decisions.",
}

# Views that wear no door of ours, and why.
NO_DOOR = {
    "health_live": "for the machine that watches the app",
    "health_ready": "for the machine that watches the app",
    "health_late": "for the machine that watches the app",
    "account_": "allauth: signing in, and one's own account; allauth asks for sign-in where it is needed",
    "mfa_": "allauth: the second factor of one's own account",
    "usersessions_": "allauth: where one is signed in oneself",
}


def states() -> str:
    return "\n".join(["# States", "", WRITTEN, *_lines_of_states()]).rstrip() + "\n"


def permissions() -> str:
    lines = [
        "# Permissions",
        "",
        WRITTEN,
        *_lines_of_roles(),
        *_lines_of_duties(),
        *_lines_of_addresses(),
        *_lines_of_when(),
    ]
    return "\n".join(lines).rstrip() + "\n"


def kept() -> str:
    """How long each kind of thing is kept."""
    lines = [f"| {one.what} | {one.how_long} | {one.then} |" for one in retention()]
    head = ["| what | how long | then |", "|---|---|---|"]
    return "\n".join(["# How long things are kept", "", WRITTEN, *head, *lines]).rstrip() + "\n"


def moving_models() -> list[tuple[type[models.Model], Moves]]:
    """Every model that has a table of moves."""
    return [(model, model.MOVES) for model in apps.get_models() if hasattr(model, "MOVES")]


def without_door(address: Address) -> str:
    """Why this address may stand without a door of ours; empty if it may not."""
    return next((why for start, why in NO_DOOR.items() if address.name.startswith(start)), "")


def _lines_of_states() -> Iterator[str]:
    for model, moves in moving_models():
        labels = dict(cast("models.Field[str, str]", model._meta.get_field("state")).flatchoices)
        yield from (f"## {model._meta.label}", "", "```mermaid", "stateDiagram-v2")
        yield from (f"    {start} --> {to}" for start, ends in moves.items() for to in ends)
        yield from ("```", "", "| state | on screen | can become |", "|---|---|---|")
        for start, ends in moves.items():
            yield f"| `{start}` | {labels.get(start, start)} | {', '.join(f'`{to}`' for to in ends) or 'nothing'} |"
        yield ""


def _lines_of_roles() -> Iterator[str]:
    yield from (
        "A person's rights in a group are the union of what their roles grant, minus what their roles deny.",
        "",
    )
    for role in Role:
        yield from (f"## {named(role).capitalize()}", "", ABOUT_ROLES[role], "", "May:", "")
        yield from _listed(GRANTS[role])
        if DENIES[role]:
            yield from ("", "Never, whatever other roles they hold:", "")
            yield from _listed(DENIES[role])
        yield ""
    yield from ("## From the system's side", "", "Only as a coordinator, whatever other roles they hold:", "")
    yield from _listed(NOT_FROM_THE_SYSTEM)
    yield from ("", "## Never together in one group", "")
    yield from (
        f"- {' and '.join(named(role) for role in Role if role in pair)}" for pair in REFUSED_TOGETHER
    )
    yield ""


def _listed(held: frozenset[Permission]) -> Iterator[str]:
    return (f"- {permission.value}" for permission in Permission if permission in held)


def _lines_of_duties() -> Iterator[str]:
    yield from ("## Duties for a system", "", "Held outside any group; they show nothing inside one.", "")
    for duty, granted in DUTY_GRANTS.items():
        what = ", ".join(sorted(permission.value for permission in granted)) or "nothing in the app yet"
        yield f"- **{duty.value}**: {what}"
    yield ""


def _lines_of_addresses() -> Iterator[str]:
    yield from ("## Addresses", "", "| name | address | asks for | who may |", "|---|---|---|---|")
    for address in sorted(addresses(), key=lambda one: (one.route, one.name)):
        yield f"| `{address.name}` | `{address.route}` | {_asks_for(address)} |"


def _lines_of_when() -> Iterator[str]:
    yield from ("", "## In which states", "", "Of every row with states that an address names.", "")
    yield from ("| name | row | can be read while | can be done while |", "|---|---|---|---|")
    for (name, _), when in sorted(WHEN.items()):
        shown, acts = _some(when, when.shown), _some(when, when.acts)
        if when.early_to:
            shown += f"; {_some(when, when.early)} by whoever may {when.early_to.value}"
        yield f"| `{name}` | {when.row.__name__} | {shown} | {acts} |"


def _some(when: When, states: tuple[str, ...]) -> str:
    field = cast("models.Field[str, str]", when.row._meta.get_field("state"))
    labels = dict(field.flatchoices)
    if set(when.in_full(states)) == set(labels):
        return "always"
    return ", ".join(f"“{labels[state]}”" for state in states) or "–"


def _asks_for(address: Address) -> str:
    if address.door is None:
        return f"– | {without_door(address)}"
    with_pass = ", or whoever holds a room pass for it" if address.door.or_pass else ""
    return f"{_asked(address.door)} | {who(address.door)}{with_pass}"


def _asked(door: Door) -> str:
    """What a door asks for: a permission, a power a member gave a helper, or only its kind."""
    if isinstance(door.permission, HelperPower):
        return f"helping: {str(door.permission.label).lower()}"
    return door.permission.value if door.permission else door.kind.replace("_", " ")
