"""Names that any machine can keep and any person can read, whatever a file was called."""

import re
import unicodedata

LONGEST = 60  # letters, without the ending
TAKEN_BY_WINDOWS = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)$", re.IGNORECASE)
ENDING = re.compile(r"\.[A-Za-z0-9]{1,5}$")


def safe_name(given: str, ending: str, *, otherwise: str = "file") -> str:
    """A plain ASCII name: no folders, no hidden letters, one ending, which says what the content is."""
    last = re.split(r"[/\\]", given)[-1]
    seen = "".join(letter for letter in last if unicodedata.category(letter)[0] != "C")
    plain = unicodedata.normalize("NFKD", ENDING.sub("", seen)).encode("ascii", "ignore").decode()
    stem = re.sub(r"[^A-Za-z0-9_]+", "-", plain)[:LONGEST].strip("-_")
    if not stem or TAKEN_BY_WINDOWS.match(stem):
        stem = f"{otherwise}-{stem}".strip("-")
    return f"{stem}.{ending}"
