"""How long answers take, as a distribution: the middle and the middle half, never one answer and no ranking.

Figures come from groups/suppression.py; of fewer than five answers, or eight over several groups, nothing is shown.
"""

from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils import timezone

from groups.models import Group, Person
from groups.suppression import Middle, Reach, middle
from groups.working_days import working_days_between
from lifecycle.models import Answer
from lifecycle.states import ANSWER_WORKING_DAYS

NEWEST = 200
LEFT, RIGHT = 20, 400  # of the drawing in times_chart.html
ROOM = 1.15  # beyond what is furthest to the right


@dataclass(frozen=True)
class Times:
    """The middle answer and the middle half, in working days, drawn on a line that begins with the day of asking."""

    middle: Middle
    promised: int = ANSWER_WORKING_DAYS

    @property
    def low_x(self) -> float:
        return self._x(self.middle.low)

    @property
    def middle_x(self) -> float:
        return self._x(self.middle.median)

    @property
    def promised_x(self) -> float:
        return self._x(self.promised)

    @property
    def width(self) -> float:
        return max(round(self._x(self.middle.high) - self.low_x, 1), 2)

    def _x(self, days: float) -> float:
        furthest = max(self.middle.high, self.promised) * ROOM
        return round(LEFT + days * (RIGHT - LEFT) / furthest, 1)


def times_of_group(group: Group) -> Times | None:
    return _times(Answer.objects.filter(group=group), Reach.GROUP)


def times_of_lead(person: Person) -> Times | None:
    """Of one decision-maker over all their groups, for their own page alone."""
    return _times(Answer.objects.filter(by__person=person), Reach.PUBLIC)


def days_to_first_answers(answers: QuerySet[Answer]) -> list[int]:
    """The working days each request waited for its first answer, the newest answers alone."""
    first = answers.filter(number=1).select_related("ask__group").order_by("-at", "-pk")
    return [
        working_days_between(
            answer.ask.raised_on,
            timezone.localdate(answer.at, answer.ask.group.tz),
            answer.ask.group,
        )
        for answer in first[:NEWEST]
    ]


def _times(answers: QuerySet[Answer], reach: Reach) -> Times | None:
    found = middle(days_to_first_answers(answers), reach)
    return Times(found) if found else None
