"""What a file is, told by its content and never by its name."""

import re

import puremagic
from django.utils.translation import gettext as _

from groups.files.sorts import CSV, GIF, JPEG, PDF, PNG, TEXT, WEBP, FileType, NotTaken
from groups.files.sounds import is_film, sound_of

# What a browser could take for a page or a drawing that runs.
ACTIVE = re.compile(
    r"<\s*(!doctype|html|head|body|script|style|svg|iframe|object|embed|math|\?xml|\?php|%)", re.IGNORECASE
)
NOT_IN_TEXT = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")
PHONE_PICTURES = (b"heic", b"heix", b"hevc", b"mif1", b"msf1", b"avif")
OFFICE = {".docx", ".doc", ".odt", ".rtf", ".pptx", ".ppt", ".odp", ".xlsx", ".xls", ".ods", ".pages"}


def type_of(content: bytes, name: str = "") -> FileType:
    """The type of a file we take. Raises NotTaken, with what to do next. `name` only tells a table from text."""
    found = picture_of(content) or _pdf_of(content) or sound_of(content) or _text_of(content, name)
    if found is None:
        raise NotTaken(_what_to_do(content))
    return found


def picture_of(content: bytes) -> FileType | None:
    """By its first bytes alone; whether it is whole is found when it is opened."""
    if content[:3] == b"\xff\xd8\xff":
        return JPEG
    if content[:8] == b"\x89PNG\r\n\x1a\n":
        return PNG
    if content[:6] in {b"GIF87a", b"GIF89a"}:
        return GIF
    return WEBP if content[:4] == b"RIFF" and content[8:12] == b"WEBP" else None


def _pdf_of(content: bytes) -> FileType | None:
    """Only one that begins and ends as a PDF: nothing else may stand before it or far behind it."""
    if content[:5] != b"%PDF-":
        return None
    if b"%%EOF" not in content[-2048:]:
        raise NotTaken(
            _("The end of this PDF is missing. Open it to see if it is whole, then send it again.")
        )
    return PDF


def _text_of(content: bytes, name: str) -> FileType | None:
    words = words_of(content)
    if not words.strip() or NOT_IN_TEXT.search(words):
        return None
    if ACTIVE.search(words):
        raise NotTaken(
            _("We do not take web pages or drawings that can run. Save it as a PDF and send that.")
        )
    return CSV if name.lower().endswith(".csv") else TEXT


def words_of(content: bytes) -> str:
    """Text as most programs write it, tables of older Excel included; empty if it is none."""
    wide = content[:2] in {b"\xff\xfe", b"\xfe\xff"}
    for encoding in ("utf-16",) if wide else ("utf-8-sig", "cp1252"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return ""


def _what_to_do(content: bytes) -> str:
    if content[4:8] == b"ftyp" and content[8:12] in PHONE_PICTURES:
        return _(
            "Many people cannot open this sort of picture (HEIC). Send it as a JPEG, or send a screenshot."
        )
    if is_film(content):
        return _("We cannot take films. Send the sound alone, or a picture.")
    if _looks_like(content) & OFFICE:
        return _("Save it as a PDF and send that, so that everyone can open it. We do not take zip files.")
    return _("We cannot tell what this file is. Send a picture, a sound, a PDF or plain text.")


def _looks_like(content: bytes) -> set[str]:
    try:
        return {match.extension for match in puremagic.magic_string(content[:100_000])}
    except (puremagic.PureError, ValueError):
        return set()
