import uuid
from datetime import date
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from groups.models.groups import Group
from groups.models.people import Person
from groups.months import add_months
from groups.states import Origin

ANSWERED_WITHIN = 1  # months: product.md section 10


def in_a_month() -> date:
    return add_months(timezone.localdate(), ANSWERED_WITHIN)


class DataRequestQuerySet(models.QuerySet["DataRequest"]):
    def in_group(self, group: Group) -> Self:
        return self.filter(group=group)

    def open(self) -> Self:
        return self.filter(done_at__isnull=True)

    def due_within(self, day: date) -> Self:
        return self.open().filter(due_on__lte=day)


class DataRequest(models.Model):
    """Someone without an account wants a copy of what we hold, or all of it deleted. We have one month."""

    class Kind(models.TextChoices):
        COPY = "copy", _("A copy of what we hold")
        ERASE = "erase", _("Delete everything")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(_("what they want"), max_length=10, choices=Kind)
    origin = models.CharField(_("how they said so"), max_length=12, choices=Origin)
    recorded_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    due_on = models.DateField(default=in_a_month)
    done_at = models.DateTimeField(null=True, blank=True)

    objects = DataRequestQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["group", "person", "kind"],
                condition=Q(done_at__isnull=True),
                name="one_open_data_request_of_a_kind",
            ),
        )
        indexes = (
            models.Index(fields=["due_on"], name="data_request_due", condition=Q(done_at__isnull=True)),
        )

    def __str__(self) -> str:
        return f"data request {self.public_id}"


class RetentionRun(models.Model):
    """That what was past keeping was forgotten: which kind, when, and how many. Shown to administrators."""

    kind = models.CharField(max_length=40)
    at = models.DateTimeField(default=timezone.now)
    many = models.PositiveIntegerField()

    class Meta:
        indexes = (models.Index(fields=["-at"], name="retention_run_at"),)

    def __str__(self) -> str:
        return f"{self.kind}: {self.many}"
