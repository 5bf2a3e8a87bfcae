"""Two people who ask to join, and what people said about themselves in the half-year before."""

from datetime import timedelta

from django.utils import timezone

from coproduction.demo.days import at, day
from coproduction.demo.meetings import Cast
from groups.actions.equality import close_half_year
from groups.actions.interest import (
    Newcomer,
    Typed,
    acknowledge,
    enter_interest,
    express_interest,
    note_conversation,
    set_questions,
)
from groups.equality import QUESTIONS, half_year
from groups.models import EqualityAnswer, Expression, System
from groups.states import Channel, Origin
from groups.working_days import add_working_days

QUESTION = "When in the week could you come?"

# How many chose each answer, in the order of the options; the last is "I prefer not to say".
ANSWERED = {
    "age": (4, 9, 22, 31, 24, 12, 3),
    "sex": (61, 37, 7),
    "gender": (92, 2, 11),
    "ethnic_group": (11, 9, 4, 68, 3, 10),
    "disability": (44, 33, 18, 10),
    "carer": (41, 55, 9),
    "orientation": (78, 5, 4, 2, 16),
    "religion": (38, 3, 41, 2, 1, 9, 0, 2, 9),
}


def make_newcomers(cast: Cast) -> None:
    facilitator, group = cast["facilitator"], cast["facilitator"].group
    set_questions([QUESTION], by=facilitator)
    maya = express_interest(
        Newcomer(
            name="Maya Lindqvist",
            why="My daughter was ill for long. I learned a lot and would like it to be of use.",
            channel=Channel.EMAIL,
            email="maya@demo.example",
            answers=((QUESTION, "On weekday mornings."),),
        ),
        group=group,
    )
    _asked(maya, 12)
    acknowledge(maya, words="Thank you, Maya. Shall we talk on the phone next week?", by=facilitator)
    Expression.objects.filter(pk=maya.pk).update(acknowledged_at=at(-9))
    words = "Mornings are good. Would like to come to one session first and only listen."
    note_conversation(maya, words=words, spoken_on=day(-5), by=facilitator)
    enter_interest(
        Newcomer(
            name="Ken Abbott",
            why="I wait for letters all my life. I would like to help write better ones.",
            channel=Channel.LETTER,
            address="12 Mill Row\nNorthshire",
        ),
        typed=Typed(origin=Origin.LETTER, read_back=False, received_on=day(-8)),
        by=cast["coordinator"],
    )


def make_figures(system: System) -> None:
    """Of the half-year before this one: some are shown, some are too few."""
    period = half_year(timezone.localdate().replace(day=1, month=1) - timedelta(days=1))
    EqualityAnswer.objects.bulk_create(
        EqualityAnswer(system=system, period=period, question=question.id, option=option)
        for question in QUESTIONS
        for (option, _words), number in zip(question.every_option, ANSWERED[question.id], strict=True)
        for _ in range(number)
    )
    close_half_year(system=system, period=period)


def _asked(expression: Expression, days: int) -> None:
    """As if it had come some days ago."""
    received = day(-days)
    by = add_working_days(received, 5, expression.group)
    Expression.objects.filter(pk=expression.pk).update(received_on=received, acknowledge_by=by)
