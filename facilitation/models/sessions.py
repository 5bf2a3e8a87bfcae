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
    ComingAnswer,
    ItemPurpose,
    ItemState,
    SessionState,
)
from groups.models import Group, Membership, Person
from groups.permissions import Permission

OPENS_BEFORE = timedelta(hours=2)
BEFORE = (SessionState.ANNOUNCED, SessionState.OPEN)
TAKES_THOUGHTS = (*BEFORE, SessionState.CLOSED, SessionState.NOTES_SHARED)
AFTER = (SessionState.CLOSED, SessionState.NOTES_SHARED, SessionState.SETTLED)


def _tomorrow() -> date:
    return timezone.localdate() + timedelta(days=1)


class SessionQuerySet(models.QuerySet["Session"]):
    def in_group(self, group: Group) -> Self:
        return self.filter(group=group)

    def visible_to(self, member: Membership) -> Self:
        """Drafts belong to those who plan."""
        return self if member.may(Permission.PLAN_SESSIONS) else self.exclude(state=SessionState.DRAFT)

    def prompted(self) -> Self:
        """Of groups whose clocks run."""
        return self.filter(group__in=Group.objects.prompted())

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
        theirs = self.announced().filter(group__memberships__in=person.memberships.present())
        return theirs.filter(starts_at__gt=since).select_related("group").order_by("starts_at", "pk")

    def soon(self) -> Self:
        """Announced, and within eight days from now."""
        now = timezone.now()
        return self.filter(
            state=SessionState.ANNOUNCED, starts_at__gt=now, starts_at__lte=now + timedelta(days=8)
        )

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
                fields=["group"], condition=Q(state="open"), name="one_open_session_per_group"
            ),
        )
        indexes = (
            models.Index(fields=["group", "starts_at"], name="session_group_starts"),
            models.Index(fields=["starts_at"], name="session_soon", condition=Q(state="announced")),
            models.Index(fields=["notes_due_on"], name="session_notes_due", condition=Q(state="closed")),
            models.Index(fields=["settles_on"], name="session_settles", condition=Q(state="notes_shared")),
        )

    def __str__(self) -> str:
        return self.title

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


class Coming(models.Model):
    """What one person said about coming to one session."""

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="+")
    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="coming")
    member = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="+")
    answer = models.CharField(max_length=10, choices=ComingAnswer)
    note = models.CharField(_("anything we should get ready for you"), max_length=500, blank=True)
    typed_by = models.ForeignKey(
        Membership, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["session", "member"], name="one_reply_per_person_and_session"),
        )

    def __str__(self) -> str:
        return f"{self.answer} to session {self.session_id}"


class Presence(models.Model):
    """A mark that someone is in the room. Deleted when the session is sealed; only totals stay."""

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="presences")
    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="+")
    member = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["session", "member"], name="one_presence_per_person_and_session"),
        )

    def __str__(self) -> str:
        return f"presence {self.pk}"
