"""Questions about information: "I didn't understand this", and what the group asks the system to tell it."""

import uuid
from datetime import timedelta
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from facilitation.models.information import InformationItem
from facilitation.states.information import (
    QUESTION_MOVES,
    WAITING_FOR_THE_SYSTEM,
    WANTED_MOVES,
    QuestionState,
    WantedState,
)
from groups.models import Group, Membership
from groups.states import GroupState


class NotUnderstood(models.Model):
    """Somebody did not understand something in an item. The answer stands there for everyone.

    The key is random, never a sequence. Without a name nothing here points to anybody, and no time is kept but
    the day (promise 5). `receipt` is the hash of a code shown once to whoever asked so; `is_sealed`: its row was
    written anew in random order.
    """

    MOVES = QUESTION_MOVES

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="+")
    item = models.ForeignKey(InformationItem, on_delete=models.CASCADE, related_name="questions")
    passage = models.CharField(_("which words"), max_length=400, blank=True)
    words = models.TextField(_("what is not clear"), max_length=500, blank=True)
    is_anonymous = models.BooleanField(default=False)
    asked_by = models.ForeignKey(Membership, on_delete=models.SET_NULL, null=True, related_name="+")
    asked_on = models.DateField()
    state = models.CharField(max_length=10, choices=QuestionState, default=QuestionState.WAITING)
    answer = models.TextField(_("your answer, in plain words"), max_length=2000, blank=True)
    answered_by = models.ForeignKey(Membership, on_delete=models.SET_NULL, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)
    receipt = models.CharField(max_length=64, blank=True)
    is_sealed = models.BooleanField(default=False)
    taken_back_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(is_anonymous=False) | Q(asked_by__isnull=True),
                name="anonymous_question_has_no_asker",
            ),
            models.CheckConstraint(
                condition=~Q(state="answered") | Q(answered_at__isnull=False) & ~Q(answer=""),
                name="answered_question_has_its_answer",
            ),
            models.UniqueConstraint(
                fields=["receipt"], condition=~Q(receipt=""), name="one_question_per_receipt"
            ),
        )
        indexes = (
            models.Index(fields=["item", "asked_on"], name="not_understood_item_day"),
            models.Index(
                fields=["item"],
                name="not_understood_unsealed",
                condition=Q(is_anonymous=True, is_sealed=False),
            ),
        )

    def __str__(self) -> str:
        return f"question {self.id}"

    @property
    def public_id(self) -> uuid.UUID:
        return self.id


class InformationRequestQuerySet(models.QuerySet["InformationRequest"]):
    def in_group(self, group: Group) -> Self:
        return self.filter(group=group)

    def waiting(self) -> Self:
        return self.filter(state__in=WAITING_FOR_THE_SYSTEM)

    def for_list(self) -> Self:
        """Those that wait first, the longest wait first; then what was answered, the newest first."""
        return (
            self.select_related("to", "group")
            .prefetch_related("items")
            .order_by(
                models.Case(models.When(state__in=WAITING_FOR_THE_SYSTEM, then=0), default=1),
                models.F("answered_on").desc(nulls_last=True),
                "asked_on",
                "pk",
            )
        )

    def wanted_by_now(self) -> Self:
        """Still waiting on the day it was wanted by, in groups whose clocks run; read a day ahead for all zones."""
        tomorrow = timezone.localdate() + timedelta(days=1)
        return self.waiting().filter(wanted_on__lte=tomorrow, group__state=GroupState.RUNNING)


class InformationRequest(models.Model):
    """What the group asked the system to tell it, of whom, since when, and what came of it: open to all of them."""

    MOVES = WANTED_MOVES

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="+")
    what = models.CharField(_("what we want to know"), max_length=200)
    why = models.TextField(_("why it matters to us"), max_length=1000)
    to = models.ForeignKey(Membership, on_delete=models.SET_NULL, null=True, related_name="+")
    asked_by = models.ForeignKey(Membership, on_delete=models.SET_NULL, null=True, related_name="+")
    asked_on = models.DateField()
    wanted_on = models.DateField(_("when we want it by"))
    state = models.CharField(max_length=10, choices=WantedState, default=WantedState.ASKED)
    reason = models.TextField(_("the reason"), max_length=2000, blank=True)
    answered_on = models.DateField(null=True, blank=True)
    items = models.ManyToManyField(InformationItem, related_name="requests", blank=True)

    objects = InformationRequestQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=~Q(state__in=["part", "refused"], reason=""),
                name="information_held_back_has_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(state="asked") | Q(answered_on__isnull=False),
                name="answered_information_request_has_a_day",
            ),
            models.CheckConstraint(
                condition=Q(wanted_on__gte=models.F("asked_on")), name="information_wanted_after_asked"
            ),
        )
        indexes = (
            models.Index(fields=["group", "asked_on"], name="information_request_group"),
            models.Index(fields=["state", "wanted_on"], name="information_wanted_state"),
        )

    def __str__(self) -> str:
        return self.what

    @property
    def is_waiting(self) -> bool:
        return self.state in WAITING_FOR_THE_SYSTEM

    @property
    def days(self) -> int:
        """From the day it was asked to the day it was answered, or to today while it waits. Load `group` with it."""
        until = self.group.today if self.is_waiting or not self.answered_on else self.answered_on
        return max(0, (until - self.asked_on).days)

    @property
    def is_late(self) -> bool:
        return self.is_waiting and self.wanted_on < self.group.today
