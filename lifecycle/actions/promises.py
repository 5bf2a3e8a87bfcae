"""The promises in an answer, each with its day. They are written down when the answer is given.

So the group reads them all before it says whether the answer answers it, and nobody can add one afterwards. What
is promised first, in the answer itself, is one of them.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from groups.months import add_months
from groups.templatetags.words import day as in_words
from groups.transitions import Refused
from lifecycle.models import Answer, Ask, Milestone
from lifecycle.states import NEXT_REPORT_MONTHS, PROMISES_SOMETHING, MilestoneState

MOST_PROMISES = 10


@dataclass(frozen=True)
class Promised:
    """One thing somebody will do, and by when. Only what is kept for later may lack its words or its day."""

    words: str
    due_on: date | None
    who: str = ""


def write_down(answer: Answer, more: Iterable[Promised]) -> None:
    """Only a yes promises anything. A no says what happens in its reason.

    Raises Refused where a promise has no words or no day.
    """
    if answer.kind not in PROMISES_SOMETHING:
        return
    first = []
    if answer.will_do.strip() and answer.promised_on:
        first = [Promised(answer.will_do, answer.promised_on, answer.who)]
    Milestone.objects.bulk_create([_milestone(answer, one) for one in [*first, *more]])


def _milestone(answer: Answer, one: Promised) -> Milestone:
    if one.due_on is None or not one.words.strip():
        raise Refused(_("Each promise needs its words and its day."))
    return Milestone(
        group=answer.group,
        ask=answer.ask,
        answer=answer,
        words=one.words,
        who=one.who,
        due_on=one.due_on,
    )


def next_day(ask: Ask, *, since: date, fallback: date) -> date:
    """The earliest promised day from `since` on that nobody has said is done; else the day that was given."""
    promised = ask.milestones.filter(state=MilestoneState.PROMISED, due_on__gte=since)
    earliest = promised.order_by("due_on").values_list("due_on", flat=True).first()
    return min(earliest, fallback) if earliest else fallback


def first_day(ask: Ask, answer: Answer, today: date) -> date:
    """When the system is asked first how far it has come."""
    promised = ask.milestones.filter(state=MilestoneState.PROMISED).order_by("due_on").first()
    return promised.due_on if promised else answer.promised_on or today


def too_far(ask: Ask, next_on: date, today: date) -> str:
    """Why the next report cannot wait until this day, or nothing: no report keeps the clock quiet for years.

    A day that the group said yes to with the answer may be further away.
    """
    promised = ask.milestones.filter(state=MilestoneState.PROMISED).values_list("due_on", flat=True)
    answer = ask.latest_answer
    agreed = [*promised, *([answer.promised_on] if answer and answer.promised_on else [])]
    furthest = max([add_months(today, NEXT_REPORT_MONTHS), *agreed])
    if next_on <= furthest:
        return ""
    return _("Report again by %(day)s or sooner, so that the group does not lose sight of it.") % {
        "day": in_words(furthest)
    }


def day_after(today: date) -> date:
    return today + timedelta(days=1)
