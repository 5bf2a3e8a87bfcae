"""One look at a file before it is kept: what it is, whether we take it, and what it will be called."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.core.files.base import File
from django.utils.translation import gettext as _

from groups.files.names import safe_name
from groups.files.pictures import written_anew
from groups.files.sniffing import picture_of, type_of, words_of
from groups.files.sorts import LARGEST, LARGEST_OF_ALL, SAID, TOO_LARGE, NotTaken, Sort


@dataclass(frozen=True)
class Checked:
    """A file that may be kept. A picture is already written anew, a text in UTF-8."""

    content: bytes
    kind: str
    sort: Sort
    name: str


def check(file: File[bytes], sorts: Iterable[Sort]) -> Checked:
    """What this file is, if it is of one of these sorts. Raises NotTaken, with what to do next."""
    content = _read(file)
    found = type_of(content, file.name or "")
    if found.sort not in set(sorts):
        raise NotTaken(" ".join(str(SAID[sort]) for sort in sorts))
    if len(content) > LARGEST[found.sort]:
        raise NotTaken(str(TOO_LARGE[found.sort]))
    if found.sort == Sort.PICTURE:
        content, found = written_anew(content)
    if found.sort == Sort.TEXT:
        content = words_of(content).encode()
    name = safe_name(file.name or "", found.ending, otherwise=found.sort.value)
    return Checked(content, found.kind, found.sort, name)


def _read(file: File[bytes]) -> bytes:
    file.seek(0)
    content: bytes = file.read(LARGEST_OF_ALL + 1)
    if not content:
        raise NotTaken(_("This file is empty. Choose another one."))
    if len(content) > LARGEST_OF_ALL:
        raise NotTaken(str(TOO_LARGE[Sort.PICTURE if picture_of(content) else Sort.PDF]))
    return content
