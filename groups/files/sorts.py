"""What people may send us: the sorts of files, how large each may be, and what we say about it."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext_lazy as _

MB = 1024 * 1024


class Sort(StrEnum):
    PICTURE = "picture"
    SOUND = "sound"
    PDF = "pdf"
    TEXT = "text"


EVERY_SORT = tuple(Sort)

# In bytes. Nothing larger than the largest is even taken from the network (groups/files/receiving.py).
LARGEST = {Sort.PICTURE: 10 * MB, Sort.SOUND: 20 * MB, Sort.PDF: 20 * MB, Sort.TEXT: 2 * MB}
LARGEST_OF_ALL = max(LARGEST.values())

SAID = {
    Sort.PICTURE: _("A picture can be JPEG, PNG, GIF or WebP, up to 10 MB."),
    Sort.SOUND: _("A sound can be what your phone records (M4A, MP3, Ogg, WebM or WAV), up to 20 MB."),
    Sort.PDF: _("A document can be PDF, up to 20 MB."),
    Sort.TEXT: _("Plain text or a table as CSV can be up to 2 MB."),
}
TOO_LARGE = {
    Sort.PICTURE: _("This picture is too large. It can be up to 10 MB. Send a smaller one."),
    Sort.SOUND: _("This sound is too large. It can be up to 20 MB. Send it in two parts."),
    Sort.PDF: _("This file is too large. It can be up to 20 MB. Send it in two parts."),
    Sort.TEXT: _("This text is too large. It can be up to 2 MB. Send it in two parts."),
}


@dataclass(frozen=True)
class FileType:
    """A type we take: its content type, the ending of its name, and its sort."""

    kind: str
    ending: str
    sort: Sort


JPEG = FileType("image/jpeg", "jpg", Sort.PICTURE)
PNG = FileType("image/png", "png", Sort.PICTURE)
GIF = FileType("image/gif", "gif", Sort.PICTURE)
WEBP = FileType("image/webp", "webp", Sort.PICTURE)
M4A = FileType("audio/mp4", "m4a", Sort.SOUND)
MP3 = FileType("audio/mpeg", "mp3", Sort.SOUND)
AAC = FileType("audio/aac", "aac", Sort.SOUND)
OGG = FileType("audio/ogg", "ogg", Sort.SOUND)
WEBM = FileType("audio/webm", "weba", Sort.SOUND)
WAV = FileType("audio/wav", "wav", Sort.SOUND)
PDF = FileType("application/pdf", "pdf", Sort.PDF)
TEXT = FileType("text/plain", "txt", Sort.TEXT)
CSV = FileType("text/csv", "csv", Sort.TEXT)
EVERY_TYPE = (JPEG, PNG, GIF, WEBP, M4A, MP3, AAC, OGG, WEBM, WAV, PDF, TEXT, CSV)


class NotTaken(Exception):
    """A file we do not take. Its message is a plain sentence that says what to do next."""


def accepted(sorts: Iterable[Sort]) -> str:
    """What a file field offers first, for the browser's own window. Phones turn HEIC into JPEG because of it."""
    return ",".join(one.kind for one in EVERY_TYPE if one.sort in set(sorts))
