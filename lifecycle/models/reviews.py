import uuid
from typing import Self

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from groups.models import Group, Membership
from groups.months import add_months
from groups.states import GroupState, Side
from lifecycle.models.cycles import Cycle
from lifecycle.states import REVIEW_MOVES, SHIFTS_REVIEW_MONTHS, ReviewState


class ReviewQuerySet(models.QuerySet["Review"]):
    def in_group(self, group: Group) -> Self:
        return self.filter(group=group)

    def open(self) -> Self:
        return self.filter(state=ReviewState.OPEN)

    def sealed(self) -> Self:
        return self.filter(state=ReviewState.SEALED).order_by("-sealed_at")

    def past_closing(self) -> Self:
        """Still open, though the last day to answer is over."""
        return self.open().filter(closes_on__lt=timezone.localdate())

    def cycles_wanting_one(self) -> models.QuerySet[Cycle]:
        """Current cycles of running groups, six months after the last review was sealed or else the cycle began."""
        since = add_months(timezone.localdate(), -SHIFTS_REVIEW_MONTHS)
        of_the_group = self.filter(group=OuterRef("group"))
        lately = of_the_group.filter(Q(state=ReviewState.OPEN) | Q(sealed_at__date__gt=since))
        ever = of_the_group.filter(state=ReviewState.SEALED)
        running = Cycle.objects.current().filter(group__state=GroupState.RUNNING)
        return running.filter(Q(began_on__lte=since) | Exists(ever)).exclude(Exists(lately))


class Review(models.Model):
    """One time the group answers an instrument (lifecycle/instruments.py). One is open at a time."""

    MOVES = REVIEW_MOVES

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="+")
    cycle = models.ForeignKey(Cycle, on_delete=models.PROTECT, related_name="+")
    instrument = models.CharField(max_length=40)
    instrument_version = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=10, choices=ReviewState, default=ReviewState.OPEN)
    opened_on = models.DateField(default=timezone.localdate)
    closes_on = models.DateField()
    sealed_at = models.DateTimeField(null=True, blank=True)
    answered_lived = models.PositiveIntegerField(null=True, blank=True)
    answered_system = models.PositiveIntegerField(null=True, blank=True)

    objects = ReviewQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["group"], condition=Q(state="open"), name="one_open_review_per_group"
            ),
        )

    def __str__(self) -> str:
        return f"{self.instrument} review"


class ReviewMark(models.Model):
    """That someone has answered. Deleted when the review is sealed; only totals for each side stay."""

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="marks")
    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="+")
    member = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["review", "member"], name="one_mark_per_person_and_review"),
        )

    def __str__(self) -> str:
        return f"mark {self.pk}"


class ReviewAnswer(models.Model):
    """A set of answers of nobody in particular (promise 5). No date, no person, a random key.

    When the review is sealed, words and points come apart: a row then holds one or the other, words without a
    side, and points without a side too where no side is large enough to hide in (actions/reviews.py).
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="answers")
    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="+")
    side = models.CharField(max_length=10, choices=Side, blank=True)
    points = models.JSONField(default=dict, blank=True)  # statement id -> 1..7
    words = models.TextField(max_length=2000, blank=True)

    def __str__(self) -> str:
        return f"answer {self.id}"
