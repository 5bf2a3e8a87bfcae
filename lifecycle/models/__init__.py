"""Where it goes: the six-stage cycle, the feedback loop, reviews and impact."""

from lifecycle.models.asks import Answer, Ask, ClockShift, Progress, Trace, Verdict
from lifecycle.models.bringing import Bringing
from lifecycle.models.commitments import Commitment, PromisedInvestment
from lifecycle.models.cycles import Cycle, Stage, StageWord, Worry
from lifecycle.models.reports import ImpactReport, ReportQuote, ReportReading
from lifecycle.models.reviews import Review, ReviewAnswer, ReviewMark

__all__ = [
    "Answer",
    "Ask",
    "Bringing",
    "ClockShift",
    "Commitment",
    "Cycle",
    "ImpactReport",
    "Progress",
    "PromisedInvestment",
    "ReportQuote",
    "ReportReading",
    "Review",
    "ReviewAnswer",
    "ReviewMark",
    "Stage",
    "StageWord",
    "Trace",
    "Verdict",
    "Worry",
]
