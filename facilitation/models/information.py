import uuid
from typing import Self

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from groups.models import Consent, Group, Membership, Upload


class InformationQuerySet(models.QuerySet["InformationItem"]):
    def in_group(self, group: Group) -> Self:
        return self.filter(group=group)

    def newest_first(self) -> Self:
        return self.select_related("shared_by").order_by("-shared_at", "-pk")


class InformationItem(models.Model):
    """Something everyone in the group can read at the same time (promise 9); always with a plain summary."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="+")
    title = models.CharField(_("title"), max_length=160)
    content_note = models.CharField(_("content note"), max_length=200, blank=True)
    summary = models.TextField(_("in plain words"), max_length=2000)
    words = models.TextField(_("the whole text"), max_length=20000, blank=True)
    link = models.URLField(_("link to the source"), blank=True)
    upload = models.ForeignKey(Upload, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    shared_by = models.ForeignKey(Membership, on_delete=models.SET_NULL, null=True, related_name="+")
    # A story, quote or photograph of someone who agreed to it: shown by pointing to it, never copied.
    consent = models.ForeignKey(Consent, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    taken_back_on = models.DateField(null=True, blank=True)
    shared_at = models.DateTimeField(default=timezone.now)

    objects = InformationQuerySet.as_manager()

    class Meta:
        indexes = (models.Index(fields=["group", "-shared_at"], name="information_group_shared"),)

    def __str__(self) -> str:
        return self.title
