"""What else waits for somebody's hands besides letters and calls: each app says it for its own rows."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from groups.models import Membership


@dataclass(frozen=True)
class ToMake:
    """One line of the list; `path` is where a button notes that it is done."""

    words: str
    path: str


TO_MAKE: list[Callable[[Membership], Iterable[ToMake]]] = []


def to_make(member: Membership) -> list[ToMake]:
    """For this member: who may see a line is each app's to ask."""
    return [line for lines in TO_MAKE for line in lines(member)]
