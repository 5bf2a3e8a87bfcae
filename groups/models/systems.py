import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from groups.models.people import Person
from groups.permissions import Duty
from groups.states import Level


class System(models.Model):
    """A body that holds groups: an integrated care system, a trust, a council, a charity, a programme."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(_("name"), max_length=160)
    level = models.CharField(_("level"), max_length=10, choices=Level)

    def __str__(self) -> str:
        return self.name


class DutyHolder(models.Model):
    """A duty that one person holds for one system."""

    system = models.ForeignKey(System, on_delete=models.CASCADE, related_name="duty_holders")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="duties")
    duty = models.CharField(max_length=20, choices=[(duty.value, duty.value) for duty in Duty])

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["system", "person", "duty"], name="one_row_per_duty_held"),
        )

    def __str__(self) -> str:
        return f"{self.duty} of system {self.system_id}"
