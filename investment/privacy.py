"""This app holds nothing about anybody yet."""

from groups.models import Person
from groups.privacy.shapes import Claims, Keeping, Section, Telling

CLAIMS: Claims = {}
HELD: tuple[Telling, ...] = ()
NOT_TOLD: dict[str, str] = {}
RETENTION: tuple[Keeping, ...] = ()


def held(person: Person) -> list[Section]:
    return []


def erase(person: Person, *, take_back_words: bool) -> None:
    """Nothing to erase."""
