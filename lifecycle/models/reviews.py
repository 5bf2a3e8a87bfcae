import uuid
from typing import Self

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from facilitation.models import Session
from groups import codes
from groups.models import Group, Membership
from groups.months import add_months
from groups.states import GroupState, Side
from lifecycle.models.cycles import Cycle
from lifecycle.states import REVIEW_MOVES, SHIFTS_KEY, SHIFTS_REVIEW_MONTHS, ReviewState, SignedAs


class ReviewQuerySet(models.QuerySet["Review"]):
    def in_group(self, group: Group) -> Self:
        return self.filter(group=group)

    def open(self) -> Self:
        return self.filter(state=ReviewState.OPEN)

    def sealed(self) -> Self:
        return self.filter(state=ReviewState.SEALED).order_by("-sealed_at")

    def reviews(self) -> Self:
        """Those that a facilitator opened, without the pulses of sessions."""
        return self.filter(session=None)

    def answerable(self) -> Self:
        """Open, with all that its pages ask."""
        return self.open().select_related("group", "session")

    def pulses(self) -> Self:
        return self.exclude(session=None)

    def past_closing(self) -> Self:
        """Still open, though the last day to answer is over."""
        return self.open().filter(closes_on__lt=timezone.localdate())

    def cycles_wanting_one(self) -> models.QuerySet[Cycle]:
        """Current cycles of running groups, six months after their last shifts review or else the cycle began."""
        since = add_months(timezone.localdate(), -SHIFTS_REVIEW_MONTHS)
        of_the_group = self.filter(group=OuterRef("group"), instrument=SHIFTS_KEY)
        lately = of_the_group.filter(Q(state=ReviewState.OPEN) | Q(sealed_at__date__gt=since))
        ever = of_the_group.filter(state=ReviewState.SEALED)
        running = Cycle.objects.current().filter(group__state=GroupState.RUNNING)
        return running.filter(Q(began_on__lte=since) | Exists(ever)).exclude(Exists(lately))


class Review(models.Model):
    """One time the group answers an instrument (lifecycle/instruments/). One is open at a time.

    A pulse belongs to the session it looks back on. Three sealed pulses make a block, and a block never changes.
    """

    MOVES = REVIEW_MOVES

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="+")
    cycle = models.ForeignKey(Cycle, on_delete=models.PROTECT, related_name="+")
    instrument = models.CharField(max_length=40)
    instrument_version = models.PositiveSmallIntegerField()
    session = models.OneToOneField(Session, on_delete=models.CASCADE, null=True, related_name="+")
    block = models.PositiveSmallIntegerField(null=True, blank=True)  # of a sealed pulse, from 1
    left_out = models.JSONField(
        default=list, blank=True
    )  # ids of statements the group does not ask this time
    own = models.JSONField(
        default=list, blank=True
    )  # the group's own: [{"id": …, "text": …}], as it was asked
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

    @property
    def asks_for_words(self) -> bool:
        """A pulse asks for points alone: words about one session would be too few to hide among."""
        return self.session_id is None


class OwnQuestion(models.Model):
    """A question of the group's own, kept to be asked again. Changed words are another question."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="+")
    text = models.CharField(_("your question"), max_length=200)
    added_on = models.DateField(default=timezone.localdate)
    retired_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(
                fields=["group", "text"], condition=Q(retired_on=None), name="own_question_stands_once"
            ),
        )

    def __str__(self) -> str:
        return self.text


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


class ReviewDraft(models.Model):
    """Answers that somebody began. They are that person's, and die when sent or when the review closes."""

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="drafts")
    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="+")
    member = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="+")
    points = models.JSONField(default=dict, blank=True)  # statement id -> 1..7, or a lifecycle.states.NoPoint
    words = models.TextField(max_length=2000, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["review", "member"], name="one_draft_per_person_and_review"),
        )

    def __str__(self) -> str:
        return f"draft {self.pk}"


class ReviewPaper(models.Model):
    """A printed form for one person, with a code that lets one set of answers in. Deleted when the review closes.

    `handle` finds the row and is no secret: some may have the same.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="papers")
    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="+")
    member = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="+")
    handle = models.CharField(
        max_length=codes.HANDLE, default=codes.new_handle, editable=False, db_index=True
    )
    generation = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["review", "member"], name="one_paper_per_person_and_review"),
        )

    def __str__(self) -> str:
        return f"paper {self.public_id}"

    @property
    def code(self) -> str:
        """As it is printed. Computed, never stored."""
        return codes.short(self.handle, self.public_id, self.generation, purpose=codes.REVIEW)


class OpenAnswer(models.Model):
    """Answers of somebody whose side is too small to hide in, who chose to give them in the open.

    Seen by the group, never in a report, and taken back at any time. No figure counts them.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="in_the_open")
    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="+")
    member = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="+")
    signed = models.CharField(max_length=4, choices=SignedAs)
    points = models.JSONField(default=dict, blank=True)  # statement id -> 1..7
    words = models.TextField(max_length=2000, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["review", "member"], name="one_open_answer_per_person_and_review"
            ),
        )

    def __str__(self) -> str:
        return f"open answer {self.public_id}"


class WordsTheme(models.Model):
    """A name under which the group puts together words of a sealed review that say something alike."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="themes")
    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(_("what they have in common"), max_length=80)

    class Meta:
        ordering = ("name", "pk")
        constraints = (models.UniqueConstraint(fields=["review", "name"], name="one_theme_per_name"),)

    def __str__(self) -> str:
        return self.name


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
    unknown = models.JSONField(default=list, blank=True)  # ids of statements answered with "I do not know"
    words = models.TextField(max_length=2000, blank=True)
    theme = models.ForeignKey(WordsTheme, on_delete=models.SET_NULL, null=True, related_name="words")

    def __str__(self) -> str:
        return f"answer {self.id}"
