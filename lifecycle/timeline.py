"""What happened to a request, in order, as its page and the public page tell it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from groups.models import Notification
from lifecycle.models import Answer, Ask, ClockShift, Progress, Verdict

TOLD_BY_THE_CLOCK = ("ask_escalated_sponsor", "ask_escalated_forum", "ask_handed_over")

type Happening = Answer | Verdict | Progress | ClockShift | Notification


@dataclass(frozen=True)
class Moment:
    """One thing that happened. `kind` names how it is told."""

    kind: str
    at: datetime
    row: Happening


def timeline(ask: Ask) -> list[Moment]:
    """Everything between raising and closing, oldest first. Rows come from `Ask.objects.for_page()`."""
    return sorted(_moments(ask), key=lambda moment: moment.at)


def escalated(asks: list[Ask]) -> dict[str, Notification]:
    """The latest step up the ladder of each request that has taken one, by public id."""
    told = Notification.objects.filter(
        kind__in=TOLD_BY_THE_CLOCK[:2], subject__in=[str(ask.public_id) for ask in asks]
    ).order_by("created_at", "pk")
    return {one.subject: one for one in told}


def _moments(ask: Ask) -> Iterator[Moment]:
    for answer in ask.answers.all():
        yield Moment("answer", answer.at, answer)
        if hasattr(answer, "verdict"):
            yield Moment("verdict", answer.verdict.at, answer.verdict)
    for progress in ask.progress.all():
        yield Moment("progress", progress.at, progress)
    for shift in ask.clock_shifts.all():
        yield Moment("shift", shift.at, shift)
    for told in Notification.objects.filter(kind__in=TOLD_BY_THE_CLOCK, subject=str(ask.public_id)):
        yield Moment(told.kind, told.created_at, told)
