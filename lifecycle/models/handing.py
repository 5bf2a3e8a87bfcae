"""A request on its way to a colleague who is not in the group yet."""

from typing import Self

from django.db import models
from django.utils import timezone

from groups.models import Group, Invitation, Membership
from groups.states import InvitationState
from lifecycle.models.asks import Ask


class HandingOverQuerySet(models.QuerySet["HandingOver"]):
    def waiting(self) -> Self:
        """The colleague has not said yes or no, and the invitation has not run out."""
        return self.filter(invitation__state=InvitationState.SENT, invitation__expires_at__gt=timezone.now())


class HandingOver(models.Model):
    """Who was asked to take a request over. It stays with whoever had it until they come. Rows are only ever added."""

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="+")
    ask = models.ForeignKey(Ask, on_delete=models.CASCADE, related_name="handings")
    invitation = models.OneToOneField(Invitation, on_delete=models.CASCADE, related_name="+")
    was_with = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    objects = HandingOverQuerySet.as_manager()

    def __str__(self) -> str:
        return f"handing over ask {self.ask_id}"
