import uuid
from typing import Self

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from facilitation.models.decisions import Topic, TopicVersion
from groups.models import Group, Membership


class OptionQuerySet(models.QuerySet["Option"]):
    def of_topic(self, topic: Topic) -> Self:
        return self.filter(topic=topic).select_related("proposed_by", "topic_version").order_by("at", "pk")


class Option(models.Model):
    """One way a topic could go. It names the declaration it was proposed under, so there always is one (promise 2)."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="+")
    topic = models.ForeignKey(Topic, on_delete=models.CASCADE, related_name="options")
    topic_version = models.ForeignKey(TopicVersion, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(_("the option, in a few words"), max_length=160)
    means = models.TextField(_("what it would mean"), max_length=1000)
    good_for = models.TextField(_("who it would be good for"), max_length=500, blank=True)
    hard_on = models.TextField(_("who it would be hard on"), max_length=500, blank=True)
    proposed_by = models.ForeignKey(Membership, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    objects = OptionQuerySet.as_manager()

    class Meta:
        indexes = (models.Index(fields=["topic", "at"], name="option_topic_at"),)

    def __str__(self) -> str:
        return self.title
