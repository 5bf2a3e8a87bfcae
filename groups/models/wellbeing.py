import uuid
from typing import Self

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from groups.models.people import Person


class WellbeingNoteQuerySet(models.QuerySet["WellbeingNote"]):
    def of(self, person: Person) -> Self:
        return self.filter(person=person).order_by("-at", "-pk")


class WellbeingNote(models.Model):
    """How someone is, for themselves alone. Only their own page and their own copy of their data hold it.

    It belongs to no group, so that nothing made for a group can reach it.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    words = models.TextField(_("how I am"), max_length=3000)
    at = models.DateTimeField(default=timezone.now)

    objects = WellbeingNoteQuerySet.as_manager()

    class Meta:
        indexes = (models.Index(fields=["person", "-at"], name="wellbeing_person_at"),)

    def __str__(self) -> str:
        return f"note {self.public_id}"
