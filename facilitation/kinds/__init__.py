"""What this app can tell people: see groups.kinds. Importing it registers every kind."""

from facilitation.kinds import (
    among_us,
    deciding,
    glossary,
    helping_to_run,
    hiding,
    information,
    notes,
    papers,
    planning,
    proposals,
    sessions,
    space,
    to_do,
    words,
)

__all__ = [
    "among_us",
    "deciding",
    "glossary",
    "helping_to_run",
    "hiding",
    "information",
    "notes",
    "papers",
    "planning",
    "proposals",
    "sessions",
    "space",
    "to_do",
    "words",
]
