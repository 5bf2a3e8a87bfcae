"""What the overview says of a group, in words: counts, days, amounts, and figures over time."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache, wraps
from itertools import pairwise

from django.utils import formats
from django.utils.translation import get_language, ngettext, ngettext_lazy
from django.utils.translation import gettext as _

from groups.states import GroupState
from groups.templatetags.words import day
from lifecycle.change import cell
from lifecycle.facts import InvestmentFact
from lifecycle.instruments import HIGHEST
from lifecycle.results import Figure, Result, statement_of
from lifecycle.stages import BY_NUMBER
from lifecycle.states import Strength
from lifecycle.summaries import BANDS

KEPT = 2000  # sayings: most groups of an overview say the same of themselves


def said_once[*Values](say: Callable[[*Values], str]) -> Callable[[*Values], str]:
    """Keep what a function says in each language: for one that knows nothing but the plain values it is given."""

    @lru_cache(KEPT)
    def kept(_language: str | None, *values: *Values) -> str:
        return say(*values)

    @wraps(say)
    def inside(*values: *Values) -> str:
        return kept(get_language(), *values)

    return inside


@said_once
def state_words(state: str) -> str:
    """What a group is doing."""
    return str(GroupState(state).label)


@said_once
def commitment_words(signed_on: date | None, review_on: date | None, is_due: bool) -> str:
    if signed_on is None:
        return _("No commitment is signed yet.")
    signed = _("The commitment was signed on %(day)s.") % {"day": day(signed_on)}
    if review_on is None:
        return signed
    again = _("It was to be looked at again on %(day)s.") if is_due else _("You look at it again on %(day)s.")
    return f"{signed} {again % {'day': day(review_on)}}"


@said_once
def waiting_words(waiting: int) -> str:
    return ngettext(
        "%(counter)s request waits for an answer", "%(counter)s requests wait for an answer", waiting
    ) % {"counter": waiting}


# Said of all groups together: how many, what waits in them, is late, and is the group's turn.
TOTALS = (
    ngettext_lazy("%(counter)s group.", "%(counter)s groups.", "counter"),
    ngettext_lazy(
        "%(counter)s request waits for an answer in them.",
        "%(counter)s requests wait for an answer in them.",
        "counter",
    ),
    ngettext_lazy("%(counter)s is past its day.", "%(counter)s are past their day.", "counter"),
    ngettext_lazy("%(counter)s waits for the group.", "%(counter)s wait for the group.", "counter"),
)


@said_once
def totals_words(*counted: int) -> str:
    """A count for each of TOTALS."""
    return " ".join(words % {"counter": count} for words, count in zip(TOTALS, counted, strict=True))


# Said of requests where there is one, in this order: late, being done, the group's turn, of those late, closed.
STANDING = (
    ngettext_lazy("%(counter)s is past its day.", "%(counter)s are past their day.", "counter"),
    ngettext_lazy("%(counter)s is being done.", "%(counter)s are being done.", "counter"),
    ngettext_lazy("%(counter)s waits for the group.", "%(counter)s wait for the group.", "counter"),
    ngettext_lazy(
        "%(counter)s of them is past the group’s day.",
        "%(counter)s of them are past the group’s day.",
        "counter",
    ),
    ngettext_lazy("%(counter)s is closed.", "%(counter)s are closed.", "counter"),
)


@said_once
def standing_words(*counted: int) -> str:
    """A count for each of STANDING."""
    said = zip(STANDING, counted, strict=True)
    return " ".join(words % {"counter": count} for words, count in said if count)


@said_once
def stages_words(*stages: tuple[int, int]) -> str:
    """Each stage by its number, with the strength the group gave it."""
    said = "; ".join(f"{name}: {word}" for name, word in map(stage_words, stages))
    return _("How strong the group finds each stage. %(stages)s.") % {"stages": said}


def stage_words(stage: tuple[int, int]) -> tuple[str, str]:
    number, strength = stage
    return str(BY_NUMBER[number].name), str(Strength(strength).label)


@dataclass(frozen=True)
class ShiftWords:
    """One shift from the earliest review kept to the latest, in words for each side; "": not shown beside them."""

    name: str
    lived: str
    system: str
    together: str

    @classmethod
    def of(cls, shift: Result) -> "ShiftWords":
        ends = shift["rounds"][:1] + shift["rounds"][1:][-1:]
        together = [(one["on"], one["together"]) for one in ends]
        return cls(
            name=statement_of(shift).name,
            lived=_over_time([(one["on"], one["lived"]) for one in ends]),
            system=_over_time([(one["on"], one["system"]) for one in ends]),
            together=_over_time(together) if any(figure for _on, figure in together) else "",
        )


def figure_words(figure: Figure | None) -> str:
    """A shift's middle answer, with the middle half, as everywhere."""
    return _figure(figure["median"], figure["low"], figure["high"]) if figure else _("too few to show")


@said_once
def _figure(median: float, low: float, high: float) -> str:
    return cell(Figure(median=median, low=low, high=high), HIGHEST)


def band_words() -> list[str]:
    """Of lifecycle.summaries.BANDS."""
    first = ngettext("up to %(days)d working day", "up to %(days)d working days", BANDS[0]) % {
        "days": BANDS[0]
    }
    between = [
        _("%(from)d to %(to)d working days") % {"from": low + 1, "to": high} for low, high in pairwise(BANDS)
    ]
    return [first, *between, _("more than %(days)d working days") % {"days": BANDS[-1]}]


def amount_words(facts: dict[str, InvestmentFact], kind: str) -> str:
    """£900 and 40 hours."""
    if kind not in facts:
        return _("nothing written down")
    pounds, hours = facts[kind]["pounds"], facts[kind]["hours"]
    time = ngettext("%(hours)d hour", "%(hours)d hours", hours) % {"hours": hours}
    return _("£%(pounds)s and %(time)s") % {"pounds": f"{pounds:,}", "time": time}


def by_kind(facts: list[InvestmentFact]) -> dict[str, InvestmentFact]:
    return {fact["kind"]: fact for fact in facts}


def _over_time(rounds: list[tuple[str, Figure | None]]) -> str:
    if not any(figure for _on, figure in rounds):
        return _("too few to show")
    return ", ".join(
        _("%(figure)s in %(month)s") % {"figure": figure_words(figure), "month": _month(on)}
        for on, figure in rounds
    )


def _month(on: str) -> str:
    return formats.date_format(date.fromisoformat(on), "F Y")
