import uuid
from datetime import date, timedelta
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from facilitation.models.sessions import AgendaItem, Session
from facilitation.states import (
    DECISION_MOVES,
    TOPIC_MOVES,
    DecisionRoute,
    DecisionState,
    PositionAnswer,
    SayKind,
    TopicState,
)
from groups.models import Group, Membership
from groups.states import GroupState, Origin


class TopicQuerySet(models.QuerySet["Topic"]):
    def in_group(self, group: Group) -> Self:
        return self.filter(group=group)

    def open(self) -> Self:
        return self.filter(state=TopicState.OPEN)


class Topic(models.Model):
    """Something to decide. What is open, what is fixed and who has the final say stand in its versions."""

    MOVES = TOPIC_MOVES

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="topics")
    title = models.CharField(_("title"), max_length=160)
    state = models.CharField(max_length=10, choices=TopicState, default=TopicState.OPEN)
    why_dropped = models.TextField(_("why it does not go ahead"), max_length=1000, blank=True)
    current = models.ForeignKey(
        "TopicVersion", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = TopicQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=~Q(state="dropped") | ~Q(why_dropped=""), name="dropped_topic_says_why"
            ),
        )
        indexes = (models.Index(fields=["group", "state"], name="topic_group_state"),)

    def __str__(self) -> str:
        return self.title


class TopicVersion(models.Model):
    """What was declared before input opened (promise 2). Rows are only ever added."""

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="+")
    topic = models.ForeignKey(Topic, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    open_to_change = models.TextField(_("what is open to change"), max_length=2000)
    fixed = models.TextField(_("what is fixed, and why"), max_length=2000)
    say = models.CharField(_("what the group's word weighs"), max_length=20, choices=SayKind)
    final_say = models.CharField(_("who has the final say"), max_length=200)
    final_say_member = models.ForeignKey(
        Membership, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    decide_by = models.DateField(_("decided by"), null=True, blank=True)
    what_matters = models.TextField(_("what matters to people"), max_length=2000, blank=True)
    system_priorities = models.TextField(_("what the system must weigh"), max_length=2000, blank=True)
    declared_by = models.ForeignKey(Membership, on_delete=models.SET_NULL, null=True, related_name="+")
    declared_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["topic", "number"], name="one_topic_version_per_number"),
        )

    def __str__(self) -> str:
        return f"version {self.number} of topic {self.topic_id}"


class DecisionQuerySet(models.QuerySet["Decision"]):
    def in_group(self, group: Group) -> Self:
        return self.filter(group=group)

    def agreed(self) -> Self:
        return self.filter(state=DecisionState.AGREED)

    def rounds(self) -> Self:
        return self.filter(state=DecisionState.ROUND)

    def closing_by(self, day: date) -> Self:
        """Open rounds whose last day is this one or earlier, in groups whose clocks run."""
        return self.rounds().filter(closes_on__lte=day, group__state=GroupState.RUNNING)

    def wanting_review(self) -> Self:
        """Agreed, and the day has come on which the group wanted to look at it again."""
        tomorrow = timezone.localdate() + timedelta(days=1)  # it may be that day already where the group is
        return self.agreed().filter(review_on__lte=tomorrow, group__state=GroupState.RUNNING)


class Decision(models.Model):
    """How the group acts: a consent round, or an agreement that a facilitator records and voters may dispute."""

    MOVES = DECISION_MOVES

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="decisions")
    topic = models.ForeignKey(
        Topic, on_delete=models.PROTECT, null=True, blank=True, related_name="decisions"
    )
    topic_version = models.ForeignKey(TopicVersion, on_delete=models.PROTECT, null=True, related_name="+")
    route = models.CharField(max_length=10, choices=DecisionRoute)
    # How the group works rather than what it decides: the strength of a stage, the closing of a request.
    is_bookkeeping = models.BooleanField(default=False)
    session = models.ForeignKey(Session, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    item = models.ForeignKey(AgendaItem, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    wording = models.TextField(_("what we agree"), max_length=2000)
    state = models.CharField(max_length=12, choices=DecisionState)
    facilitated_by = models.ForeignKey(Membership, on_delete=models.SET_NULL, null=True, related_name="+")
    # A round: its last day, whether it was given more time once for want of a quorum, and how often it was asked.
    closes_on = models.DateField(_("last day of the round"), null=True, blank=True)
    is_extended = models.BooleanField(default=False)
    asking = models.PositiveSmallIntegerField(default=1)
    lacked_quorum = models.BooleanField(default=False)
    replaced_by = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="replaces"
    )
    decided_on = models.DateField(null=True, blank=True)
    dispute_until = models.DateField(null=True, blank=True)
    # Afterwards: what became of it, where that differs from what the group asked, and why (promise 7).
    outcome = models.TextField(_("what was decided in the end"), max_length=2000, blank=True)
    differs = models.TextField(_("where it differs from what we asked, and why"), max_length=2000, blank=True)
    is_as_asked = models.BooleanField(null=True, blank=True)
    outcome_by = models.CharField(_("who decided"), max_length=200, blank=True)
    outcome_on = models.DateField(null=True, blank=True)
    review_on = models.DateField(_("when we look at it again"), null=True, blank=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = DecisionQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(route__in=["round", "brought"]) | Q(item__isnull=False, session__isnull=False),
                name="recorded_agreement_names_session_and_item",
            ),
            models.CheckConstraint(
                condition=Q(topic__isnull=True) | Q(topic_version__isnull=False),
                name="decision_on_a_topic_names_its_version",
            ),
            models.CheckConstraint(
                condition=Q(outcome="")
                | Q(is_as_asked__isnull=False, is_as_asked=True, differs="")
                | (Q(is_as_asked__isnull=False, is_as_asked=False) & ~Q(differs="")),
                name="outcome_says_whether_it_differs",
            ),
            models.CheckConstraint(
                condition=~Q(state="round") | Q(closes_on__isnull=False), name="open_round_has_a_last_day"
            ),
        )
        indexes = (
            models.Index(fields=["group", "-created_at"], name="decision_group_created"),
            models.Index(fields=["review_on"], name="decision_review", condition=Q(state="agreed")),
            models.Index(fields=["closes_on"], name="decision_closes", condition=Q(state="round")),
        )

    def __str__(self) -> str:
        return self.wording[:80]

    @property
    def is_on_earlier_version(self) -> bool:
        """Agreed before what is declared changed, and nothing has come of it yet: the group may be asked again."""
        if self.topic is None or self.outcome or self.state != DecisionState.AGREED:
            return False
        return self.topic.state == TopicState.OPEN and self.topic.current_id != self.topic_version_id

    @property
    def may_be_disputed(self) -> bool:
        """Agreed, and still inside the window in which a voter may say that it was not so."""
        today = timezone.localdate(timezone=self.group.tz)
        return self.state == DecisionState.AGREED and (self.dispute_until or today) >= today


class Position(models.Model):
    """One voter's position in a round; seen inside the group. When everyone is asked again it stays, and counts no more."""

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="+")
    decision = models.ForeignKey(Decision, on_delete=models.CASCADE, related_name="positions")
    topic_version = models.ForeignKey(TopicVersion, on_delete=models.PROTECT, null=True, related_name="+")
    asking = models.PositiveSmallIntegerField(default=1)  # the decision's own number when it was given
    member = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="+")
    answer = models.CharField(max_length=12, choices=PositionAnswer)
    reason = models.TextField(_("reason"), max_length=1000, blank=True)
    # Told by phone or letter: how it came, who typed it, and when the person said that it is right.
    origin = models.CharField(max_length=12, choices=Origin, default=Origin.APP)
    typed_by = models.ForeignKey(
        Membership, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    checked_at = models.DateTimeField(null=True, blank=True)
    taken_back_at = models.DateTimeField(null=True, blank=True)  # the reason alone: the position stands
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["decision", "member", "asking"], name="one_position_each_time_asked"
            ),
        )

    def __str__(self) -> str:
        return f"{self.answer} on decision {self.decision_id}"


class Dispute(models.Model):
    """A voter says: that is not what we agreed."""

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="+")
    decision = models.ForeignKey(Decision, on_delete=models.CASCADE, related_name="disputes")
    member = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="+")
    reason = models.TextField(_("what we agreed, as you remember it"), max_length=1000)
    taken_back_at = models.DateTimeField(null=True, blank=True)  # the words alone: the dispute stands
    at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"dispute of decision {self.decision_id}"
