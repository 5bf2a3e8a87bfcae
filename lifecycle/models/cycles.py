import uuid
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils import timezone

from facilitation.models import Decision
from groups.models import Group
from groups.months import add_months
from groups.states import GroupState
from lifecycle.states import STAGE_MOVES, STAGE_WORD_MONTHS, StageState, Strength


class CycleQuerySet(models.QuerySet["Cycle"]):
    def in_group(self, group: Group) -> Self:
        return self.filter(group=group)

    def current(self) -> Self:
        return self.filter(ended_on__isnull=True)


class Cycle(models.Model):
    """One turn of the six-stage ring. A group's cycles are numbered from 1; one is current."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="+")
    number = models.PositiveIntegerField()
    began_on = models.DateField(default=timezone.localdate)
    ended_on = models.DateField(null=True, blank=True)

    objects = CycleQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["group", "number"], name="one_cycle_per_number"),
            models.UniqueConstraint(
                fields=["group"], condition=Q(ended_on__isnull=True), name="one_current_cycle"
            ),
        )

    def __str__(self) -> str:
        return f"cycle {self.number}"


class StageQuerySet(models.QuerySet["Stage"]):
    def wanting_a_word(self) -> Self:
        """Open stages of running groups' current cycles, three months after the last word on how strong they are."""
        since = add_months(timezone.localdate(), -STAGE_WORD_MONTHS)
        silent = Q(strength_agreed_on__lte=since) | Q(
            strength_agreed_on__isnull=True, cycle__began_on__lte=since
        )
        running = self.filter(cycle__ended_on__isnull=True, group__state=GroupState.RUNNING)
        return running.filter(silent, state=StageState.OPEN)


class Stage(models.Model):
    """One of the six stages within a cycle (lifecycle/stages.py says what each is for)."""

    MOVES = STAGE_MOVES

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="+")
    cycle = models.ForeignKey(Cycle, on_delete=models.CASCADE, related_name="stages")
    number = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=10, choices=StageState, default=StageState.NOT_OPEN)
    strength = models.PositiveSmallIntegerField(choices=Strength, default=Strength.NOT_BEGUN)
    strength_agreed_on = models.DateField(null=True, blank=True)

    objects = StageQuerySet.as_manager()

    class Meta:
        ordering = ("number",)
        constraints = (
            models.UniqueConstraint(fields=["cycle", "number"], name="one_stage_per_number"),
            models.CheckConstraint(condition=Q(number__gte=1, number__lte=6), name="six_stages"),
        )
        indexes = (models.Index(fields=["cycle"], name="stage_open", condition=Q(state="open")),)

    def __str__(self) -> str:
        return f"stage {self.number}"


class StageWord(models.Model):
    """What the group said of a stage and when: opened, left, or how strong it is. Rows are only ever added."""

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="+")
    stage = models.ForeignKey(Stage, on_delete=models.CASCADE, related_name="words")
    strength = models.PositiveSmallIntegerField(choices=Strength, null=True)
    change = models.CharField(max_length=10, choices=StageState, blank=True)
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, null=True, related_name="+")
    said_on = models.DateField(default=timezone.localdate)

    def __str__(self) -> str:
        return f"word on stage {self.stage_id}"


class Worry(models.Model):
    """A private worry about a stage, seen by facilitators, without a name if the person wishes: no author kept."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="+")
    stage = models.ForeignKey(Stage, on_delete=models.CASCADE, related_name="worries")
    words = models.TextField(max_length=1000)

    def __str__(self) -> str:
        return f"worry {self.id}"
