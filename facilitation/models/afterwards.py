import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from facilitation.models.decisions import Decision
from facilitation.models.sessions import AgendaItem
from facilitation.states.afterwards import HowGood
from groups.models import Group, Membership


class Outcome(models.Model):
    """A version of what was decided in the end. Rows are only ever added; the latest also stands in its decision."""

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="+")
    decision = models.ForeignKey(Decision, on_delete=models.CASCADE, related_name="outcomes")
    number = models.PositiveIntegerField()
    outcome = models.TextField(max_length=2000)
    outcome_by = models.CharField(max_length=200, blank=True)
    differs = models.TextField(max_length=2000, blank=True)
    is_as_asked = models.BooleanField()
    on = models.DateField()
    recorded_by = models.ForeignKey(Membership, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering = ("number",)
        constraints = (
            models.UniqueConstraint(fields=["decision", "number"], name="one_outcome_per_number"),
            models.CheckConstraint(
                condition=Q(is_as_asked=True, differs="") | Q(is_as_asked=False) & ~Q(differs=""),
                name="each_outcome_says_whether_it_differs",
            ),
        )

    def __str__(self) -> str:
        return f"outcome {self.number} of decision {self.decision_id}"


class GoodDecision(models.Model):
    """How the group finds one point of the good-decision test (facilitation/good_decisions.py)."""

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="+")
    decision = models.ForeignKey(Decision, on_delete=models.CASCADE, related_name="found")
    point = models.CharField(max_length=20)
    answer = models.CharField(max_length=10, choices=HowGood)
    why = models.CharField(_("why"), max_length=500, blank=True)
    item = models.ForeignKey(AgendaItem, on_delete=models.PROTECT, related_name="+")
    recorded_by = models.ForeignKey(Membership, on_delete=models.SET_NULL, null=True, related_name="+")
    said_on = models.DateField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["decision", "point"], name="one_answer_per_point_of_a_decision"),
        )

    def __str__(self) -> str:
        return f"{self.point} of decision {self.decision_id}: {self.answer}"


class SecondLook(models.Model):
    """The group looked at a decision again. Rows are only ever added."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="+")
    decision = models.ForeignKey(Decision, on_delete=models.CASCADE, related_name="looks")
    still_right = models.BooleanField()
    words = models.TextField(_("what we said"), max_length=1000, blank=True)
    item = models.ForeignKey(AgendaItem, on_delete=models.PROTECT, related_name="+")
    recorded_by = models.ForeignKey(Membership, on_delete=models.SET_NULL, null=True, related_name="+")
    looked_on = models.DateField()

    class Meta:
        ordering = ("-looked_on", "-pk")

    def __str__(self) -> str:
        return f"second look at decision {self.decision_id}"
