"""Receipts: how someone who spoke without a name can come back to their words.

A form carries a random number. The code shown to the author is made from it and the words, and only a hash of the
code is kept. So sending a form twice gives one contribution and the same code; other words in a form that came back
are a thought of their own; and nothing stored leads from a code to a person.
"""

from base64 import b32encode
from hashlib import sha256
from uuid import UUID

LENGTH = 16  # letters and digits: 80 bits


def code_for(once: UUID, words: str) -> str:
    """The code, in four groups of four: "ABCD-EFGH-IJKL-MNOP"."""
    letters = b32encode(sha256(b"receipt:" + once.bytes + words.encode()).digest()).decode()[:LENGTH]
    return "-".join(letters[start : start + 4] for start in range(0, LENGTH, 4))


def key_for(once: UUID, words: str) -> UUID:
    """The key of words sent by name. It stands in addresses, so nobody may find the form's number from it:

    the same form sent first without a name and then by name would give the code away (promise 5).
    """
    return UUID(bytes=sha256(b"by name:" + once.bytes + words.encode()).digest()[:16], version=4)


def kept_hash(code: str) -> str:
    """What is kept of a code, however it was typed."""
    letters = "".join(filter(str.isalnum, code)).upper()
    return sha256(letters.encode()).hexdigest()
