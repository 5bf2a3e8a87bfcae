"""An impact report in the two shapes it is read in: for the group and its lead, and for anyone."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any, cast

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from groups.states import ConsentState
from groups.suppression import Reach
from investment.five import INVESTMENTS
from lifecycle.compiling import AskFact, DecisionFact, Facts, InvestmentFact, SessionFact
from lifecycle.instruments import instrument_of
from lifecycle.models import ImpactReport, ReportQuote
from lifecycle.results import Figure, Result
from lifecycle.states import AnswerKind, AskState

HEADS: tuple[tuple[str, Promise], ...] = (
    ("aim", gettext_lazy("What we set out to do")),
    ("how_we_worked", gettext_lazy("How we worked")),
    ("results", gettext_lazy("What came of it")),
    ("what_changed", gettext_lazy("What changed because of it, and what did not")),
    ("reflections", gettext_lazy("What we learned")),
)

type Row = tuple[object, ...]


@dataclass(frozen=True)
class Reading:
    """One report as one audience reads it. Anyone sees fewer figures, and only the requests made public."""

    report: ImpactReport
    reach: Reach

    @property
    def facts(self) -> Facts:
        return cast("Facts", self.report.facts)

    @property
    def narrative(self) -> list[dict[str, str]]:
        return [{"key": key, "head": str(head), "words": getattr(self.report, key)} for key, head in HEADS]

    @cached_property
    def quotes(self) -> list[ReportQuote]:
        """Words of people who agreed, and where some stood that were taken back since."""
        return [
            quote
            for quote in self.report.quotes.select_related("consent")
            if quote.taken_back_on or (quote.consent and quote.consent.state == ConsentState.GIVEN)
        ]

    @property
    def quoted(self) -> list[dict[str, str]]:
        """Those that stand, as data."""
        return [
            {"words": quote.consent.about, "signed": quote.consent.credit}
            for quote in self.quotes
            if quote.consent
        ]

    @property
    def sessions(self) -> list[SessionFact]:
        """When the group met; what about is the group's own business."""
        held = self.facts["sessions"]
        return [{**one, "title": ""} for one in held] if self.reach == Reach.PUBLIC else held

    @property
    def asks(self) -> list[AskFact]:
        if self.reach == Reach.PUBLIC:
            return [ask for ask in self.facts["asks"] if ask["public"]]
        return self.facts["asks"]

    @property
    def ask_lines(self) -> list[dict[str, Any]]:
        """Requests with their words for state and answer."""
        return [
            {
                **ask,
                "state_words": AskState(ask["state"]).label,
                "answer_words": AnswerKind(ask["answer"]).label if ask["answer"] else "",
            }
            for ask in self.asks
        ]

    @property
    def outcomes(self) -> list[dict[str, Any]]:
        """How many requests stand where, in the order of a request's life; none left out for being a no."""
        counted = self.facts["outcomes"]
        return [
            {"words": state.label, "count": counted[state.value]}
            for state in AskState
            if counted.get(state.value)
        ]

    @property
    def days_to_answer(self) -> float | None:
        return self.facts["days_to_answer"]

    @property
    def decisions(self) -> list[DecisionFact]:
        return self.facts["decisions"]

    @property
    def promised(self) -> list[dict[str, Any]]:
        names = {one.key: one.name for one in INVESTMENTS}
        return [{**_promise(fact), "name": names[fact["kind"]]} for fact in self.facts["promised"]]

    @property
    def shifts(self) -> list[Result]:
        return self.facts["shifts_public" if self.reach == Reach.PUBLIC else "shifts"]

    def as_json(self) -> dict[str, Any]:
        """Everything on the page, as data."""
        report = self.report
        return {
            "title": report.title,
            "from": report.starts_on.isoformat(),
            "to": report.ends_on.isoformat(),
            "words": {key: getattr(report, key) for key, _head in HEADS},
            "quotes": self.quoted,
            "sessions": self.sessions,
            "requests": [{key: value for key, value in ask.items() if key != "public"} for ask in self.asks],
            "working_days_to_answer": self.days_to_answer,
            "decisions": self.decisions,
            "promised": self.facts["promised"],
            "shifts": [{**result, **_ends(result)} for result in self.shifts],
        }

    def as_rows(self) -> Iterator[Row]:
        """Everything on the page as one table: what kind of fact, then its parts."""
        yield _("Report"), self.report.title, self.report.starts_on, self.report.ends_on
        for part in self.narrative:
            yield part["head"], part["words"]
        for quote in self.quoted:
            yield _("Quote"), quote["words"], quote["signed"]
        for session in self.sessions:
            yield _("Session"), session["title"], session["on"], session["lived"], session["system"]
        for ask in self.ask_lines:
            yield _("Request"), ask["title"], ask["raised_on"], ask["state_words"], ask["reason"], ask["days"]
        for decision in self.decisions:
            yield _("Decision"), decision["title"], decision["on"], decision["wording"], decision["differs"]
        for promise in self.promised:
            yield _("Promised"), promise["name"], promise["pounds"], promise["hours"]
        for result in self.shifts:
            yield from _shift_rows(result)


def _promise(fact: InvestmentFact) -> dict[str, object]:
    return dict(fact)


def _ends(result: Result) -> dict[str, str]:
    statement = instrument_of(result["instrument"], result["version"]).by_id[result["statement"]]
    return {"start": str(statement.start), "end": str(statement.end)}


def _shift_rows(result: Result) -> Iterator[Row]:
    ends = _ends(result)
    for one in result["rounds"]:
        who = (
            (_("Lived experience"), one["lived"]),
            (_("System"), one["system"]),
            (_("All"), one["together"]),
        )
        for name, figure in who:
            yield _("Shift"), ends["start"], ends["end"], one["on"], name, *_figure_cells(figure)


def _figure_cells(figure: Figure | None) -> Row:
    if figure is None:
        return (_("Too few to show"),)
    return figure["median"], figure["low"], figure["high"]
