"""Answers about equality, of nobody (promise 5), and their figures, once for each half-year (promise 6)."""

from collections.abc import Mapping
from secrets import SystemRandom

from django.db import transaction
from django.db.models import Count
from django.utils import timezone

from groups.equality import QUESTIONS, half_year
from groups.models import EqualityAnswer, EqualityPeriod, System
from groups.sealing import clean_files, rewrite_in_random_order
from groups.suppression import Reach, counts


@transaction.atomic
def answer_equality(answers: Mapping[str, str], *, system: System) -> None:
    """Keep each answer as a row of its own, in no order. No activity: nobody has done this."""
    period = half_year(timezone.localdate())
    rows = [
        EqualityAnswer(system=system, period=period, question=question.id, option=answers[question.id])
        for question in QUESTIONS
        if answers.get(question.id) in dict(question.every_option)
    ]
    SystemRandom().shuffle(rows)
    EqualityAnswer.objects.bulk_create(rows)


@transaction.atomic
def close_half_year(*, system: System, period: str) -> EqualityPeriod:
    """Mix the answers of a half-year that has ended, and keep what may be shown of them, for good.

    The figures are worked out once: were they worked out again under another rule, the two could be compared.
    """
    System.objects.select_for_update().get(pk=system.pk)
    closed = EqualityPeriod.objects.filter(system=system, period=period).first()
    if closed:
        return closed
    answers = EqualityAnswer.objects.of(system, period)
    rewrite_in_random_order(answers)
    clean_files(EqualityAnswer)
    return EqualityPeriod.objects.create(system=system, period=period, figures=_figures(system, period))


def _figures(system: System, period: str) -> dict[str, dict[str, int | None]]:
    found = EqualityAnswer.objects.of(system, period).values_list("question", "option")
    chosen = {(question, option): number for question, option, number in found.annotate(Count("pk"))}
    return {
        question.id: counts(
            {option: chosen.get((question.id, option), 0) for option, _words in question.every_option},
            Reach.PUBLIC,
        )
        for question in QUESTIONS
    }
