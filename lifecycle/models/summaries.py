from datetime import date, datetime, timedelta
from typing import Self

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from groups.models import Activity, Group
from lifecycle.models.reports import ImpactReport

# An act is seen by others when its transaction ends, a moment after the time it bears.
LEEWAY = timedelta(minutes=10)


class SummaryQuerySet(models.QuerySet["GroupSummary"]):
    def stale(self, now: datetime) -> Self:
        """Counted before the day began, for clocks pass at midnight, or before the last thing that happened."""
        midnight = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)
        since = Activity.objects.filter(group=OuterRef("group"), at__gt=OuterRef("refreshed_at") - LEEWAY)
        return self.filter(Q(refreshed_at__lt=midnight) | Exists(since), refreshed_at__lt=now)

    def with_late_requests(self) -> Self:
        return self.filter(overdue__gt=0)

    def wanting_a_commitment(self, today: date) -> Self:
        """None is signed, or the day has come to look at it again."""
        return self.filter(Q(committed_on__isnull=True) | Q(commitment_review_on__lte=today))

    def groups_without_one(self) -> models.QuerySet[Group]:
        return Group.objects.exclude(Exists(self.filter(group=OuterRef("pk"))))


class GroupSummary(models.Model):
    """What the overview of somebody with several groups says of one: see lifecycle/summaries.py.

    Only what a lead may read, and of reviews only figures that groups/suppression.py lets out across groups. It can
    be thrown away: a sweep counts it again.
    """

    group = models.OneToOneField(Group, on_delete=models.CASCADE, related_name="summary")
    waiting = models.PositiveIntegerField(default=0)  # requests without an answer
    overdue = models.PositiveIntegerField(default=0)  # of those whose turn is the system's
    groups_turn = models.PositiveIntegerField(default=0)
    committed_on = models.DateField(null=True)
    commitment_review_on = models.DateField(null=True)
    newest_report = models.ForeignKey(ImpactReport, on_delete=models.SET_NULL, null=True, related_name="+")
    newest_report_on = models.DateField(null=True)
    figures = models.JSONField(default=dict)  # shape: lifecycle.summaries.Figures
    refreshed_at = models.DateTimeField()

    objects = SummaryQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(newest_report__isnull=True) | Q(newest_report_on__isnull=False),
                name="newest_report_has_its_day",
            ),
            models.CheckConstraint(
                condition=Q(commitment_review_on__isnull=True) | Q(committed_on__isnull=False),
                name="reviewed_commitment_is_signed",
            ),
        )

    def __str__(self) -> str:
        return f"summary of group {self.group_id}"
