"""What happened to a request, in order, as its page and the public page tell it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from groups.models import Notification
from lifecycle.models import Answer, Ask, ClockPause, ClockShift, MoreTime, Progress, Verdict
from lifecycle.states import LinkKind

TOLD_BY_THE_CLOCK = ("ask_escalated_sponsor", "ask_escalated_forum", "ask_handed_over")

_BEFORE: dict[str, Promise] = {
    LinkKind.SPLIT: _("It is a part of:"),
    LinkKind.MERGED: _("It goes on in place of:"),
    LinkKind.FOLLOW_ON: _("It follows:"),
}
_AFTER: dict[str, Promise] = {
    LinkKind.SPLIT: _("A part of it goes on in:"),
    LinkKind.MERGED: _("It goes on in:"),
    LinkKind.FOLLOW_ON: _("It is followed by:"),
}

type Happening = Answer | Verdict | Progress | ClockShift | ClockPause | MoreTime | Notification


@dataclass(frozen=True)
class Moment:
    """One thing that happened. `kind` names how it is told."""

    kind: str
    at: datetime
    row: Happening


def timeline(ask: Ask) -> list[Moment]:
    """Everything between raising and closing, oldest first, of a request that `read_story` has filled in."""
    return sorted(_moments(ask), key=lambda moment: moment.at)


@dataclass(frozen=True)
class Step:
    """Another request before or after this one, and what joins the two in words."""

    words: str
    ask: Ask


def trail_of(ask: Ask) -> list[Step]:
    """Where it came from and where it goes on."""
    before = [Step(str(_BEFORE[link.kind]), link.earlier) for link in ask.earlier_links.all()]
    return before + [Step(str(_AFTER[link.kind]), link.later) for link in ask.later_links.all()]


def escalated(asks: list[Ask]) -> dict[str, Notification]:
    """The latest step up the ladder of each request that has taken one, by public id."""
    told = Notification.objects.filter(
        kind__in=TOLD_BY_THE_CLOCK[:2], subject__in=[str(ask.public_id) for ask in asks]
    ).order_by("created_at", "pk")
    return {one.subject: one for one in told}


def _moments(ask: Ask) -> Iterator[Moment]:
    for answer in ask.answers.all():
        yield Moment("answer", answer.at, answer)
        if getattr(answer, "verdict", None):
            yield Moment("verdict", answer.verdict.at, answer.verdict)
    for progress in ask.progress.all():
        yield Moment("progress", progress.at, progress)
    for shift in ask.clock_shifts.all():
        yield Moment("shift", shift.at, shift)
    for rest in ask.pauses.all():
        yield Moment("rest", rest.at, rest)
    for asked in ask.more_time.all():
        yield Moment("more_time", asked.at, asked)
    for told in ask.told:
        yield Moment(told.kind, told.created_at, told)
