import uuid
from datetime import timedelta
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from facilitation.states import TEXT_MOVES, TextKind, TextState
from groups.models import Group, Membership
from groups.states import GroupState


class GroupTextQuerySet(models.QuerySet["GroupText"]):
    def in_group(self, group: Group) -> Self:
        return self.filter(group=group)

    def agreed(self, kind: str) -> Self:
        return self.filter(kind=kind, state=TextState.AGREED)

    def wanting_review(self) -> Self:
        """Agreed words whose review day has come, in groups whose clocks run; read a day ahead for all zones."""
        tomorrow = timezone.localdate() + timedelta(days=1)
        due = self.filter(state=TextState.AGREED, review_on__lte=tomorrow)
        return due.filter(group__state=GroupState.RUNNING)


class GroupText(models.Model):
    """A version of the group's purpose or ground rules; the words of a version never change."""

    MOVES = TEXT_MOVES

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=20, choices=TextKind)
    number = models.PositiveIntegerField()
    words = models.TextField(_("words"), max_length=3000)
    state = models.CharField(max_length=10, choices=TextState, default=TextState.DRAFT)
    written_by = models.ForeignKey(Membership, on_delete=models.SET_NULL, null=True, related_name="+")
    decision = models.ForeignKey("Decision", on_delete=models.PROTECT, null=True, related_name="+")
    agreed_on = models.DateField(null=True, blank=True)
    review_on = models.DateField(_("when we look at it again"), null=True, blank=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = GroupTextQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["group", "kind", "number"], name="one_group_text_per_number"),
            models.UniqueConstraint(
                fields=["group", "kind"], condition=Q(state="agreed"), name="one_agreed_group_text"
            ),
            models.CheckConstraint(
                condition=Q(state="draft") | Q(decision__isnull=False, agreed_on__isnull=False),
                name="agreed_text_has_its_decision",
            ),
        )
        indexes = (models.Index(fields=["review_on"], name="group_text_review", condition=Q(state="agreed")),)

    def __str__(self) -> str:
        return f"{self.kind} {self.number}"
