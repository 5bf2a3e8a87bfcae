"""Phone numbers as people write them, and as a text message needs them."""

import re

_AROUND = re.compile(r"[\s().\-\u2010-\u2015]|(?<=\d)/(?=\d)")
_UK_MOBILE = re.compile(r"\+447(?:[1-57-9]\d{8}|624\d{6})")  # 070 and 076 are no mobile phones; 07624 is one
_ELSEWHERE = re.compile(r"\+(?!44)[1-9]\d{7,14}")
# How numbers begin: written out for abroad, the British way, or without the plus that phones want.
_STARTS = (
    ("+440", "+44"),
    ("+", "+"),
    ("00440", "+44"),
    ("00", "+"),
    ("0", "+44"),
    ("447", "+447"),
)
_ANY = re.compile(r"\+?\d{3,15}")


def tidy(typed: str) -> str:
    """As dialled from anywhere: +447700900123. What is no number at all comes back empty."""
    digits = _AROUND.sub("", typed.replace("(0)", ""))
    if not digits.isascii() or not _ANY.fullmatch(digits):
        return ""
    for start, instead in _STARTS:
        if digits.startswith(start):
            return instead + digits[len(start) :]
    return digits


def mobile(typed: str) -> str:
    """The number for a text message; empty if it takes none."""
    number = tidy(typed)
    return number if _UK_MOBILE.fullmatch(number) or _ELSEWHERE.fullmatch(number) else ""
