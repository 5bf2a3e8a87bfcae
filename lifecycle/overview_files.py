"""The overview as files: the same groups and the same words as the page, and nothing that the page does not show."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.utils.translation import gettext as _

from investment.five import INVESTMENTS
from lifecycle.facts import InvestmentFact
from lifecycle.instruments import SHIFTS
from lifecycle.overview import Card
from lifecycle.overview_words import band_words, by_kind, figure_words
from lifecycle.results import Round, statement_of
from lifecycle.stages import STAGES
from lifecycle.summaries import BANDS

type Row = list[object]


def as_json(card: Card) -> dict[str, Any]:
    """One group as data, in the words of the page and the names of the code."""
    summary = card.summary
    about: dict[str, Any] = {"name": card.name, "system": card.system, "state": card.state}
    if summary is None:
        return about | {"counted": False}
    figures = card.figures
    return about | {
        "counted": True,
        "requests": {
            "waiting": summary.waiting,
            "overdue": summary.overdue,
            "groups_turn": summary.groups_turn,
            "groups_overdue": figures["groups_overdue"],
            "being_done": figures["being_done"],
            "closed": figures["closed"],
        },
        "commitment": {"signed_on": summary.committed_on, "review_on": summary.commitment_review_on},
        "newest_report_on": summary.newest_report_on,
        "cycle": figures["cycle"],
        "stages": [{"name": name, "strength": strength} for name, strength in card.stages],
        "answer_times": figures["times"] | {"up_to_working_days": [*BANDS, None]},
        "promised": figures["promised"],
        "made": figures["made"],
        "shifts": [{**shift, "about": statement_of(shift).name} for shift in figures["shifts"]],
    }


def json_of(cards: Iterable[Card]) -> Iterator[str]:
    """A list with one group at a time, so that a long one is never whole in memory."""
    yield "["
    for number, card in enumerate(cards):
        yield (",\n" if number else "\n") + json.dumps(
            as_json(card), cls=DjangoJSONEncoder, ensure_ascii=False
        )
    yield "\n]\n"


def rows_of(cards: Iterable[Card]) -> Iterator[Row]:
    """A line that names the columns, then one for each group."""
    yield _head()
    for card in cards:
        yield _row(card)


def _head() -> Row:
    return [
        *(_("Group"), _("System"), _("State")),
        *(_("Requests that wait for an answer"), _("Past their day"), _("Wait for the group")),
        *(_("Past the group’s day"), _("Being done"), _("Closed")),
        *(_("Commitment signed on"), _("To be looked at again on"), _("Newest report approved on")),
        *(stage.name for stage in STAGES),
        *(_("Working days to answer, the middle"), _("The middle half from"), _("The middle half to")),
        *(_("Answers: %(band)s") % {"band": band} for band in band_words()),
        *(words % {"for": one.name} for one in INVESTMENTS for words in _amounts()),
        *(words % {"shift": shift.name} for shift in SHIFTS.statements for words in _who()),
    ]


def _amounts() -> list[str]:
    return [
        _("%(for)s: pounds promised"),
        _("%(for)s: hours promised"),
        _("%(for)s: pounds put in"),
        _("%(for)s: hours put in"),
    ]


def _who() -> list[str]:
    return [
        _("%(shift)s, people with lived experience, latest review"),
        _("%(shift)s, people from the system, latest review"),
        _("%(shift)s, everyone together, latest review"),
    ]


def _row(card: Card) -> Row:
    summary = card.summary
    about: Row = [card.name, card.system, card.doing]
    if summary is None:
        return [*about, _("not counted yet")]
    figures = card.figures
    middle = figures["times"]["middle"]
    return [
        *about,
        *(summary.waiting, summary.overdue, summary.groups_turn),
        *(figures["groups_overdue"], figures["being_done"], figures["closed"]),
        *(summary.committed_on, summary.commitment_review_on, summary.newest_report_on),
        *_stages(card),
        *((middle["median"], middle["low"], middle["high"]) if middle else [None] * 3),
        *figures["times"]["bands"],
        *_invested(figures["promised"], figures["made"]),
        *_shifts(card),
    ]


def _stages(card: Card) -> Row:
    said = {
        stage["number"]: word
        for stage, (_name, word) in zip(card.figures["stages"], card.stages, strict=True)
    }
    return [said.get(stage.number) for stage in STAGES]


def _invested(promised: list[InvestmentFact], made: list[InvestmentFact]) -> Row:
    found: Row = []
    for one in INVESTMENTS:
        for facts in (by_kind(promised), by_kind(made)):
            fact = facts.get(one.key)
            found += [fact["pounds"], fact["hours"]] if fact else [None, None]
    return found


def _shifts(card: Card) -> Row:
    """The latest review alone; all kept reviews are in the other file."""
    latest = {
        shift["statement"]: shift["rounds"][-1]
        for shift in card.figures["shifts"]
        if shift["version"] == SHIFTS.version
    }
    return [words for statement in SHIFTS.statements for words in _sides(latest.get(statement.id))]


def _sides(one: Round | None) -> Row:
    """All together stand only where no side does: see groups/suppression.py."""
    if one is None:
        return [None] * 3
    apart: Row = [figure_words(one["lived"]), figure_words(one["system"])]
    hides = one["together"] is None and (one["lived"] or one["system"])
    return [*apart, None if hides else figure_words(one["together"])]
