"""What else a helper may do now for the person they help: each app says it for its own rows."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from groups.models import Helper


@dataclass(frozen=True)
class Line:
    """One link on the helper's page; `path` is where it is done."""

    words: str
    path: str


MORE: list[Callable[[Helper], Iterable[Line]]] = []


def more_for(helper: Helper) -> list[Line]:
    return [line for lines in MORE for line in lines(helper)]
