"""What people do by hand for those whom no machine reaches: letters printed together, and what calls led to."""

import uuid
from typing import Self

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from groups.models.groups import Group
from groups.models.jobs import Job
from groups.models.memberships import Membership
from groups.models.notifications import PRINTED_COUNTS, Delivery
from groups.states import CallAnswer

KEPT = PRINTED_COUNTS  # how long the file of letters is kept when nobody says that they are in the post


class PrintRunQuerySet(models.QuerySet["PrintRun"]):
    def in_group(self, group: Group) -> Self:
        return self.filter(group=group)

    def standing(self) -> Self:
        """Printed, not yet in the post, and its file is still there."""
        return self.filter(posted_at__isnull=True, made_at__gt=timezone.now() - KEPT)


class PrintRun(models.Model):
    """Letters printed together. The deliveries in it point to it; so the same letter is in one run at a time."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="+")
    by = models.ForeignKey(Membership, on_delete=models.SET_NULL, null=True, related_name="+")
    job = models.OneToOneField(Job, on_delete=models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    posted_at = models.DateTimeField(null=True, blank=True)
    left_out = models.PositiveIntegerField(default=0)  # letters not needed any more when it was printed

    objects = PrintRunQuerySet.as_manager()

    class Meta:
        indexes = (models.Index(fields=["group", "-made_at"], name="print_run_group_made"),)

    def __str__(self) -> str:
        return f"letters {self.public_id}"

    @property
    def is_standing(self) -> bool:
        return self.posted_at is None and self.made_at > timezone.now() - KEPT


class CallOutcomeQuerySet(models.QuerySet["CallOutcome"]):
    def unanswered(self) -> Self:
        return self.filter(answer=CallAnswer.NO_ANSWER)


class CallOutcome(models.Model):
    """What one call about one message led to. What was said in the call is not kept here."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="+")
    delivery = models.ForeignKey(Delivery, on_delete=models.CASCADE, related_name="calls")
    by = models.ForeignKey(Membership, on_delete=models.SET_NULL, null=True, related_name="+")
    answer = models.CharField(_("what happened"), max_length=12, choices=CallAnswer)
    note = models.CharField(_("a note for whoever calls next"), max_length=200, blank=True)
    again_at = models.DateTimeField(_("call again at"), null=True, blank=True)
    at = models.DateTimeField(default=timezone.now)

    objects = CallOutcomeQuerySet.as_manager()

    class Meta:
        ordering = ("at", "pk")
        constraints = (
            models.CheckConstraint(
                condition=~models.Q(answer="again") | models.Q(again_at__isnull=False),
                name="call_again_has_a_time",
            ),
        )

    def __str__(self) -> str:
        return f"call {self.public_id}"
