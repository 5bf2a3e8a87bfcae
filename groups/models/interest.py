import uuid
from datetime import date, timedelta
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from groups import codes
from groups.models.groups import Group
from groups.models.invitations import Invitation
from groups.models.memberships import Membership
from groups.models.people import Person
from groups.states import EXPRESSION_MOVES, ExpressionState, GroupState, InvitationState, Origin

KEPT = timedelta(days=365)  # after it ended, unless it led to a place
ENDED = (ExpressionState.PLACED, ExpressionState.NOT_NOW, ExpressionState.WITHDRAWN)


class InterestQuestion(models.Model):
    """Something a group would like to know from everyone who asks to join."""

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="interest_questions")
    words = models.CharField(_("question"), max_length=200)
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ("position", "pk")

    def __str__(self) -> str:
        return self.words


class ExpressionQuerySet(models.QuerySet["Expression"]):
    def in_group(self, group: Group) -> Self:
        return self.filter(group=group)

    def in_hand(self) -> Self:
        """Someone waits for the group, or for their own mind to be made up."""
        return self.exclude(state__in=ENDED)

    def ended(self) -> Self:
        return self.filter(state__in=ENDED)

    def unread(self) -> Self:
        """Nobody has written back yet."""
        return self.filter(state=ExpressionState.RECEIVED)

    def prompted(self) -> Self:
        """Of groups whose clocks run."""
        return self.filter(group__state=GroupState.RUNNING)

    def past_keeping(self) -> Self:
        """Ended, or offered a place that nobody took, a year ago: to be erased."""
        since = timezone.now() - KEPT
        old = Q(invitation__expires_at__lt=since) | Q(invitation__isnull=True)
        ran_out = Q(old, state=ExpressionState.OFFERED)
        ended = Q(state__in=[ExpressionState.NOT_NOW, ExpressionState.WITHDRAWN], ended_at__lt=since)
        return self.filter(ran_out | ended)

    def with_link(self, token: str) -> "Expression | None":
        """The one whose link this is, in whatever state."""
        row = codes.row_of(token)
        one = self.filter(public_id=row).select_related("group", "person").first() if row else None
        proven = one and codes.same_link(token, one.public_id, one.generation, purpose=codes.INTEREST)
        return one if proven else None


class Expression(models.Model):
    """Someone asks to join a group. Seen by those who welcome people, and by nobody else (promise 4)."""

    MOVES = EXPRESSION_MOVES

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="expressions")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="expressions")
    why = models.TextField(_("why they would like to join"), max_length=2000)
    state = models.CharField(max_length=12, choices=ExpressionState, default=ExpressionState.RECEIVED)
    origin = models.CharField(max_length=12, choices=Origin, default=Origin.APP)
    typed_by = models.ForeignKey(Membership, on_delete=models.SET_NULL, null=True, related_name="+")
    read_back = models.BooleanField(default=False)  # what was typed for them was read back to them
    received_on = models.DateField(default=timezone.localdate)
    acknowledge_by = models.DateField()
    acknowledged_at = models.DateTimeField(null=True, blank=True)
    reply = models.TextField(max_length=2000, blank=True)  # what the group wrote back first
    reason = models.TextField(max_length=2000, blank=True)  # of "not now", in plain words, as they were told
    other_ways = models.TextField(max_length=1000, blank=True)
    invitation = models.OneToOneField(
        Invitation, on_delete=models.SET_NULL, null=True, related_name="expression"
    )
    ended_at = models.DateTimeField(null=True, blank=True)
    generation = models.PositiveIntegerField(default=1)  # of the link by which they take it back
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = ExpressionQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=~Q(state__in=["not_now", "withdrawn", "placed"]) | Q(ended_at__isnull=False),
                name="ended_expression_has_a_date",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["received", "withdrawn"]) | Q(acknowledged_at__isnull=False),
                name="answered_expression_has_a_date",
            ),
            models.CheckConstraint(
                condition=~Q(state="not_now") | ~Q(reason=""), name="not_now_has_a_reason"
            ),
        )
        indexes = (
            models.Index(fields=["group", "state"], name="expression_group_state"),
            models.Index(fields=["acknowledge_by"], name="expression_unread", condition=Q(state="received")),
        )

    def __str__(self) -> str:
        return f"expression {self.public_id}"

    @property
    def token(self) -> str:
        """For the link by which they take it back."""
        return codes.link(self.public_id, self.generation, purpose=codes.INTEREST)

    @property
    def has_ended(self) -> bool:
        return self.state in ENDED

    @property
    def is_late(self) -> bool:
        return self.is_late_on(self.group.today)

    def is_late_on(self, day: date) -> bool:
        return self.state == ExpressionState.RECEIVED and self.acknowledge_by < day

    @property
    def offer_ran_out(self) -> bool:
        """A place was offered, and nobody took it in time."""
        offer = self.invitation
        return bool(
            self.state == ExpressionState.OFFERED
            and (offer is None or (offer.state == InvitationState.SENT and offer.has_run_out))
        )


class ExpressionAnswer(models.Model):
    """What someone answered to one of the group's own questions, with the question as it was asked."""

    expression = models.ForeignKey(Expression, on_delete=models.CASCADE, related_name="answers")
    asked = models.CharField(max_length=200)
    words = models.TextField(max_length=2000)
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ("position", "pk")

    def __str__(self) -> str:
        return f"answer {self.pk}"


class ConversationNote(models.Model):
    """What was said with someone who asks to join. Theirs to read too, if they ask what is held about them."""

    expression = models.ForeignKey(Expression, on_delete=models.CASCADE, related_name="notes")
    words = models.TextField(max_length=2000)
    spoken_on = models.DateField(default=timezone.localdate)
    by = models.ForeignKey(Membership, on_delete=models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("spoken_on", "pk")

    def __str__(self) -> str:
        return f"note {self.pk}"
