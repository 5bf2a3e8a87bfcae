import uuid
from typing import Self

from django.db import models
from django.db.models import Exists, OuterRef

from groups.models.systems import System


class EqualityAnswerQuerySet(models.QuerySet["EqualityAnswer"]):
    def unclosed(self) -> Self:
        """Of half-years whose figures are not made yet."""
        closed = EqualityPeriod.objects.filter(system=OuterRef("system"), period=OuterRef("period"))
        return self.exclude(Exists(closed))

    def of(self, system: System, period: str) -> Self:
        return self.filter(system=system, period=period)


class EqualityAnswer(models.Model):
    """One answer to one question about equality, of nobody (promises 5 and 6).

    The answers of one person are rows apart: no row says who, when, from which group, or beside which other
    answer. When its half-year has ended all its rows are written anew in a random order.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    system = models.ForeignKey(System, on_delete=models.CASCADE, related_name="+")
    period = models.CharField(max_length=6)  # a half-year: "2026-2"
    question = models.CharField(max_length=20)  # of groups/equality.py
    option = models.CharField(max_length=20)

    objects = EqualityAnswerQuerySet.as_manager()

    class Meta:
        indexes = (models.Index(fields=["system", "period"], name="equality_system_period"),)

    def __str__(self) -> str:
        return f"{self.question}: {self.option}"


class EqualityPeriod(models.Model):
    """A half-year of one system that has ended: its answers are mixed, and its figures stand for good.

    `figures` is all that is ever shown: {question: {option: rounded count, or null where it is hidden}}.
    """

    system = models.ForeignKey(System, on_delete=models.CASCADE, related_name="+")
    period = models.CharField(max_length=6)
    figures = models.JSONField(default=dict)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["system", "period"], name="one_closing_per_system_and_half_year"),
        )

    def __str__(self) -> str:
        return self.period
