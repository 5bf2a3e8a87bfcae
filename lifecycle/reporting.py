"""An impact report in the two shapes it is read in: for the group and its lead, and for anyone."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, cast

from django.db.models import BigIntegerField
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from groups.prepared import Prepared, Slot
from groups.states import ConsentState
from groups.suppression import Reach
from investment.five import INVESTMENTS
from lifecycle.facts import AccessFact, Facts
from lifecycle.instruments import PULSE, Instrument, instrument_of
from lifecycle.models import ImpactReport, ReportQuote, ReportReading
from lifecycle.results import THREE_TOGETHER, Result
from lifecycle.states import NOT_DONE_YET, AnswerKind, AskState, MilestoneState

HEADS: tuple[tuple[str, Promise], ...] = (
    ("aim", gettext_lazy("What we set out to do")),
    ("how_we_worked", gettext_lazy("How we worked")),
    ("results", gettext_lazy("What came of it")),
    ("what_changed", gettext_lazy("What changed because of it")),
    ("not_changed", gettext_lazy("What did not change")),
    ("unintended", gettext_lazy("What came that nobody meant")),
    ("reflections", gettext_lazy("What we learned")),
)
# Of the request or the promise; anyone gets none of it, and never an id.
OURS_ALONE = frozenset({"id", "public", "told"})

REPORT = Slot("report", BigIntegerField())
QUOTES = Prepared(lambda: ReportQuote.objects.filter(report=REPORT).with_words())
READINGS = Prepared(lambda: ReportReading.objects.filter(report=REPORT).with_titles())

type Line = dict[str, Any]


@dataclass(frozen=True)
class Reading:
    """One report as one audience reads it. Anyone sees fewer figures, and only the requests made public."""

    report: ImpactReport
    reach: Reach

    @property
    def facts(self) -> Facts:
        return cast("Facts", self.report.facts)

    @property
    def is_for_anyone(self) -> bool:
        return self.reach == Reach.PUBLIC

    @property
    def narrative(self) -> list[dict[str, str]]:
        return [{"key": key, "head": str(head), "words": getattr(self.report, key)} for key, head in HEADS]

    @cached_property
    def quotes(self) -> list[ReportQuote]:
        """Words of people who agreed, and where some stood that were taken back since."""
        return [
            quote
            for quote in QUOTES.ask(report=self.report.pk)
            if quote.taken_back_on or (quote.consent and quote.consent.state == ConsentState.GIVEN)
        ]

    @property
    def readings(self) -> list[ReportReading]:
        """Who opened it, and when."""
        return READINGS.ask(report=self.report.pk)

    @property
    def quoted(self) -> list[dict[str, str]]:
        """Those that stand, as data."""
        return [
            {"words": quote.consent.about, "signed": quote.consent.credit}
            for quote in self.quotes
            if quote.consent
        ]

    @property
    def sessions(self) -> list[Line]:
        """When the group met; what about is the group's own business."""
        held = self._shown(self.facts["sessions"])
        return [{**one, "title": ""} for one in held] if self.is_for_anyone else held

    @property
    def asks(self) -> list[Line]:
        return self._shown(self.facts["asks"], public_only=True)

    @property
    def ask_lines(self) -> list[Line]:
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
    def outcomes(self) -> list[Line]:
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
    def days_range(self) -> list[int] | None:
        """The fewest and the most working days; None where it is not in the report."""
        return self.facts.get("days_range")

    @property
    def decisions(self) -> list[Line]:
        return self._shown(self.facts["decisions"])

    @property
    def promises(self) -> list[Line]:
        """What answers promised for a day in this time."""
        return self._shown(self.facts.get("promises", []), public_only=True)

    @property
    def promise_lines(self) -> list[Line]:
        """With the group's word for each: said of one that is past its day and not done, too."""
        last = self.report.ends_on.isoformat()
        return [
            {
                **one,
                "state_words": MilestoneState(one["state"]).label,
                "is_late": one["state"] in NOT_DONE_YET and one["due_on"] <= last,
            }
            for one in self.promises
        ]

    @property
    def promises_by_state(self) -> dict[str, int]:
        """Over all of them, also those of requests that are the group's own business."""
        every = [one["state"] for one in self.facts.get("promises", [])]
        return {state.value: every.count(state) for state in MilestoneState if state in every}

    @property
    def promises_kept(self) -> dict[str, int]:
        counted = self.promises_by_state
        return {"all": sum(counted.values()), "kept": counted.get(MilestoneState.CONFIRMED, 0)}

    @property
    def invested(self) -> list[Line]:
        """What was promised beside what was put in; `made` is None where a report of old does not say."""
        promised = {one["kind"]: (one["pounds"], one["hours"]) for one in self.facts["promised"]}
        made = {one["kind"]: (one["pounds"], one["hours"]) for one in self.facts.get("made", [])}
        nothing = (0, 0) if "made" in self.facts else (None, None)
        columns = ("promised_pounds", "promised_hours", "made_pounds", "made_hours")
        return [
            {
                "kind": one.key,
                "name": one.name,
                **dict(
                    zip(columns, (*promised.get(one.key, (0, 0)), *made.get(one.key, nothing)), strict=True)
                ),
            }
            for one in INVESTMENTS
            if one.key in promised or one.key in made
        ]

    @property
    def access(self) -> list[AccessFact]:
        return self.facts.get("access", [])

    @property
    def shifts(self) -> list[Result]:
        return self.facts["shifts_public" if self.is_for_anyone else "shifts"]

    @property
    def reviews(self) -> list[Result]:
        return self.facts.get("reviews_public", []) if self.is_for_anyone else self.facts.get("reviews", [])

    @property
    def reviews_by_instrument(self) -> list[tuple[Instrument, str, list[Result]]]:
        """With what each is about."""
        found: dict[tuple[str, int], list[Result]] = {}
        for result in self.reviews:
            found.setdefault((result["instrument"], result["version"]), []).append(result)
        return [(one := instrument_of(*key), _about(one), results) for key, results in found.items()]

    def _shown(self, facts: Iterable[Mapping[str, Any]], *, public_only: bool = False) -> list[Line]:
        """Facts as this audience reads them: anyone gets roles instead of names, and no way into the group."""
        if not self.is_for_anyone:
            return [{key: value for key, value in fact.items() if key != "told"} for fact in facts]
        shown = (fact for fact in facts if not public_only or fact["public"])
        return [
            {key: value for key, value in {**fact, **fact.get("told", {})}.items() if key not in OURS_ALONE}
            for fact in shown
        ]


def _about(instrument: Instrument) -> str:
    return str(THREE_TOGETHER if instrument.key == PULSE.key else instrument.about)
