"""What a review asks, as data. An id never changes its meaning; changed words make a new version.

No questionnaire that needs a licence is here. Whoever runs this service and holds one can bring it
(lifecycle/instruments/brought.py).
"""

from lifecycle.instruments.brought import brought_instruments
from lifecycle.instruments.from_the_deck import (
    FACILITATION,
    FIVE_ATTENTIONS,
    FIVE_INVESTMENTS,
    GOOD_DECISIONS_MADE,
)
from lifecycle.instruments.ours import CLIMATE, PULSE, WORDS
from lifecycle.instruments.shapes import HIGHEST, LOWEST, Instrument, Statement
from lifecycle.instruments.shifts import SHIFTS

# In the order in which a facilitator is offered them. A pulse is opened by the end of a session alone.
OFFERED: tuple[Instrument, ...] = (
    SHIFTS,
    FIVE_ATTENTIONS,
    FIVE_INVESTMENTS,
    GOOD_DECISIONS_MADE,
    CLIMATE,
    FACILITATION,
    WORDS,
)
INSTRUMENTS: dict[tuple[str, int], Instrument] = {(one.key, one.version): one for one in (*OFFERED, PULSE)}

__all__ = (
    "CLIMATE",
    "FACILITATION",
    "FIVE_ATTENTIONS",
    "FIVE_INVESTMENTS",
    "GOOD_DECISIONS_MADE",
    "HIGHEST",
    "INSTRUMENTS",
    "LOWEST",
    "OFFERED",
    "PULSE",
    "SHIFTS",
    "WORDS",
    "Instrument",
    "Statement",
    "instrument_of",
    "offered",
)


def offered() -> dict[str, Instrument]:
    """By key, the newest version of each that a facilitator may open, those brought by the deployer last."""
    return {one.key: one for one in (*OFFERED, *brought_instruments())}


def instrument_of(key: str, version: int) -> Instrument:
    """The instrument exactly as it stood when a review was opened."""
    own = INSTRUMENTS.get((key, version))
    return own or {(one.key, one.version): one for one in brought_instruments()}[key, version]
