"""What only one process may do at a time."""

from datetime import timedelta
from typing import Self
from uuid import UUID

from django.db import models
from django.db.models import Q
from django.utils import timezone


class LeaseQuerySet(models.QuerySet["Lease"]):
    def hold(self, name: str, holder: UUID, length: timedelta) -> bool:
        """Take or renew it; False while another holds it. Two who try at once cannot both succeed."""
        now = timezone.now()
        self.get_or_create(name=name, defaults={"until": now})
        free = Q(holder=holder) | Q(until__lte=now)
        return self.filter(free, name=name).update(holder=holder, until=now + length) == 1

    def let_go(self, name: str, holder: UUID) -> None:
        self.filter(name=name, holder=holder).update(until=timezone.now())

    def locked(self, name: str) -> Self:
        """For one transaction: whoever locks the row is alone in what it stands for."""
        self.get_or_create(name=name, defaults={"until": timezone.now()})
        return self.select_for_update().filter(name=name)


class Lease(models.Model):
    """The clock holds its row for some seconds and renews it; whoever claims deliveries locks a channel's."""

    name = models.CharField(max_length=40, primary_key=True)
    holder = models.UUIDField(null=True, blank=True)
    until = models.DateTimeField()
    notes = models.JSONField(default=dict, blank=True)  # of the clock: when each tick was sent last

    objects = LeaseQuerySet.as_manager()

    def __str__(self) -> str:
        return self.name
