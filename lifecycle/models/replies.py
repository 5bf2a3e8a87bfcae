"""The replies to a request and what belongs to them: drafts, files, promises, the group's word, more time."""

import uuid
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from facilitation.models import Decision
from groups.models import Group, Membership, Upload
from lifecycle.models.asks import Ask
from lifecycle.states import (
    MILESTONE_MOVES,
    MORE_TIME_MOVES,
    NOT_DONE_YET,
    AnswerKind,
    MilestoneState,
    MoreTimeState,
)


class Answer(models.Model):
    """A version of the lead's answer, always with a reason (promise 7). Rows are only ever added."""

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="+")
    ask = models.ForeignKey(Ask, on_delete=models.CASCADE, related_name="answers")
    number = models.PositiveIntegerField()
    kind = models.CharField(_("your answer"), max_length=14, choices=AnswerKind)
    reason = models.TextField(_("the reason"), max_length=3000)
    will_do = models.TextField(_("what will happen"), max_length=2000, blank=True)
    who = models.CharField(_("who will do it"), max_length=160, blank=True)
    promised_on = models.DateField(_("by when"), null=True, blank=True)
    # Of an answer that came another way: who entered it here, and the day it came. `by` has confirmed it.
    entered_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")
    came_on = models.DateField(null=True)
    by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("number",)
        constraints = (
            models.UniqueConstraint(fields=["ask", "number"], name="one_answer_per_number"),
            models.CheckConstraint(condition=~Q(reason=""), name="an_answer_has_a_reason"),
            models.CheckConstraint(
                condition=Q(kind="not_accepted") | Q(promised_on__isnull=False),
                name="an_answer_says_when",
            ),
        )

    def __str__(self) -> str:
        return f"answer {self.number} to ask {self.ask_id}"

    @property
    def more_promises(self) -> "list[Milestone]":
        """Besides the one that stands in the answer itself."""
        own = (self.will_do, self.promised_on)
        return [one for one in self.milestones.all() if (one.words, one.due_on) != own]


class Verdict(models.Model):
    """The group's word on one answer: does this answer us?"""

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="+")
    ask = models.ForeignKey(Ask, on_delete=models.CASCADE, related_name="verdicts")
    answer = models.OneToOneField(Answer, on_delete=models.CASCADE, related_name="verdict")
    answers_us = models.BooleanField()
    words = models.TextField(max_length=2000, blank=True)
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"verdict on answer {self.answer_id}"


class Progress(models.Model):
    """What the lead reports on the way to a promised date. It marks nothing done (promise 1)."""

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="+")
    ask = models.ForeignKey(Ask, on_delete=models.CASCADE, related_name="progress")
    milestone = models.ForeignKey("Milestone", on_delete=models.SET_NULL, null=True, related_name="progress")
    words = models.TextField(_("what has happened so far"), max_length=2000)
    next_on = models.DateField(_("next report by"), null=True, blank=True)
    by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("at", "pk")

    def __str__(self) -> str:
        return f"progress on ask {self.ask_id}"


class AnswerDraft(models.Model):
    """An answer that is not given yet. The group never sees it (promise 4).

    The lead keeps one of their own. Another holds what came by email or on paper and was entered by somebody
    else: the lead confirms it, and only then is it an answer.
    """

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="+")
    ask = models.ForeignKey(Ask, on_delete=models.CASCADE, related_name="drafts")
    kind = models.CharField(max_length=14, choices=AnswerKind, blank=True)
    reason = models.TextField(max_length=3000, blank=True)
    will_do = models.TextField(max_length=2000, blank=True)
    who = models.CharField(max_length=160, blank=True)
    promised_on = models.DateField(null=True, blank=True)
    # More promises with days: [{"words": …, "who": …, "due_on": "2027-01-31"}]
    milestones = models.JSONField(default=list, blank=True)
    by = models.ForeignKey(Membership, on_delete=models.CASCADE, null=True, related_name="+")
    entered_by = models.ForeignKey(Membership, on_delete=models.CASCADE, null=True, related_name="+")
    came_on = models.DateField(_("the day it came"), null=True, blank=True)
    saved_at = models.DateTimeField(default=timezone.now)
    # Of one that was entered: why the lead says that it is not theirs. It waits for nobody then.
    not_theirs = models.TextField(max_length=1000, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(by__isnull=False) ^ Q(entered_by__isnull=False),
                name="a_draft_is_written_or_entered",
            ),
            models.UniqueConstraint(
                fields=["ask"], condition=Q(by__isnull=False), name="one_draft_of_an_answer"
            ),
            models.UniqueConstraint(
                fields=["ask"], condition=Q(entered_by__isnull=False), name="one_entered_answer"
            ),
        )

    def __str__(self) -> str:
        return f"draft of an answer to ask {self.ask_id}"


class AnswerFile(models.Model):
    """A file that goes with an answer, or with its draft until the answer is given."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="+")
    answer = models.ForeignKey(Answer, on_delete=models.CASCADE, null=True, related_name="files")
    draft = models.ForeignKey(AnswerDraft, on_delete=models.CASCADE, null=True, related_name="files")
    upload = models.OneToOneField(Upload, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(answer__isnull=False) ^ Q(draft__isnull=False), name="a_file_of_one_answer"
            ),
        )

    def __str__(self) -> str:
        return f"file {self.public_id}"


class MilestoneQuerySet(models.QuerySet["Milestone"]):
    def in_group(self, group: Group) -> Self:
        return self.filter(group=group)

    def not_done_yet(self) -> Self:
        return self.filter(state__in=NOT_DONE_YET)


class Milestone(models.Model):
    """A promise in an answer: what, who, by when. Only the group confirms that it was kept (promise 1)."""

    MOVES = MILESTONE_MOVES

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="+")
    ask = models.ForeignKey(Ask, on_delete=models.CASCADE, related_name="milestones")
    answer = models.ForeignKey(Answer, on_delete=models.CASCADE, related_name="milestones")
    words = models.TextField(_("what will happen"), max_length=1000)
    who = models.CharField(_("who will do it"), max_length=160, blank=True)
    due_on = models.DateField(_("by when"))
    state = models.CharField(max_length=10, choices=MilestoneState, default=MilestoneState.PROMISED)
    # The group's own words when it confirmed, or said that it is not done.
    said = models.TextField(max_length=1000, blank=True)
    settled_on = models.DateField(null=True, blank=True)
    # How the group agreed what it said last of this promise.
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, null=True, related_name="+")

    objects = MilestoneQuerySet.as_manager()

    class Meta:
        ordering = ("due_on", "pk")
        constraints = (
            models.CheckConstraint(
                condition=~Q(state="confirmed") | Q(settled_on__isnull=False),
                name="a_kept_promise_has_its_day",
            ),
        )

    def __str__(self) -> str:
        return f"milestone {self.public_id}"


class MoreTime(models.Model):
    """The lead asks for more time, and why. Everyone in the group sees it; only the group can give it."""

    MOVES = MORE_TIME_MOVES

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="+")
    ask = models.ForeignKey(Ask, on_delete=models.CASCADE, related_name="more_time")
    wanted_on = models.DateField(_("the day you could answer by"))
    reason = models.TextField(_("why you need more time"), max_length=2000)
    by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    state = models.CharField(max_length=10, choices=MoreTimeState, default=MoreTimeState.ASKED)
    words = models.TextField(max_length=1000, blank=True)  # the group's
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = (
            models.CheckConstraint(condition=~Q(reason=""), name="more_time_has_a_reason"),
            models.UniqueConstraint(
                fields=["ask"], condition=Q(state="asked"), name="more_time_is_asked_once_at_a_time"
            ),
        )

    def __str__(self) -> str:
        return f"more time {self.public_id}"
