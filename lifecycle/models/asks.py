import uuid
from datetime import date
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from facilitation.models import Decision
from groups.models import Group, Membership, Notification
from groups.permissions import Permission
from groups.states import GroupState, MembershipState
from groups.working_days import add_working_days, working_days_between
from lifecycle.models.commitments import Commitment
from lifecycle.states import (
    ASK_MOVES,
    AWAITING_ANSWER,
    CLOSED_ASK,
    GROUPS_TURN,
    SYSTEMS_TURN,
    VERDICT_WORKING_DAYS,
    AskState,
    ways_to_close,
)

if TYPE_CHECKING:
    from lifecycle.models.replies import Answer


class AskQuerySet(models.QuerySet["Ask"]):
    def in_group(self, group: Group) -> Self:
        return self.filter(group=group)

    def awaiting_answer(self) -> Self:
        return self.filter(state__in=AWAITING_ANSWER)

    def awaiting_the_group(self) -> Self:
        return self.filter(state__in=GROUPS_TURN)

    def open(self) -> Self:
        return self.exclude(state__in=CLOSED_ASK)

    def closed(self) -> Self:
        return self.filter(state__in=CLOSED_ASK)

    def by_clock(self) -> Self:
        """Whoever has waited longest first."""
        return self.order_by("next_step_on", "pk")

    def latest_closed_first(self) -> Self:
        return self.order_by("-closed_on", "-pk")

    def due_by(self, day: date) -> Self:
        """With a promised date on or before a day; closed requests have none.

        Chosen by date first: few are due, while a search by group or state would read them all.
        """
        return self.filter(pk__in=Ask.objects.filter(next_step_on__lte=day).values("pk"))

    def in_prompted_groups(self) -> Self:
        return self.filter(group__state=GroupState.RUNNING)

    def with_rests(self) -> Self:
        """With the times the group let it rest, which every clock reads."""
        return self.prefetch_related("pauses")

    def with_last_rest(self) -> Self:
        """With `rested_until`, the day on which its latest rest was over, or will be, in the same query."""
        latest = ClockPause.objects.filter(ask=OuterRef("pk")).order_by("-began_on", "-pk")
        return self.annotate(rested_until=Subquery(latest.values(day=Coalesce("ended_on", "until"))[:1]))

    def for_reminders(self) -> Self:
        """With everyone a clock may speak to."""
        return self.select_related("group", "to__person")

    def public(self) -> Self:
        """What anyone may read: requests that the group chose to show, in groups that chose to be seen."""
        return self.filter(is_public=True, group__in=Group.objects.published())

    def with_clock(self) -> Self:
        """Those with a date, which are the open ones, found by their small index."""
        return self.filter(next_step_on__isnull=False)

    def systems_turn(self) -> Self:
        return self.filter(state__in=SYSTEMS_TURN)

    def for_list(self) -> Self:
        """With the one who answers, the commitment, every version of the answer and whether it rests."""
        return self.with_last_rest().select_related("group", "to", "commitment").prefetch_related("answers")

    def for_story(self) -> Self:
        """With the rows beside it that are one each; `lifecycle.story` reads the others."""
        return self.select_related("group", "to__person", "commitment", "decision", "closing_decision")


class Ask(models.Model):
    """A request of the group to a named lead. It freezes the commitment and response time it was raised under."""

    MOVES = ASK_MOVES

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="asks")
    title = models.CharField(_("what we ask for, in a few words"), max_length=160)
    words = models.TextField(_("what we ask for"), max_length=3000)
    why = models.TextField(_("why it matters"), max_length=3000)
    good_answer = models.TextField(_("what a good answer would hold"), max_length=2000, blank=True)
    # What the group had decided that this request carries further, besides the decision to ask.
    built_from = models.ManyToManyField(Decision, blank=True, related_name="+")
    to = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="+")
    commitment = models.ForeignKey(Commitment, on_delete=models.PROTECT, null=True, related_name="+")
    response_days = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=14, choices=AskState, default=AskState.RAISED)
    raised_on = models.DateField(default=timezone.localdate)
    turn_began_on = models.DateField(default=timezone.localdate)
    # The date the one whose turn it is has promised; rewritten by groups/working_days.py. Null once closed.
    next_step_on = models.DateField(null=True, blank=True)
    # The day the group gave when asked for more time; it holds for this turn.
    agreed_until = models.DateField(null=True, blank=True)
    closed_on = models.DateField(null=True, blank=True)
    closing_decision = models.ForeignKey(Decision, on_delete=models.PROTECT, null=True, related_name="+")
    closing_words = models.TextField(max_length=2000, blank=True)
    is_public = models.BooleanField(_("show on our public page"), default=False)

    # Filled in by lifecycle.story for the request's own page.
    told: "list[Notification]"
    commitment_now: Commitment | None
    rested_until: date | None  # of `with_last_rest`

    objects = AskQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=~Q(state__in=["done", "no_accepted", "no_disagreed", "withdrawn", "carried_on"])
                | Q(closing_decision__isnull=False, closed_on__isnull=False),
                name="only_the_group_closes_an_ask",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["done", "no_accepted", "no_disagreed", "withdrawn", "carried_on"])
                | Q(next_step_on__isnull=False),
                name="an_open_ask_has_a_clock",
            ),
        )
        indexes = (
            # Closed requests have no clock; both databases see that a search by date needs only the others.
            models.Index(fields=["next_step_on"], name="ask_clock", condition=Q(next_step_on__isnull=False)),
            models.Index(fields=["group", "state"], name="ask_group_state"),
        )

    def __str__(self) -> str:
        return self.title

    @property
    def is_closed(self) -> bool:
        return self.state in CLOSED_ASK

    @property
    def is_systems_turn(self) -> bool:
        return self.state in SYSTEMS_TURN

    @property
    def lead_has_gone(self) -> bool:
        """Another lead may take it over then."""
        return self.to.state == MembershipState.LEFT or not self.to.may(Permission.ANSWER_ASKS)

    @property
    def latest_answer(self) -> "Answer | None":
        return max(self.answers.all(), key=lambda answer: answer.number, default=None)

    @property
    def ways_to_close(self) -> tuple[AskState, ...]:
        latest = self.latest_answer
        return ways_to_close(self.state, latest.kind) if latest else ()

    def is_late(self, today: date) -> bool:
        return self.next_step_on is not None and self.next_step_on < today

    def days_left(self, today: date) -> int:
        """Working days until the promised date; negative when it has passed."""
        return working_days_between(today, self.next_step_on or today, self.group)

    def rest_on(self, day: date) -> "ClockPause | None":
        """The rest this request has on a day. On its last day the clock goes on."""
        resting = (rest for rest in self.pauses.all() if rest.began_on <= day < rest.over_on)
        return next(resting, None)

    def clock_date(self) -> date | None:
        """The date that today's bank holidays give to this turn; a date somebody promised stands as it is.

        Days on which the group let it rest do not count.
        """
        if self.state in AWAITING_ANSWER:
            return self.agreed_until or self._after(self.response_days)
        if self.state in GROUPS_TURN:
            return self._after(VERDICT_WORKING_DAYS)
        return self.next_step_on

    def _after(self, working_days: int) -> date:
        rested = sum(
            working_days_between(max(rest.began_on, self.turn_began_on), rest.over_on, self.group)
            for rest in self.pauses.all()
            if rest.over_on > self.turn_began_on
        )
        return add_working_days(self.turn_began_on, working_days + rested, self.group)


class ClockPause(models.Model):
    """The group let a request rest: nobody is reminded, and the days do not count. Only the group may.

    It ends on `ended_on`, or when `until` has come: on that day the clock goes on by itself.
    """

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="+")
    ask = models.ForeignKey(Ask, on_delete=models.CASCADE, related_name="pauses")
    began_on = models.DateField()
    until = models.DateField()
    ended_on = models.DateField(null=True, blank=True)
    reason = models.TextField(max_length=1000)
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("began_on", "pk")
        constraints = (
            models.CheckConstraint(condition=Q(until__gt=F("began_on")), name="a_pause_ends_after_it_began"),
            models.UniqueConstraint(
                fields=["ask"], condition=Q(ended_on__isnull=True), name="one_pause_at_a_time"
            ),
        )

    def __str__(self) -> str:
        return f"pause of ask {self.ask_id} from {self.began_on}"

    @property
    def over_on(self) -> date:
        """The day on which the clock went on, or will."""
        return self.ended_on or self.until


class ClockShift(models.Model):
    """A promised date that moved because the working days changed; shown to all. Rows are only ever added."""

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="+")
    ask = models.ForeignKey(Ask, on_delete=models.CASCADE, related_name="clock_shifts")
    was_on = models.DateField()
    now_on = models.DateField()
    at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"clock of ask {self.ask_id} moved to {self.now_on}"
