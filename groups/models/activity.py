from django.db import models
from django.utils import timezone

from groups.models.groups import Group
from groups.models.people import Person
from groups.models.systems import System


class Activity(models.Model):
    """One row for each thing somebody did, except what was done without a name (promise 5)."""

    system = models.ForeignKey(System, on_delete=models.CASCADE, related_name="+")
    group = models.ForeignKey(Group, on_delete=models.CASCADE, null=True, related_name="activities")
    person = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    verb = models.CharField(max_length=60)
    target = models.CharField(max_length=80)  # "facilitation.session:<public id>"
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        indexes = (models.Index(fields=["group", "-at"], name="activity_group_at"),)

    def __str__(self) -> str:
        return f"{self.verb} {self.target}"
