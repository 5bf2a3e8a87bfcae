"""What one review really asks: its instrument, without what the group left out, with what it added."""

from math import ceil

from django.utils.translation import gettext_lazy as _

from lifecycle.instruments import Instrument, Statement, instrument_of
from lifecycle.models import Review

OWN = "own-"  # ids of a group's own questions begin so
LINES_A_MINUTE = 4  # of a group's own, beside a question that is answered in words alone
NOT_TRUE, TRUE = _("not true of us"), _("fully true of us")


def asked_in(review: Review) -> tuple[Statement, ...]:
    """Its statements, in the order in which they are asked."""
    kept = (one for one in instrument_in(review).statements if one.id not in review.left_out)
    return (*kept, *(own_statement(one["id"], one["text"]) for one in review.own))


def instrument_in(review: Review) -> Instrument:
    return instrument_of(review.instrument, review.instrument_version)


def minutes_for(review: Review) -> int:
    """About how long it takes to answer: at the pace of its instrument, with as many lines as are asked."""
    instrument, asked = instrument_in(review), len(asked_in(review))
    if not instrument.statements:
        return instrument.minutes + ceil(asked / LINES_A_MINUTE)
    return max(1, round(instrument.minutes * asked / len(instrument.statements)))


def own_statement(key: str, text: str) -> Statement:
    return Statement(key, NOT_TRUE, TRUE, text=text)
