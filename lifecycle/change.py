"""What the figures of one statement say in words, and how they differ between two reviews.

Only figures that are shown anyway go in (lifecycle/results.py), so the words cost nobody any privacy. They are
honest about chance. Where nothing has changed and the answers are drawn anew from the same mix of views, the middle
halves of two reviews still come apart in up to one of eight pairs with five answers each, one of twenty with six
and one of thirty with eight; less often where the same people answer both times.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from math import ceil, floor

from django.template.defaultfilters import floatformat
from django.utils.translation import gettext as _

from groups.templatetags.words import short_day
from lifecycle.charts import half, middle
from lifecycle.instruments import Statement
from lifecycle.results import TOGETHER, Figure, Result, figures_of, statement_of

POINT = 1  # by so much the middle answer differs before we say that it may have moved


class Change(StrEnum):
    """How sure we are that a figure has moved."""

    CLEAR = "clear"  # the middle halves of both reviews do not even touch
    MAYBE = (
        "maybe"  # the middle answer differs by a point or more, but the halves overlap: it could be chance
    )
    SAME = "same"
    UNKNOWN = "unknown"  # a figure is missing, or the words were changed between the two


@dataclass(frozen=True)
class Move:
    """How one side's figure changed since the review of that day, and whether towards the end of the scale."""

    change: Change
    since: str = ""  # ISO date
    forward: bool = False


def change(before: Figure | None, after: Figure | None, *, same_words: bool = True) -> Change:
    """Between two sealed reviews of one statement, by the figures of one side alone.

    Other people may have answered the second time; whoever shows it says so.
    """
    if before is None or after is None or not same_words:
        return Change.UNKNOWN
    if before["high"] < after["low"] or after["high"] < before["low"]:
        return Change.CLEAR
    if abs(after["median"] - before["median"]) >= POINT:
        return Change.MAYBE
    return Change.SAME


def move(result: Result, who: str) -> Move:
    """From the first review that shows this side to the newest.

    A new version of an instrument begins a result of its own, so all reviews of one result asked in the same words.
    """
    *earlier, newest = ((one["on"], figures_of(one)[who]) for one in result["rounds"])
    since, before = next((one for one in earlier if one[1]), ("", None))
    after = newest[1]
    forward = bool(before and after and after["median"] > before["median"])
    return Move(change(before, after), since, forward)


def sentences(result: Result) -> list[str]:
    """Everything the chart of one statement says: of each side, the newest review and whether it has moved."""
    newest, statement = figures_of(result["rounds"][-1]), statement_of(result)
    moves = {who: move(result, who) for who, figure in newest.items() if figure or who != TOGETHER}
    said = [" ".join(_of_one_side(who, newest[who], moves[who], result, statement)) for who in moves]
    if any(one.change != Change.UNKNOWN for one in moves.values()):
        said.append(_("Other people may have answered each time."))
    return said


def middle_words(figure: Figure, highest: int) -> str:
    """The middle answer, as every page says it. Held at an end of the scale it stands for two answers."""
    at = middle(figure, highest)
    if at == figure["median"]:
        return str(floatformat(at))
    return _("%(one)s or %(other)s") % {"one": floor(at), "other": ceil(at)}


def cell(figure: Figure, highest: int) -> str:
    """A figure as it stands in a table, of a scale that ends there."""
    return _("%(middle)s (middle half %(low)s to %(high)s)") % _numbers(figure, highest)


def _of_one_side(
    who: str, figure: Figure | None, moved: Move, result: Result, statement: Statement
) -> Iterator[str]:
    names = {"lived": _("People with lived experience"), "system": _("People from the system")}
    name = {"who": names.get(who, _("Everyone together"))}
    if figure is None:
        yield _("%(who)s: too few to show.") % name
        return
    numbers = {**name, **_numbers(figure, statement.highest)}
    if numbers["low"] == numbers["high"]:
        yield _("%(who)s: the middle answer is %(middle)s, and so are half of the answers or more.") % numbers
    else:
        yield (
            _(
                "%(who)s: the middle answer is %(middle)s, half of the answers lie between %(low)s and %(high)s."
            )
            % numbers
        )
    yield from _moved(moved, statement) if moved.since else _not_compared(result)


def _moved(moved: Move, statement: Statement) -> Iterator[str]:
    end = statement.end if moved.forward else statement.start
    said = {"end": end, "day": short_day(date.fromisoformat(moved.since))}
    if moved.change == Change.CLEAR:
        yield _("It has clearly moved towards “%(end)s” since %(day)s.") % said
    elif moved.change == Change.MAYBE:
        yield _("It may have moved towards “%(end)s” since %(day)s, but this could be chance.") % said
    else:
        yield _("It is about the same as on %(day)s.") % said


def _not_compared(result: Result) -> Iterator[str]:
    if len(result["rounds"]) > 1:
        yield _("It cannot be compared: too few answered before.")
    elif result["version"] > 1:
        yield _("It cannot be compared with reviews before: the words were others.")


def _numbers(figure: Figure, highest: int) -> dict[str, str]:
    low, high = half(figure, highest)
    return {
        "middle": middle_words(figure, highest),
        "low": str(floatformat(low)),
        "high": str(floatformat(high)),
    }
