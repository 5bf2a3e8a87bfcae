"""A list of requests that a group brings with it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lifecycle.bringing.tables import Column, Mistake, Table, day_of, lines_of, plain
from lifecycle.states import NEEDS_A_DATE, AnswerKind

MOST_REQUESTS = 100


@dataclass(frozen=True)
class RequestRow:
    line: int
    title: str
    words: str
    why: str
    to: str
    asked_on: date
    answer: str = ""
    reason: str = ""
    promised_on: date | None = None

    @property
    def answer_words(self) -> str:
        return str(AnswerKind(self.answer).label) if self.answer else ""


REQUEST_COLUMNS = {
    "title": Column(gettext_lazy("Request"), ("request", "title", "ask", "inshort"), 160),
    "words": Column(gettext_lazy("Words"), ("words", "whatweaskfor", "details", "text", "description"), 3000),
    "why": Column(gettext_lazy("Why"), ("why", "reasonforit", "whyitmatters"), 3000),
    "to": Column(gettext_lazy("To"), ("to", "sentto", "decisionmaker", "askedof"), 254),
    "asked_on": Column(gettext_lazy("Asked on"), ("askedon", "date", "raisedon", "senton", "asked"), 40),
    "answer": Column(gettext_lazy("Answer"), ("answer", "answered", "reply"), 60),
    "reason": Column(gettext_lazy("Reason"), ("reason", "answerwords", "whattheysaid", "replywords"), 3000),
    "promised_on": Column(gettext_lazy("By when"), ("bywhen", "promisedon", "due", "promised"), 40),
}
ANSWERS = {
    "yes": AnswerKind.ACCEPTED,
    "accepted": AnswerKind.ACCEPTED,
    "inpart": AnswerKind.IN_PART,
    "partly": AnswerKind.IN_PART,
    "no": AnswerKind.NOT_ACCEPTED,
    "notaccepted": AnswerKind.NOT_ACCEPTED,
    "later": AnswerKind.DEFERRED,
    "notnow": AnswerKind.DEFERRED,
    "deferred": AnswerKind.DEFERRED,
    # In Welsh, as our own words for them say it.
    "ie": AnswerKind.ACCEPTED,
    "ynrhannol": AnswerKind.IN_PART,
    "na": AnswerKind.NOT_ACCEPTED,
    "nesymlaen": AnswerKind.DEFERRED,
}
NOT_ANSWERED = {"", "notyet", "none", "waiting", "open", "notanswered", "ddimeto"}


def read_requests(text: str, *, today: date) -> Table[RequestRow]:
    table = Table[RequestRow]()
    needs = ("title", "to", "asked_on")
    for line, cells in lines_of(text, REQUEST_COLUMNS, table, most=MOST_REQUESTS, needs=needs):
        wrong = list(_wrong_with_request(cells, today))
        table.mistakes += [Mistake(line, where, words) for where, words in wrong]
        asked_on = day_of(cells["asked_on"])
        if not wrong and asked_on:
            table.rows.append(
                RequestRow(
                    line,
                    title=cells["title"],
                    words=cells["words"] or cells["title"],
                    why=cells["why"],
                    to=cells["to"],
                    asked_on=asked_on,
                    answer=_answer(cells["answer"]) or "",
                    reason=cells["reason"],
                    promised_on=day_of(cells["promised_on"]),
                )
            )
    table.mistakes += _asked_twice(table.rows)
    return table


def _wrong_with_request(cells: dict[str, str], today: date) -> Iterator[tuple[str, str]]:
    if not cells["title"]:
        yield request_column("title"), _("Write in a few words what you asked for.")
    if not cells["to"]:
        yield request_column("to"), _("Write the name or the email of the decision-maker.")
    asked_on = day_of(cells["asked_on"])
    if asked_on is None or asked_on > today:
        yield request_column("asked_on"), _("Write a day that is over, such as 3/12/2025.")
    yield from _wrong_with_answer(cells)


def _wrong_with_answer(cells: dict[str, str]) -> Iterator[tuple[str, str]]:
    answer = _answer(cells["answer"])
    if answer is None:
        yield (
            request_column("answer"),
            _("Write yes, in part, no or later. Leave it empty if there is no answer yet."),
        )
    elif answer and not cells["reason"]:
        yield request_column("reason"), _("Write what they said, and why.")
    promised_on = day_of(cells["promised_on"])
    if cells["promised_on"] and promised_on is None:
        yield request_column("promised_on"), _("Write a day, such as 3/12/2026.")
    elif answer in NEEDS_A_DATE and promised_on is None:
        yield request_column("promised_on"), _("Write the day they promised.")


def request_column(name: str) -> str:
    return str(REQUEST_COLUMNS[name].label)


def _asked_twice(rows: list[RequestRow]) -> list[Mistake]:
    seen: dict[str, int] = {}
    found = []
    for row in rows:
        key = row.title.casefold()
        if key in seen:
            words = _("The same request is in line %(line)s already.") % {"line": seen[key]}
            found.append(Mistake(row.line, request_column("title"), words))
        seen.setdefault(key, row.line)
    return found


def _answer(typed: str) -> str | None:
    """The kind of answer; empty if there is none yet; None if we cannot tell."""
    said = plain(typed)
    if said in NOT_ANSWERED:
        return ""
    found = ANSWERS.get(said)
    return found.value if found else None
