"""One tap to call in: a link that dials the number and then, after a pause, the code."""

import re

from groups.phones import tidy

PAUSE = ",,"  # some four seconds, as phones count a comma
_CODE = re.compile(r"[0-9*#]+")
_WITHIN = re.compile(r"[\s\-]+")


def one_tap(number: str, code: str = "") -> str:
    """tel:+441632960961,,123456# ; empty where the number is none. Nothing but digits, + * # and pauses comes out."""
    dialled = tidy(number)
    if not dialled:
        return ""
    codes = _CODE.findall(_WITHIN.sub("", code)) if code.isascii() else []
    return f"tel:{PAUSE.join([dialled, *codes])}"
