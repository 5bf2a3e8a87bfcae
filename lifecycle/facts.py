"""The shape of what a report holds from the record: plain values, so that an approved report stays as it was agreed.

Reports approved under version 1 lack what says NotRequired. An id leads a member back to its page; nobody else gets it.
"""

from typing import NotRequired, TypedDict

from lifecycle.results import Result

VERSION = 2


class SessionFact(TypedDict):
    id: NotRequired[str]
    title: str
    on: str  # ISO date, as all dates here
    lived: int | None  # how many took part; None until the session is sealed
    system: int | None


class AskFact(TypedDict):
    id: NotRequired[str]
    title: str
    raised_on: str
    state: str  # lifecycle.states.AskState
    answer: str  # lifecycle.states.AnswerKind, or nothing yet
    reason: str
    days: int | None  # working days from raised to first answered
    closed_on: str | None
    public: bool  # whether the group shows it to anyone
    told: NotRequired[dict[str, str]]  # what reads otherwise to anyone: roles instead of names


class DecisionFact(TypedDict):
    id: NotRequired[str]
    title: str
    wording: str
    on: str | None
    outcome: str
    differs: str
    told: NotRequired[dict[str, str]]


class PromiseFact(TypedDict):
    """A promise in an answer whose day fell into the period."""

    id: str  # of its request
    words: str
    due_on: str
    state: str  # lifecycle.states.MilestoneState
    settled_on: str | None
    public: bool
    told: NotRequired[dict[str, str]]


class InvestmentFact(TypedDict):
    kind: str  # investment.five.INVESTMENTS
    pounds: int
    hours: int


class AccessFact(TypedDict):
    """Of the people for whom something was arranged in one half-year: rounded counts, the same for every reader.

    None: too few to show.
    """

    start: str
    end: str
    met: int | None
    partly: int | None
    not_met: int | None


class Facts(TypedDict):
    version: int
    sessions: list[SessionFact]
    asks: list[AskFact]
    outcomes: dict[str, int]  # state of a request -> how many
    days_to_answer: float | None  # median working days
    days_range: NotRequired[list[int] | None]  # the fewest and the most
    decisions: list[DecisionFact]
    promises: NotRequired[list[PromiseFact]]
    promised: list[InvestmentFact]
    made: NotRequired[list[InvestmentFact]]
    access: NotRequired[list[AccessFact]]
    shifts: list[Result]  # for the group and its lead; in version 1 with those of every review
    shifts_public: list[Result]  # for anyone: more people behind each figure
    reviews: NotRequired[list[Result]]  # of the other instruments, and last after sessions: three at a time
    reviews_public: NotRequired[list[Result]]
