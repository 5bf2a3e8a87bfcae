import uuid
from datetime import date, timedelta
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from facilitation.states import (
    ITEM_MOVES,
    SESSION_MOVES,
    ItemPurpose,
    ItemState,
    SessionState,
)
from facilitation.states.agenda import AMONG_US, SessionKind
from groups.models import Group, Membership, Person
from groups.models.memberships import MembershipQuerySet
from groups.permissions import Permission
from groups.states import GroupState

OPENS_BEFORE = timedelta(hours=2)
BEFORE = (SessionState.ANNOUNCED, SessionState.OPEN)
TAKES_THOUGHTS = (*BEFORE, SessionState.CLOSED, SessionState.NOTES_SHARED)
AFTER = (SessionState.CLOSED, SessionState.NOTES_SHARED, SessionState.SETTLED)


def _tomorrow() -> date:
    return timezone.localdate() + timedelta(days=1)


def sees_among_us(member: Membership) -> bool:
    """Whether get-ready meetings and debriefs are there for them: never for people from the system (promise 4)."""
    return member.meets_among_us


def those_among_us(members: MembershipQuerySet) -> MembershipQuerySet:
    """Those of these for whom `sees_among_us` holds."""
    return members.among_us()


class SessionQuerySet(models.QuerySet["Session"]):
    def in_group(self, group: Group) -> Self:
        return self.filter(group=group)

    def visible_to(self, member: Membership) -> Self:
        """Drafts belong to those who plan, get-ready meetings and debriefs to people with lived experience."""
        known = self if member.may(Permission.PLAN_SESSIONS) else self.exclude(state=SessionState.DRAFT)
        return known if sees_among_us(member) else known.exclude(kind__in=AMONG_US)

    def of_person(self, person: Person) -> Self:
        """Of the groups they belong to, a break included, without what is not for them there."""
        places = person.memberships.present()
        theirs = Q(kind__in=AMONG_US, group__in=those_among_us(places).values("group"))
        return self.filter(theirs | (Q(group__in=places.values("group")) & ~Q(kind__in=AMONG_US)))

    def counted(self) -> Self:
        """What the group's record counts: no try-out, and nothing that only some may know of."""
        return self.filter(kind=SessionKind.USUAL)

    def prompted(self) -> Self:
        """Of groups whose clocks run."""
        return self.filter(group__state=GroupState.RUNNING)

    def drafts(self) -> Self:
        return self.filter(state=SessionState.DRAFT).order_by("starts_at")

    def announced(self) -> Self:
        """Everyone was told of it at some time, even if it was called off since."""
        return self.filter(announced_at__isnull=False)

    def upcoming(self) -> Self:
        return self.filter(state__in=BEFORE).order_by("starts_at")

    def in_calendar_of(self, person: Person) -> Self:
        """Of the groups they belong to, a break included, from the last year on; called-off ones say so."""
        since = timezone.now() - timedelta(days=365)
        return (
            self.announced()
            .of_person(person)
            .filter(starts_at__gt=since)
            .select_related("group")
            .order_by("starts_at", "pk")
        )

    def soon(self) -> Self:
        """Announced, and within eight days from now."""
        now = timezone.now()
        return self.filter(
            state=SessionState.ANNOUNCED, starts_at__gt=now, starts_at__lte=now + timedelta(days=8)
        )

    def wanting_papers(self) -> Self:
        """Announced, and the day on which papers were promised has come, but nobody has sent them. Read a day ahead."""
        due = self.counted().filter(
            state=SessionState.ANNOUNCED, papers_out_on__lte=_tomorrow(), pack__isnull=True
        )
        return due.filter(starts_at__gt=timezone.now())

    def past(self) -> Self:
        return self.filter(state__in=AFTER).order_by("-starts_at")

    def wanting_notes(self) -> Self:
        """Closed ten working days ago. Dates are read a day ahead: it may be tomorrow where the group is."""
        return self.filter(state=SessionState.CLOSED, notes_due_on__lte=_tomorrow())

    def quiet_over(self) -> Self:
        """Notes shared, and the quiet window in which people may correct them has passed."""
        return self.filter(state=SessionState.NOTES_SHARED, settles_on__lte=_tomorrow())


class Session(models.Model):
    """A meeting of the group, from first plan to settled notes. `version` moves with every live change."""

    MOVES = SESSION_MOVES

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="sessions")
    kind = models.CharField(
        _("kind of session"), max_length=10, choices=SessionKind, default=SessionKind.USUAL
    )
    # Of a get-ready meeting or a debrief: the session it belongs to.
    for_session = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="beside"
    )
    series = models.ForeignKey(
        "SessionSeries", on_delete=models.SET_NULL, null=True, blank=True, related_name="sessions"
    )
    title = models.CharField(_("title"), max_length=160)
    about = models.TextField(_("what it is for"), max_length=1000, blank=True)
    starts_at = models.DateTimeField(_("starts"))
    ends_at = models.DateTimeField(_("ends"))
    place = models.TextField(_("where"), max_length=500, blank=True)
    phone_in = models.CharField(_("how to join by phone"), max_length=200, blank=True)
    video_link = models.URLField(_("video link"), blank=True)
    access_notes = models.TextField(_("getting in and around"), max_length=1000, blank=True)
    state = models.CharField(max_length=14, choices=SessionState, default=SessionState.DRAFT)
    sequence = models.PositiveIntegerField(default=0)  # of its calendar entry
    papers_out_on = models.DateField(null=True, blank=True)
    announced_at = models.DateTimeField(null=True, blank=True)
    opened_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    notes_due_on = models.DateField(null=True, blank=True)
    notes = models.TextField(_("notes"), max_length=20000, blank=True)
    notes_shared_at = models.DateTimeField(null=True, blank=True)
    settles_on = models.DateField(null=True, blank=True)
    paused_at = models.DateTimeField(null=True, blank=True)  # somebody said stop
    round_open = models.BooleanField(default=False)
    round_question = models.CharField(_("the question of the round"), max_length=200, blank=True)
    version = models.PositiveIntegerField(default=0)
    # Who took part, kept as totals for each side once the session is sealed (promise 5).
    sealed_at = models.DateTimeField(null=True, blank=True)
    took_part_lived = models.PositiveIntegerField(null=True, blank=True)
    took_part_system = models.PositiveIntegerField(null=True, blank=True)

    objects = SessionQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")), name="session_ends_after_it_starts"
            ),
            models.UniqueConstraint(
                fields=["group", "kind"], condition=Q(state="open"), name="one_open_session_of_a_kind"
            ),
            models.CheckConstraint(
                condition=Q(for_session__isnull=True) | Q(kind__in=["get_ready", "debrief"]),
                name="only_meetings_among_us_belong_to_a_session",
            ),
            # A series is told to the whole group in one message.
            models.CheckConstraint(
                condition=Q(series__isnull=True) | ~Q(kind__in=["get_ready", "debrief"]),
                name="no_meeting_among_us_is_in_a_series",
            ),
        )
        indexes = (
            models.Index(fields=["group", "starts_at"], name="session_group_starts"),
            models.Index(fields=["starts_at"], name="session_soon", condition=Q(state="announced")),
            models.Index(fields=["papers_out_on"], name="session_papers_out", condition=Q(state="announced")),
            models.Index(fields=["notes_due_on"], name="session_notes_due", condition=Q(state="closed")),
            models.Index(fields=["settles_on"], name="session_settles", condition=Q(state="notes_shared")),
            models.Index(fields=["ends_at"], name="session_ends"),
            models.Index(fields=["closed_at"], name="session_closed", condition=Q(closed_at__isnull=False)),
        )

    def __str__(self) -> str:
        return self.title

    @property
    def day(self) -> date:
        """Where the group is."""
        return timezone.localdate(self.starts_at, self.group.tz)

    @property
    def minutes(self) -> int:
        """Between its start and its end."""
        return int((self.ends_at - self.starts_at).total_seconds() // 60)

    @property
    def is_usual(self) -> bool:
        """Counted in the group's record; owes notes; things can be agreed in it."""
        return self.kind == SessionKind.USUAL

    @property
    def keeps_nothing(self) -> bool:
        """A place to practise: what was said goes when it closes."""
        return self.kind == SessionKind.TRY_OUT

    @property
    def is_among_us(self) -> bool:
        """For people with lived experience and whoever facilitates it (promise 4)."""
        return self.kind in AMONG_US

    @property
    def is_ahead(self) -> bool:
        """Announced or open: people can still say whether they come."""
        return self.state in BEFORE

    @property
    def is_over(self) -> bool:
        return self.state in AFTER

    @property
    def has_ended(self) -> bool:
        """It took place, whether or not somebody closed it."""
        was_held = self.state in BEFORE and self.ends_at <= timezone.now()
        return self.is_over or was_held

    @property
    def takes_late_thoughts(self) -> bool:
        """From the announcement until the notes settle."""
        return self.state in TAKES_THOUGHTS

    @property
    def is_too_early_to_open(self) -> bool:
        return timezone.now() < self.starts_at - OPENS_BEFORE

    @property
    def joinable(self) -> bool:
        """Join shows from 30 minutes before the start."""
        soon = timezone.now() >= self.starts_at - timedelta(minutes=30)
        return self.state == SessionState.OPEN or (self.state == SessionState.ANNOUNCED and soon)


class AgendaItem(models.Model):
    MOVES = ITEM_MOVES

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="+")
    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="items")
    position = models.PositiveSmallIntegerField()
    title = models.CharField(_("what we talk about"), max_length=160)
    purpose = models.CharField(_("purpose"), max_length=10, choices=ItemPurpose)
    minutes = models.PositiveSmallIntegerField(_("minutes"))
    led_by = models.ForeignKey(Membership, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    # They lead it once they have said yes, and nobody before.
    asked_to_lead = models.ForeignKey(
        Membership, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    seeks_leader = models.BooleanField(_("looking for someone to lead it"), default=False)
    topic = models.ForeignKey("Topic", on_delete=models.SET_NULL, null=True, blank=True, related_name="items")
    content_note = models.CharField(_("content note"), max_length=200, blank=True)
    state = models.CharField(max_length=10, choices=ItemState, default=ItemState.WAITING)
    started_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("position", "pk")
        constraints = (
            models.UniqueConstraint(fields=["session"], condition=Q(state="now"), name="one_item_at_a_time"),
            models.CheckConstraint(
                condition=~Q(purpose="decide") | Q(topic__isnull=False), name="decide_item_has_a_topic"
            ),
        )

    def __str__(self) -> str:
        return self.title
