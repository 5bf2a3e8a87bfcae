"""Where it goes: the six-stage cycle, the feedback loop, reviews and impact."""

from lifecycle.models.asks import Ask, ClockPause, ClockShift
from lifecycle.models.bringing import Bringing
from lifecycle.models.commitments import Commitment, InvestmentMade, PromisedInvestment
from lifecycle.models.cycles import Cycle, Stage, StageWord, Worry
from lifecycle.models.handing import HandingOver
from lifecycle.models.passes import AnswerPass
from lifecycle.models.replies import Answer, AnswerDraft, AnswerFile, Milestone, MoreTime, Progress, Verdict
from lifecycle.models.reports import (
    ImpactReport,
    ReportComment,
    ReportEdition,
    ReportQuote,
    ReportReading,
    ReportText,
)
from lifecycle.models.reviews import (
    OpenAnswer,
    OwnQuestion,
    Review,
    ReviewAnswer,
    ReviewDraft,
    ReviewMark,
    ReviewPaper,
    WordsTheme,
)
from lifecycle.models.summaries import GroupSummary
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
    "GroupSummary",
    "HandingOver",
    "ImpactReport",
    "InvestmentMade",
    "Milestone",
    "MoreTime",
    "NotTaken",
    "OpenAnswer",
    "OwnQuestion",
    "Progress",
    "PromisedInvestment",
    "ReportComment",
    "ReportEdition",
    "ReportQuote",
    "ReportReading",
    "ReportText",
    "Review",
    "ReviewAnswer",
    "ReviewDraft",
    "ReviewMark",
    "ReviewPaper",
    "Stage",
    "StageWord",
    "Trace",
    "Verdict",
    "WordsTheme",
    "Worry",
]
