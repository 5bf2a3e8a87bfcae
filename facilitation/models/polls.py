"""A short date poll: which of a few dates suit people. Who cannot come is read by those who plan alone."""

import uuid
from datetime import date, timedelta
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from facilitation.models.sessions import Session
from facilitation.states.planning import POLL_MOVES, PollState, Suits
from groups.models import Group, Membership

ENOUGH = 3  # answers before anything is said about a date to those who do not plan


class DatePollQuerySet(models.QuerySet["DatePoll"]):
    def in_group(self, group: Group) -> Self:
        return self.filter(group=group)

    def waiting(self) -> Self:
        """Open, or closed with a date still to be chosen."""
        return self.filter(state__in=(PollState.OPEN, PollState.CLOSED)).order_by("closes_on", "pk")

    def to_close(self) -> Self:
        """Their last day may be over. Read a day ahead: it may be tomorrow where the group is."""
        return self.filter(state=PollState.OPEN, closes_on__lt=timezone.localdate() + timedelta(days=1))


class DatePoll(models.Model):
    """Two to six dates, and the day until which everyone can say what suits them."""

    MOVES = POLL_MOVES

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="+")
    title = models.CharField(_("title"), max_length=160)
    closes_on = models.DateField(_("answers until"))
    state = models.CharField(max_length=10, choices=PollState, default=PollState.OPEN)
    session = models.ForeignKey(Session, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)

    objects = DatePollQuerySet.as_manager()

    class Meta:
        indexes = (
            models.Index(fields=["closes_on"], name="date_poll_closes", condition=Q(state="open")),
            models.Index(fields=["group", "state"], name="date_poll_group_state"),
        )

    def __str__(self) -> str:
        return self.title

    @property
    def takes_answers(self) -> bool:
        """Until the end of its last day, where the group is."""
        return self.state == PollState.OPEN and self.closes_on >= self.group.today

    @property
    def waits_for_a_choice(self) -> bool:
        return self.state in (PollState.OPEN, PollState.CLOSED)

    def in_order(self) -> models.QuerySet["PollDate"]:
        return PollDate.objects.filter(poll=self.pk).order_by("starts_at", "pk")


class PollDate(models.Model):
    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="+")
    poll = models.ForeignKey(DatePoll, on_delete=models.CASCADE, related_name="dates")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")), name="poll_date_ends_after_start"
            ),
            models.UniqueConstraint(fields=["poll", "starts_at"], name="one_poll_date_per_moment"),
        )

    def __str__(self) -> str:
        return f"date {self.public_id}"

    @property
    def day(self) -> date:
        return timezone.localdate(self.starts_at, self.group.tz)


class PollAnswer(models.Model):
    """What one person says about one date. Their last word counts."""

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="+")
    date = models.ForeignKey(PollDate, on_delete=models.CASCADE, related_name="answers")
    member = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="+")
    answer = models.CharField(max_length=10, choices=Suits)
    typed_by = models.ForeignKey(
        Membership, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["date", "member"], name="one_answer_per_person_and_date"),
        )

    def __str__(self) -> str:
        return f"{self.answer} to {self.date_id}"
