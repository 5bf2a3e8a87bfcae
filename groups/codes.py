"""Codes of one purpose (an invitation, being asked to be the outside contact): an HMAC of (key, row id,
generation), computed when shown and never stored. The code of one purpose proves nothing for another.

The short code is for letters and phone calls: 16 signs that neither look nor sound alike, 4 that find the row
and 8 (32 bits) that prove it; every place that takes one limits the tries. The link carries the id itself and
128 bits of proof.
"""

import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error
from collections.abc import Iterator
from secrets import choice
from uuid import UUID

from django.conf import settings
from django.utils.crypto import constant_time_compare, salted_hmac

SIGNS = "234679ACFHJKMRWX"
HANDLE = 4  # signs that find the row
_PROOF = 4  # bytes of the HMAC in a short code: two signs each
_LINK_PROOF = 16
INVITATION, OUTSIDE = "invitation", "outside contact"  # what a code is for
INTEREST = "interest"
REVIEW = "review"


def new_handle() -> str:
    return "".join(choice(SIGNS) for _ in range(HANDLE))


def short(handle: str, row: UUID, generation: int, *, purpose: str = INVITATION) -> str:
    """For example 7KHA-293X-MRWC."""
    whole = handle + _spelled(purpose, row, generation, settings.SECRET_KEY)
    return "-".join(whole[at : at + 4] for at in range(0, len(whole), 4))


def same(typed: str, row: UUID, generation: int, *, purpose: str = INVITATION) -> bool:
    """Whether a tidied code proves this row."""
    proof = typed[HANDLE:]
    return any(constant_time_compare(proof, _spelled(purpose, row, generation, key)) for key in _keys())


def link(row: UUID, generation: int, *, purpose: str = INVITATION) -> str:
    whole = row.bytes + _mac(f"{purpose} link", row, generation, settings.SECRET_KEY)[:_LINK_PROOF]
    return urlsafe_b64encode(whole).decode().rstrip("=")


def row_of(token: str) -> UUID | None:
    """The row a link speaks of; nothing is proved yet."""
    whole = _decoded(token)
    return UUID(bytes=whole[:16]) if len(whole) == 16 + _LINK_PROOF else None


def same_link(token: str, row: UUID, generation: int, *, purpose: str = INVITATION) -> bool:
    proof = _decoded(token)[16:]
    return any(
        constant_time_compare(proof, _mac(f"{purpose} link", row, generation, key)[:_LINK_PROOF])
        for key in _keys()
    )


def tidy(typed: str) -> str:
    """What someone typed, without spaces, hyphens and small letters."""
    return re.sub(r"[\W_]", "", typed).upper()


def _keys() -> Iterator[str]:
    yield settings.SECRET_KEY
    yield from settings.SECRET_KEY_FALLBACKS


def _mac(purpose: str, row: UUID, generation: int, key: str) -> bytes:
    named = f"{row}:{generation}"
    return salted_hmac(purpose, named, secret=key, algorithm="sha256").digest()


def _spelled(purpose: str, row: UUID, generation: int, key: str) -> str:
    proof = _mac(f"{purpose} code", row, generation, key)[:_PROOF]
    return "".join(SIGNS[byte >> 4] + SIGNS[byte & 15] for byte in proof)


def _decoded(token: str) -> bytes:
    try:
        return urlsafe_b64decode(token + "=" * (-len(token) % 4))
    except (Error, ValueError):
        return b""
