import uuid
from typing import Self

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from facilitation.models import Decision
from facilitation.states import DecisionState
from groups.frozen import FrozenAfterDraft
from groups.models import Consent, Group, Membership, Person
from groups.months import add_months
from groups.permissions import Permission, Role
from groups.prepared import Slot
from lifecycle.models.cycles import Cycle
from lifecycle.states import REPORT_MONTHS, REPORT_MOVES, ReportState, WhyEdition

# The five heads after GRIPP2-SF; what did not change and what nobody meant stand under the fourth.
HEADS = (
    "aim",
    "how_we_worked",
    "results",
    "what_changed",
    "not_changed",
    "unintended",
    "reflections",
)


class ReportQuerySet(models.QuerySet["ImpactReport"]):
    def in_group(self, group: Group) -> Self:
        return self.filter(group=group)

    def visible_to(self, member: Membership) -> Self:
        """Drafts belong to those who write them; people from the system read what the group approved (promise 4)."""
        return self if member.may(Permission.WRITE_REPORT) else self.approved()

    def approved(self) -> Self:
        return self.exclude(state=ReportState.DRAFT)

    def published(self) -> Self:
        return self.filter(state=ReportState.PUBLISHED)

    def to_read_by(self, person: Person | Slot) -> Self:
        """Approved, in groups whose lead they are, and not opened by them; one that was corrected is not to read."""
        leads = Membership.objects.present().holding(Role.LEAD).filter(person=person)
        read = ReportReading.objects.filter(report=OuterRef("pk"), member__person=person)
        newest = self.approved().exclude(corrected_by__approved_at__isnull=False)
        return newest.filter(~Exists(read), group__in=leads.values("group"))

    def titles_by_group(self) -> Self:
        """Without their facts and words."""
        titles = self.select_related("group").only("public_id", "title", "group__public_id", "group__name")
        return titles.order_by("group__name", "group", "approved_at", "pk")

    def with_decisions(self) -> Self:
        """All of them, and of the decisions behind them what a reader needs: where they are, and whether they stand."""
        own = (field.name for field in ImpactReport._meta.concrete_fields)
        behind = (
            f"{one}__{name}" for one in ("decision", "publishing_decision") for name in ("public_id", "state")
        )
        return self.select_related("decision", "publishing_decision").only(*own, *behind)

    def how_they_stand(self) -> Self:
        """When each was approved and shown, and which it corrects, without its facts and words; the first one first."""
        known = ("public_id", "group", "state", "approved_at", "published_at", "corrects")
        rows = self.select_related("publishing_decision").only(*known, "publishing_decision__state")
        return rows.order_by("pk")

    def shown_to_anyone(self) -> Self:
        """Public, and nobody who takes part in decisions disputes that the group agreed to it."""
        return self.published().filter(publishing_decision__state=DecisionState.AGREED)

    def newest_of_each(self) -> Self:
        """Without those that another of these corrects, the latest first."""
        corrected = self.filter(corrects__isnull=False).values("corrects")
        return self.exclude(pk__in=corrected).order_by("-ends_on", "-pk")

    def groups_wanting_one(self) -> models.QuerySet[Group]:
        """Running groups, twelve months after their last report was begun or else their first cycle."""
        since = add_months(timezone.localdate(), -REPORT_MONTHS)
        lately = self.filter(group=OuterRef("pk"), created_at__date__gt=since)
        begun = Cycle.objects.filter(group=OuterRef("pk"), began_on__lte=since)
        return Group.objects.prompted().filter(Exists(begun)).exclude(Exists(lately))


class ImpactReport(models.Model):
    """What changed: facts compiled from the record, and the group's own words under five heads.

    Frozen when the group approves it; then its lead reads it, and anyone if the group says so.
    """

    MOVES = REPORT_MOVES

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="+")
    cycle = models.ForeignKey(Cycle, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(_("title"), max_length=160)
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("to"))
    facts = models.JSONField(default=dict, blank=True)  # shape: lifecycle/facts.py
    compiled_at = models.DateTimeField(null=True, blank=True)
    aim = models.TextField(_("what we set out to do"), max_length=4000, blank=True)
    how_we_worked = models.TextField(_("how we worked"), max_length=4000, blank=True)
    results = models.TextField(_("what came of it"), max_length=4000, blank=True)
    what_changed = models.TextField(_("what changed because of it"), max_length=4000, blank=True)
    not_changed = models.TextField(_("what did not change"), max_length=4000, blank=True)
    unintended = models.TextField(_("what came that nobody meant"), max_length=4000, blank=True)
    reflections = models.TextField(_("what we learned"), max_length=4000, blank=True)
    state = models.CharField(max_length=10, choices=ReportState, default=ReportState.DRAFT)
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, null=True, related_name="+")
    approved_at = models.DateTimeField(null=True, blank=True)
    publishing_decision = models.ForeignKey(Decision, on_delete=models.PROTECT, null=True, related_name="+")
    published_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    corrects = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="corrected_by")

    objects = ReportQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(ends_on__gt=F("starts_on")), name="report_ends_after_it_starts"
            ),
            models.CheckConstraint(
                condition=Q(state="draft") | Q(decision__isnull=False, approved_at__isnull=False),
                name="approved_report_has_its_decision",
            ),
            models.CheckConstraint(
                condition=~Q(state="published")
                | Q(publishing_decision__isnull=False, published_at__isnull=False),
                name="published_report_has_its_decision",
            ),
            FrozenAfterDraft(
                name="approved_report_is_frozen",
                fields=(
                    "title",
                    "starts_on",
                    "ends_on",
                    "facts",
                    "compiled_at",
                    *HEADS,
                    "corrects",
                    "decision",
                    "approved_at",
                ),
            ),
        )

    def __str__(self) -> str:
        return self.title


class ReportText(models.Model):
    """One version of the words under one head. Rows are only ever added while the report is a draft."""

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="+")
    report = models.ForeignKey(ImpactReport, on_delete=models.CASCADE, related_name="texts")
    head = models.CharField(max_length=20)  # one of HEADS
    number = models.PositiveSmallIntegerField()
    words = models.TextField(max_length=4000, blank=True)
    by = models.ForeignKey(Membership, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("head", "number")
        constraints = (
            models.UniqueConstraint(fields=["report", "head", "number"], name="one_report_text_per_number"),
        )

    def __str__(self) -> str:
        return f"{self.head} {self.number}"


class ReportComment(models.Model):
    """What somebody who writes the report says to the others about the words under one head. Never in the report."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="+")
    report = models.ForeignKey(ImpactReport, on_delete=models.CASCADE, related_name="comments")
    head = models.CharField(max_length=20)  # one of HEADS
    words = models.TextField(_("your comment"), max_length=1000)
    by = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("at", "pk")

    def __str__(self) -> str:
        return f"comment {self.public_id}"


class ReportEdition(models.Model):
    """A numbered version of what readers get, with a hash of everything in it. Only ever added.

    Numbers run through a report and those that correct it.
    """

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="+")
    report = models.ForeignKey(ImpactReport, on_delete=models.CASCADE, related_name="editions")
    number = models.PositiveSmallIntegerField()
    why = models.CharField(max_length=12, choices=WhyEdition)
    # SHA-256, hexadecimal, of all that the group reads, and of all that anyone reads: lifecycle/editions.py
    content_hash = models.CharField(max_length=64)
    public_hash = models.CharField(max_length=64, default="")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("number",)
        constraints = (models.UniqueConstraint(fields=["report", "number"], name="one_edition_per_number"),)

    def __str__(self) -> str:
        return f"version {self.number}"


class QuoteQuerySet(models.QuerySet["ReportQuote"]):
    def with_words(self) -> Self:
        """With what a reader gets of each, and whether it stands: not who said it."""
        words = (f"consent__{name}" for name in ("kind", "about", "credit", "state"))
        return self.select_related("consent").only("report", "taken_back_on", *words)


class ReportQuote(models.Model):
    """Words of someone who agreed to it, beside the group's own. They can take them back, from an approved report too."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="+")
    report = models.ForeignKey(ImpactReport, on_delete=models.CASCADE, related_name="quotes")
    consent = models.ForeignKey(Consent, on_delete=models.SET_NULL, null=True, related_name="+")
    taken_back_on = models.DateField(null=True, blank=True)

    objects = QuoteQuerySet.as_manager()

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(fields=["report", "consent"], name="one_place_per_quote_and_report"),
        )

    def __str__(self) -> str:
        return f"quote {self.public_id}"


class ReadingQuerySet(models.QuerySet["ReportReading"]):
    def with_titles(self) -> Self:
        """Who, as others read it, and when; the first one first."""
        who = (f"member__{name}" for name in ("name", "job", "body", "line"))
        return self.select_related("member").only("report", "at", *who).order_by("at")


class ReportReading(models.Model):
    """That a lead has opened an approved report, and when: shown to the group."""

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="+")
    report = models.ForeignKey(ImpactReport, on_delete=models.CASCADE, related_name="readings")
    member = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    objects = ReadingQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["report", "member"], name="one_reading_per_lead_and_report"),
        )

    def __str__(self) -> str:
        return f"reading {self.pk}"
