"""What everyone in the group can read at the same time, with every version it ever had (promise 9)."""

import uuid
from decimal import Decimal
from typing import Self

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from facilitation.models.decisions import Topic
from facilitation.states.information import FormatKind, InformationKind
from groups.models import Consent, Group, Membership, Upload


class InformationText(models.Model):
    """The words of an item. A change makes a new version of all of them; see VERSIONED."""

    title = models.CharField(_("title"), max_length=160)
    content_note = models.CharField(_("content note"), max_length=200, blank=True)
    summary = models.TextField(_("in plain words"), max_length=2000)
    read_first = models.CharField(_("read this first, in one line"), max_length=160, blank=True)
    words = models.TextField(_("the whole text"), max_length=20000, blank=True)
    link = models.URLField(_("link to the source"), blank=True)
    source = models.CharField(_("where it comes from"), max_length=200, blank=True)
    source_on = models.DateField(_("the date of the source"), null=True, blank=True)
    lang = models.CharField(_("language"), max_length=10, choices=settings.LANGUAGES, default="en-gb")
    # Of what wider communities said: whom somebody asked, how many in words, when, how, and who is missing.
    asked_who = models.CharField(_("who was asked"), max_length=300, blank=True)
    asked_many = models.CharField(_("how many people"), max_length=80, blank=True)
    asked_when = models.CharField(_("when"), max_length=120, blank=True)
    asked_how = models.CharField(_("how they were asked"), max_length=300, blank=True)
    missing = models.CharField(_("who or what is missing"), max_length=300, blank=True)
    # Of a budget: the whole sum, as the paper says it. Pounds.
    whole = models.DecimalField(
        _("the whole budget, in pounds"),
        max_digits=14,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(Decimal(0))],
    )

    class Meta:
        abstract = True


VERSIONED = tuple(field.name for field in InformationText._meta.local_fields)


class InformationQuerySet(models.QuerySet["InformationItem"]):
    def in_group(self, group: Group) -> Self:
        return self.filter(group=group)

    def newest_first(self) -> Self:
        return self.select_related("shared_by").order_by("-shared_at", "-pk")

    def about_part(self, part: str) -> Self:
        """Tagged with this part of the operating model."""
        return self.filter(tags__part=part)


class InformationItem(InformationText):
    """Something everyone in the group can read at the same time; always with a plain summary.

    Its words are those of its newest version, so that lists read one row; `current` points to that version.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(
        _("what it is"), max_length=10, choices=InformationKind, default=InformationKind.POLICY
    )
    current = models.ForeignKey(
        "InformationVersion", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    upload = models.ForeignKey(Upload, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    shared_by = models.ForeignKey(Membership, on_delete=models.SET_NULL, null=True, related_name="+")
    # A story, quote or photograph of someone who agreed to it: shown by pointing to it, never copied.
    consent = models.ForeignKey(Consent, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    taken_back_on = models.DateField(null=True, blank=True)
    shared_at = models.DateTimeField(default=timezone.now)
    topics = models.ManyToManyField(Topic, related_name="information", blank=True)

    objects = InformationQuerySet.as_manager()

    class Meta:
        indexes = (
            models.Index(fields=["group", "-shared_at"], name="information_group_shared"),
            models.Index(fields=["group", "kind", "-shared_at"], name="information_group_kind"),
        )

    def __str__(self) -> str:
        return self.title

    @property
    def is_gone(self) -> bool:
        """It was somebody's story, and they took it back."""
        return bool(self.taken_back_on and not self.summary)


class InformationVersion(InformationText):
    """The words of an item as they once stood. Rows are only ever added; only a consent taken back empties them."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="+")
    item = models.ForeignKey(InformationItem, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    why = models.CharField(_("why it changed"), max_length=200, blank=True)
    by = models.ForeignKey(Membership, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["item", "number"], name="one_information_version_per_number"),
        )

    def __str__(self) -> str:
        return f"version {self.number} of information {self.item_id}"


class BudgetLine(models.Model):
    """One line of a budget sheet, in pounds: the total, what is spoken for, what can move, and who decides."""

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="+")
    version = models.ForeignKey(InformationVersion, on_delete=models.CASCADE, related_name="lines")
    position = models.PositiveSmallIntegerField()
    name = models.CharField(_("what the money is for"), max_length=120)
    total = models.DecimalField(_("total"), max_digits=14, decimal_places=2)
    committed = models.DecimalField(_("already committed"), max_digits=14, decimal_places=2)
    movable = models.DecimalField(_("can be moved"), max_digits=14, decimal_places=2)
    decides = models.CharField(_("who decides"), max_length=120)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["version", "position"], name="one_budget_line_per_position"),
            models.CheckConstraint(
                condition=Q(total__gte=0, committed__gte=0, movable__gte=0), name="budget_line_not_negative"
            ),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def adds_up(self) -> bool:
        return self.committed + self.movable == self.total


class InformationFormat(models.Model):
    """One more way to read, hear or watch an item: a file or a link, or still to come."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="+")
    item = models.ForeignKey(InformationItem, on_delete=models.CASCADE, related_name="formats")
    kind = models.CharField(_("format"), max_length=12, choices=FormatKind)
    number = models.PositiveIntegerField(default=1)  # the version of the words that it was made from
    upload = models.ForeignKey(Upload, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    link = models.URLField(_("link"), blank=True)
    expected_on = models.DateField(_("when it will be here"), null=True, blank=True)
    added_by = models.ForeignKey(Membership, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["item", "kind"], name="one_information_format_per_kind"),
        )

    def __str__(self) -> str:
        return f"{self.kind} of information {self.item_id}"

    @property
    def is_here(self) -> bool:
        return bool(self.upload_id or self.link)


class ModelTag(models.Model):
    """The part of the operating model that an item or a topic is about: a key of facilitation/operating_model.py."""

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="+")
    part = models.CharField(max_length=20)
    item = models.ForeignKey(InformationItem, on_delete=models.CASCADE, null=True, related_name="tags")
    topic = models.ForeignKey(Topic, on_delete=models.CASCADE, null=True, related_name="tags")

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(item__isnull=True, topic__isnull=False)
                | Q(item__isnull=False, topic__isnull=True),
                name="model_tag_is_of_one_thing",
            ),
            models.UniqueConstraint(fields=["item", "part"], name="one_model_tag_per_item"),
            models.UniqueConstraint(fields=["topic", "part"], name="one_model_tag_per_topic"),
        )
        indexes = (models.Index(fields=["group", "part"], name="model_tag_group_part"),)

    def __str__(self) -> str:
        return self.part
