"""A report on one page, for a board: what was asked, what came of it, the no as plainly as the yes, and what next.

Everything on it is cut to a length, so that the page is one page whatever the report holds.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.text import Truncator
from django.utils.translation import gettext as _

from facilitation.models import GroupText
from facilitation.states import TextKind
from lifecycle.change import middle_words
from lifecycle.instruments import SHIFTS, Statement
from lifecycle.reporting import Line, Reading
from lifecycle.results import Figure, Result, statement_of
from lifecycle.states import AWAITING_ANSWER, PROMISES_SOMETHING, AnswerKind, AskState

SHOWN = 3  # requests in each part
ABOUT, TITLE, REASON, STATEMENT = 280, 80, 130, 90  # letters
SHIFTS_SHOWN = 8


@dataclass(frozen=True)
class Part:
    """Some requests, and how many more the report holds."""

    lines: list[dict[str, str]]
    more: int


@dataclass(frozen=True)
class BoardPage:
    about: str
    met: int
    lived: str  # how many took part, from the fewest to the most
    system: str
    asked: int
    yes: Part
    no: Part
    next: Part
    shifts: list[dict[str, Any]]
    shifts_on: str | None  # the newest review


def board_page(reading: Reading) -> BoardPage:
    asks = reading.ask_lines
    purpose = GroupText.objects.in_group(reading.report.group).agreed(TextKind.PURPOSE).first()
    shifts = [one for one in reading.shifts if one["instrument"] == SHIFTS.key][:SHIFTS_SHOWN]
    return BoardPage(
        about=_cut(reading.report.aim or (purpose.words if purpose else ""), ABOUT),
        met=len(reading.sessions),
        lived=_range([one["lived"] for one in reading.sessions]),
        system=_range([one["system"] for one in reading.sessions]),
        asked=sum(reading.facts["outcomes"].values()),
        yes=_part([ask for ask in asks if ask["answer"] in PROMISES_SOMETHING]),
        no=_part([ask for ask in asks if ask["answer"] == AnswerKind.NOT_ACCEPTED]),
        next=_part([ask for ask in asks if _is_for_the_board(ask)], with_reason=False),
        shifts=[_shift(one) for one in shifts],
        shifts_on=max((one["rounds"][-1]["on"] for one in shifts), default=None),
    )


def _range(numbers: Iterable[int | None]) -> str:
    known = sorted(number for number in numbers if number is not None)
    if not known or known[0] == known[-1]:
        return str(known[0]) if known else ""
    return _("%(fewest)s to %(most)s") % {"fewest": known[0], "most": known[-1]}


def _is_for_the_board(ask: Line) -> bool:
    """No answer yet, put off, or a no that the group does not accept."""
    return ask["state"] in {*AWAITING_ANSWER, AskState.NO_DISAGREED} or ask["answer"] == AnswerKind.DEFERRED


def _part(asks: list[Line], *, with_reason: bool = True) -> Part:
    lines = [
        {
            "title": _cut(ask["title"], TITLE),
            "state": str(ask["state_words"]),
            "reason": _cut(ask["reason"], REASON) if with_reason else "",
        }
        for ask in asks[:SHOWN]
    ]
    return Part(lines, max(len(asks) - SHOWN, 0))


def _shift(result: Result) -> dict[str, Any]:
    statement, rounds = statement_of(result), result["rounds"]
    first = rounds[0] if len(rounds) > 1 else None
    return {
        "name": _cut(statement.name, STATEMENT),
        "lived": _from_to(first["lived"] if first else None, rounds[-1]["lived"], statement),
        "system": _from_to(first["system"] if first else None, rounds[-1]["system"], statement),
    }


def _from_to(first: Figure | None, last: Figure | None, statement: Statement) -> str:
    if last is None:
        return _("Too few to show")
    if first is None:
        return middle_words(last, statement.highest)
    return _("%(first)s, now %(last)s") % {
        "first": middle_words(first, statement.highest),
        "last": middle_words(last, statement.highest),
    }


def _cut(text: str, letters: int) -> str:
    return Truncator(" ".join(text.split())).chars(letters)
