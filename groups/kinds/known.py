"""The kinds that are known, and what is known to lie ahead of people: each app adds its own at its start."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from groups.kinds.kind import Kind
from groups.models import Group, Person


@dataclass(frozen=True)
class Coming:
    """A meeting that lies ahead, as the weekly message names it."""

    group: Group
    words: str
    path: str
    private: bool = False  # goes through nobody's hands, as a kind that is `private`


KINDS: dict[str, Kind] = {}
COMING: list[Callable[[Person], Iterable[Coming]]] = []  # what the apps above know to be ahead of a person


def register(*kinds: Kind) -> None:
    """Make kinds known. Called once for each app from its AppConfig.ready()."""
    for kind in kinds:
        if KINDS.setdefault(kind.name, kind) != kind:
            raise ValueError(f"two kinds are named {kind.name}")
