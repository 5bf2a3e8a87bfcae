import uuid

from django.db import models
from django.utils import timezone

from groups.models import Group, Membership


class Bringing(models.Model):
    """One time that a group's people, requests and purpose from before were brought in. Made once for each form."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="+")
    by = models.ForeignKey(Membership, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    people = models.PositiveSmallIntegerField(default=0)
    requests = models.PositiveSmallIntegerField(default=0)

    def __str__(self) -> str:
        return f"bringing {self.public_id}"
