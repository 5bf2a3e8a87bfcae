"""What goes into an envelope with a letter: finished sheets with their own stylesheet."""

from dataclasses import dataclass

from django.db import models
from django.utils.safestring import SafeString

from groups.models import Person


@dataclass(frozen=True)
class Enclosure:
    """`html` is a whole document for a PDF; `body` its inside, for the browser's own printing.

    `stylesheet` is the name of a static file; `path` the page where whoever posts one letter alone finds it.
    """

    title: str
    html: str
    body: SafeString
    stylesheet: str
    path: str


def nothing_enclosed(row: models.Model, person: Person, looks: list[str]) -> Enclosure | None:
    """Most letters go alone."""
    return None
