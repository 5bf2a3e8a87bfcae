import uuid
from typing import Self

from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from groups.models import Group, Membership


class GlossaryQuerySet(models.QuerySet["GlossaryTerm"]):
    def in_group(self, group: Group) -> Self:
        return self.filter(group=group)

    def explained(self) -> Self:
        return self.exclude(meaning="")

    def asked(self) -> Self:
        """Somebody wants to know what it means, and nobody has said yet. Who asked is kept nowhere."""
        return self.filter(meaning="")


class GlossaryTerm(models.Model):
    """A word of the group's work in plain words. It is explained wherever it stands."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="+")
    term = models.CharField(_("the word"), max_length=60)
    also = models.CharField(_("other ways to write it"), max_length=120, blank=True)  # with commas between
    meaning = models.TextField(_("what it means"), max_length=500, blank=True)
    written_by = models.ForeignKey(Membership, on_delete=models.SET_NULL, null=True, related_name="+")
    changed_at = models.DateTimeField(default=timezone.now)

    objects = GlossaryQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint("group", Lower("term"), name="one_meaning_per_word_and_group"),
        )

    def __str__(self) -> str:
        return self.term
