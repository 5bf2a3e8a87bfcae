"""Where it goes: the six-stage cycle, the feedback loop, reviews and impact."""

from lifecycle.models.asks import Ask, ClockPause, ClockShift
from lifecycle.models.bringing import Bringing
from lifecycle.models.commitments import Commitment, PromisedInvestment
from lifecycle.models.cycles import Cycle, Stage, StageWord, Worry
from lifecycle.models.handing import HandingOver
from lifecycle.models.passes import AnswerPass
from lifecycle.models.replies import Answer, AnswerDraft, AnswerFile, Milestone, MoreTime, Progress, Verdict
from lifecycle.models.reports import ImpactReport, ReportQuote, ReportReading
from lifecycle.models.reviews import Review, ReviewAnswer, ReviewMark
from lifecycle.models.trail import AskLink, NotTaken, Trace

__all__ = [
    "Answer",
    "AnswerDraft",
    "AnswerFile",
    "AnswerPass",
    "Ask",
    "AskLink",
    "Bringing",
    "ClockPause",
    "ClockShift",
    "Commitment",
    "Cycle",
    "HandingOver",
    "ImpactReport",
    "Milestone",
    "MoreTime",
    "NotTaken",
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
