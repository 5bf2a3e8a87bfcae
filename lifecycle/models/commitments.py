import uuid
from datetime import date
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from groups.models import Group, Membership, Person
from groups.states import GroupState
from investment.five import INVESTMENTS
from lifecycle.states import ANSWER_WORKING_DAYS, COMMITMENT_MOVES, CommitmentState


class CommitmentQuerySet(models.QuerySet["Commitment"]):
    def in_group(self, group: Group) -> Self:
        return self.filter(group=group)

    def signed(self) -> Self:
        return self.filter(state=CommitmentState.SIGNED)

    def draft(self) -> Self:
        return self.filter(state=CommitmentState.DRAFT)

    def earlier(self) -> Self:
        """Signed once and since replaced, newest first."""
        return self.filter(state=CommitmentState.REPLACED).order_by("-number")

    def wanting_review(self, today: date) -> Self:
        return self.signed().filter(review_on__lte=today, group__state=GroupState.RUNNING)

    def with_people(self) -> Self:
        return self.select_related("lead", "sponsor", "forum_contact").prefetch_related("investments")


class Commitment(models.Model):
    """What the system promises the group (deck, stage 1). A signed version never changes; a new one replaces it."""

    MOVES = COMMITMENT_MOVES

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="+")
    number = models.PositiveIntegerField()
    lead = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    scope = models.TextField(_("what the group can shape"), max_length=2000)
    open_to_change = models.TextField(_("what is open to change"), max_length=2000)
    fixed = models.TextField(_("what is fixed, and why"), max_length=2000)
    final_say = models.CharField(_("who has the final say"), max_length=200)
    response_days = models.PositiveSmallIntegerField(
        _("working days to answer a request"), default=ANSWER_WORKING_DAYS
    )
    sponsor = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    forum = models.CharField(_("forum that receives the group's advice"), max_length=200, blank=True)
    forum_contact = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    forum_meets_on = models.DateField(_("when it meets next"), null=True, blank=True)
    forum_papers_on = models.DateField(_("when its papers close"), null=True, blank=True)
    outside_contact = models.CharField(
        _("whom to tell, outside the organisation, if the promise is broken"), max_length=200
    )
    no_comeback = models.BooleanField(default=False)
    state = models.CharField(max_length=10, choices=CommitmentState, default=CommitmentState.DRAFT)
    signed_at = models.DateTimeField(null=True, blank=True)
    review_on = models.DateField(_("when we look at it again"), null=True, blank=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = CommitmentQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["group", "number"], name="one_commitment_per_number"),
            models.UniqueConstraint(
                fields=["group"], condition=Q(state="signed"), name="one_signed_commitment"
            ),
            models.UniqueConstraint(
                fields=["group"], condition=Q(state="draft"), name="one_draft_commitment"
            ),
            models.CheckConstraint(
                condition=Q(state="draft") | Q(signed_at__isnull=False, no_comeback=True),
                name="signed_commitment_has_the_promise",
            ),
        )
        indexes = (models.Index(fields=["review_on"], name="commitment_review", condition=Q(state="signed")),)

    def __str__(self) -> str:
        return f"commitment {self.number}"


class PromisedInvestment(models.Model):
    """Money and time promised for one of the five investments."""

    KINDS = tuple((one.key, one.name) for one in INVESTMENTS)

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="+")
    commitment = models.ForeignKey(Commitment, on_delete=models.CASCADE, related_name="investments")
    kind = models.CharField(max_length=20, choices=KINDS)
    pounds = models.PositiveIntegerField(default=0)
    hours = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["commitment", "kind"], name="one_promise_per_investment"),
        )

    def __str__(self) -> str:
        return f"{self.kind} in commitment {self.commitment_id}"


class InvestmentMade(models.Model):
    """Money and time that went into one of the five investments, in all, with no word on who got it (promise 12)."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(_("what it went into"), max_length=20, choices=PromisedInvestment.KINDS)
    pounds = models.PositiveIntegerField(_("pounds"), default=0)
    hours = models.PositiveIntegerField(_("hours"), default=0)
    on = models.DateField(_("on or until which day"))
    words = models.CharField(_("what it was"), max_length=200)
    by = models.ForeignKey(Membership, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("on", "pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(pounds__gt=0) | Q(hours__gt=0), name="investment_made_is_something"
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind} on {self.on}"
