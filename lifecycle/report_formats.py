"""A report as data, as one table and as words without any form. Each says its version and its hash."""

from collections.abc import Iterator
from typing import Any

from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _

from groups.templatetags.words import day
from lifecycle.change import cell
from lifecycle.editions import Standing
from lifecycle.report_content import content
from lifecycle.reporting import Reading
from lifecycle.results import Figure, Result, statement_of

SCHEMA = "impact-report/2"

type Row = tuple[object, ...]


def as_json(reading: Reading, stands: Standing) -> dict[str, Any]:
    """`content` is what the hash is of. `names` says what its keys mean, in the language of whoever reads."""
    current = stands.current
    return {
        "schema": SCHEMA,
        "group": reading.report.group.name,
        "standing": stands.sentences,
        "version": current.number if current else None,
        "hash": current.hash if current else None,
        "content": content(reading),
        "names": {
            "heads": {part["key"]: part["head"] for part in reading.narrative},
            "investments": {one["kind"]: str(one["name"]) for one in reading.invested},
            "statements": {
                _key(result): statement_of(result).name for result in [*reading.shifts, *reading.reviews]
            },
        },
    }


def as_rows(reading: Reading, stands: Standing) -> Iterator[Row]:
    """Everything on the page as one table: what kind of fact, then its parts."""
    report = reading.report
    yield _("Report"), report.title, report.starts_on, report.ends_on
    for sentence in stands.sentences:
        yield _("Version"), sentence
    if stands.current:
        yield _("Hash"), stands.current.hash
    for part in reading.narrative:
        yield part["head"], part["words"]
    for quote in reading.quoted:
        yield _("Quote"), quote["words"], quote["signed"]
    yield from _record_rows(reading)
    for result in reading.shifts:
        statement = statement_of(result)
        yield from _figure_rows(result, (_("Shift"), str(statement.start), str(statement.end)))
    for instrument, _about, results in reading.reviews_by_instrument:
        for result in results:
            yield from _figure_rows(result, (_("Review"), str(instrument.name), statement_of(result).name))


def as_text(reading: Reading, stands: Standing) -> str:
    """Words without any form, for whatever reads them aloud or shows them large."""
    report = reading.report
    period = _("%(start)s to %(end)s") % {"start": day(report.starts_on), "end": day(report.ends_on)}
    parts = [report.title, f"{report.group.name}\n{period}", *stands.sentences]
    parts += [f"{part['head']}\n{part['words']}" for part in reading.narrative if part["words"]]
    parts += [f"“{one['words']}” {one['signed']}".strip() for one in reading.quoted]
    parts += _record_text(reading)
    for instrument, about, results in reading.reviews_by_instrument:
        parts.append(f"{instrument.name}\n{about}")
        parts += [_figure_text(result) for result in results]
    if stands.current:
        parts.append(_("SHA-256 of what this says: %(hash)s") % {"hash": stands.current.hash})
    return "\n\n".join(parts) + "\n"


def _record_rows(reading: Reading) -> Iterator[Row]:
    for session in reading.sessions:
        yield _("Session"), session["title"], session["on"], session["lived"], session["system"]
    for ask in reading.ask_lines:
        yield _("Request"), ask["title"], ask["raised_on"], ask["state_words"], ask["reason"], ask["days"]
    for one in reading.promise_lines:
        yield _("Promise"), one["words"], one["due_on"], one["state_words"], one["settled_on"]
    for decision in reading.decisions:
        yield (
            _("Decision"),
            decision["title"],
            decision["on"],
            decision["wording"],
            decision["differs"],
            decision["outcome"],
        )
    for line in reading.invested:
        yield _("Promised"), line["name"], line["promised_pounds"], line["promised_hours"]
        if line["made_pounds"] is not None:
            yield _("Put in"), line["name"], line["made_pounds"], line["made_hours"]
    for half in reading.access:
        few = _("Too few to show")
        shown = [few if half[key] is None else half[key] for key in ("met", "partly", "not_met")]
        yield _("Arranged and there, in part, or not"), half["start"], half["end"], *shown


def _record_text(reading: Reading) -> Iterator[str]:
    yield _("From the record")
    for session in reading.sessions:
        yield _session_text(session)
    for ask in reading.ask_lines:
        answer = f"{ask['answer_words']}. {ask['reason']}" if ask["answer_words"] else _("No answer yet.")
        yield _lines(_("We asked: %(title)s") % {"title": ask["title"]}, str(ask["state_words"]), answer)
    if reading.days_to_answer is not None:
        yield _("Half of the first answers came within %(days)s working days.") % {
            "days": f"{reading.days_to_answer:g}"
        }
    for one in reading.promise_lines:
        yield _lines(
            _("Promised by %(day)s: %(words)s") % {"day": _day(one["due_on"]), "words": one["words"]},
            str(one["state_words"]),
        )
    for decision in reading.decisions:
        yield _lines(
            _("We decided: %(words)s") % {"words": decision["wording"]},
            decision["outcome"],
            decision["differs"],
        )
    for line in reading.invested:
        yield _lines(
            str(line["name"]),
            _("Promised: %(pounds)s pounds, %(hours)s hours")
            % {"pounds": line["promised_pounds"], "hours": line["promised_hours"]},
            ""
            if line["made_pounds"] is None
            else _("Put in: %(pounds)s pounds, %(hours)s hours")
            % {"pounds": line["made_pounds"], "hours": line["made_hours"]},
        )
    for result in reading.shifts:
        yield _figure_text(result)


def _session_text(session: dict[str, Any]) -> str:
    head = ", ".join(filter(None, [session["title"], _day(session["on"])]))
    if session["lived"] is None:
        return _lines(head, _("not counted yet"))
    return _lines(
        head,
        _("With lived experience: %(lived)s. From the system: %(system)s.")
        % {"lived": session["lived"], "system": session["system"]},
    )


def _figure_text(result: Result) -> str:
    statement = statement_of(result)
    lines = [statement.name]
    for one in result["rounds"]:
        for name, figure in _who(one):
            said = cell(figure, statement.highest) if figure else _("Too few to show")
            lines.append(f"{_day(one['on'])}, {name}: {said}")
    return "\n".join(lines)


def _figure_rows(result: Result, head: Row) -> Iterator[Row]:
    for one in result["rounds"]:
        for name, figure in _who(one):
            yield *head, one["on"], name, *_figure_cells(figure)


def _who(one: Any) -> tuple[tuple[str, Figure | None], ...]:
    return (
        (_("Lived experience"), one["lived"]),
        (_("System"), one["system"]),
        (_("All"), one["together"]),
    )


def _figure_cells(figure: Figure | None) -> Row:
    if figure is None:
        return (_("Too few to show"),)
    return figure["median"], figure["low"], figure["high"]


def _key(result: Result) -> str:
    return f"{result['instrument']}/{result['version']}/{result['statement']}"


def _lines(*parts: str) -> str:
    return "\n".join(filter(None, parts))


def _day(value: str | None) -> str:
    return day(parse_date(value)) if value else ""
