"""Instruments that ask about the deck's own points, each in the words that stand elsewhere in this app."""

from django.utils.translation import gettext_lazy as _

from facilitation.good_decisions import GOOD_DECISIONS
from facilitation.good_facilitation import MARKS
from investment.five import INVESTMENTS
from lifecycle.attentions import ATTENTIONS
from lifecycle.instruments.shapes import Instrument, Statement

NOT_YET, FULLY = _("not here yet"), _("fully here")

FIVE_ATTENTIONS = Instrument(
    key="attentions",
    version=1,
    name=_("Five things we pay attention to"),
    about=_("How far each point is true of this group now."),
    minutes=5,
    statements=tuple(
        Statement(f"{attention.key}-{point.id}", NOT_YET, FULLY, attention.name, point.label)
        for attention in ATTENTIONS
        for point in attention.points
    ),
)
FIVE_INVESTMENTS = Instrument(
    key="investments",
    version=1,
    name=_("Five investments: did we have enough?"),
    about=_("What people need to take part as equals. Did we have enough of each?"),
    minutes=2,
    statements=tuple(
        Statement(one.key, _("far too little"), _("enough"), one.about, one.name) for one in INVESTMENTS
    ),
)
GOOD_DECISIONS_MADE = Instrument(
    key="decisions",
    version=1,
    name=_("How good our decisions were"),
    about=_("Three things make a decision good. Think of the decisions since the last review."),
    minutes=1,
    statements=tuple(
        Statement(point.id, _("not true of them"), _("true of them all"), "", point.label)
        for point in GOOD_DECISIONS
    ),
)
FACILITATION = Instrument(
    key="facilitation",
    version=1,
    name=_("How we are facilitated"),
    about=_("Five marks of good facilitation. How far is each true of our sessions?"),
    minutes=2,
    statements=tuple(
        Statement(mark.id, _("not true of us"), _("fully true of us"), "", mark.label) for mark in MARKS
    ),
)
