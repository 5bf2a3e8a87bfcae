"""What people read before a session: its papers, and when they were out (promise 9)."""

import uuid
from datetime import date, datetime
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from facilitation.models.information import BudgetLine, InformationFormat, InformationItem
from facilitation.models.sessions import AgendaItem, Session
from groups.models import Group, Job, Membership, Upload
from groups.states import NeedKind


class PaperQuerySet(models.QuerySet["Paper"]):
    def in_group(self, group: Group) -> Self:
        return self.filter(group=group)

    def visible_to(self, member: Membership) -> Self:
        """Of the sessions this member may see: what lies ready for a draft is seen by those who plan."""
        sessions = Session.objects.in_group(member.group).visible_to(member)
        return self.filter(group=member.group, session__in=sessions)

    def to_list(self) -> Self:
        """In the order of the pack, with no more than a list names. Of one session, through its `papers`."""
        own = ("public_id", "session", "position", "title", "added_at", "changed_at", "agreed_at")
        beside = ("information__title", "information__current__at", "agenda_item__title")
        return (
            self.select_related("information__current", "agenda_item")
            .only(*own, *beside)
            .order_by("position", "pk")
        )

    def to_read(self) -> Self:
        """In the order of the pack, with what each shows."""
        return self.select_related(
            "session__group",
            "information__consent",
            "information__upload",
            "information__current",
            "upload",
            "agenda_item",
            "added_by",
        ).order_by("position", "pk")

    def to_print(self) -> Self:
        """The same with all that a pack holds of them: the lines of a budget, and the other formats."""
        formats = InformationFormat.objects.select_related("upload").order_by("kind")
        lines = BudgetLine.objects.order_by("position")
        return (
            self.to_read()
            .select_related("information__group")
            .prefetch_related(
                models.Prefetch("information__current__lines", lines),
                models.Prefetch("information__formats", formats),
            )
        )


class Paper(models.Model):
    """Something to read before a session: information the group has already, or words or a file of its own.

    It is the whole group's from the moment it is added (or the session announced): nobody reads it sooner.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="+")
    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="papers")
    position = models.PositiveSmallIntegerField()
    agenda_item = models.ForeignKey(
        AgendaItem, on_delete=models.SET_NULL, null=True, blank=True, related_name="papers"
    )
    # Shown by pointing to it, never copied: what is taken back there is gone here.
    information = models.ForeignKey(
        InformationItem, on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    title = models.CharField(_("title"), max_length=160, blank=True)
    content_note = models.CharField(_("content note"), max_length=200, blank=True)
    words = models.TextField(_("the whole text"), max_length=20000, blank=True)
    upload = models.ForeignKey(Upload, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    added_by = models.ForeignKey(Membership, on_delete=models.SET_NULL, null=True, related_name="+")
    added_at = models.DateTimeField(default=timezone.now)
    changed_at = models.DateTimeField(null=True, blank=True)  # its content
    agreed_at = models.DateTimeField(null=True, blank=True)  # late, and the group agreed to work with it

    objects = PaperQuerySet.as_manager()

    class Meta:
        ordering = ("position", "pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(information__isnull=False, title="")
                | (Q(information__isnull=True) & ~Q(title="")),
                name="paper_is_information_or_its_own",
            ),
            models.UniqueConstraint(fields=["session", "information"], name="information_once_in_a_pack"),
        )
        indexes = (models.Index(fields=["session", "position"], name="paper_session_position"),)

    def __str__(self) -> str:
        return self.heading

    @property
    def heading(self) -> str:
        return self.information.title if self.information else self.title

    @property
    def note(self) -> str:
        """A word beforehand, if it may be hard for some to read."""
        return self.information.content_note if self.information else self.content_note

    @property
    def came_at(self) -> datetime:
        """When the group could first read what it says now: not before the session was announced."""
        version = self.information.current.at if self.information and self.information.current else None
        times = [self.added_at, self.changed_at, version, self.session.announced_at]
        return max(filter(None, times))

    @property
    def came_on(self) -> date:
        return timezone.localdate(self.came_at, self.session.group.tz)

    @property
    def is_late(self) -> bool:
        """It came, or was changed, after the day on which papers were promised."""
        promised = self.session.papers_out_on
        return promised is not None and self.session.announced_at is not None and self.came_on > promised

    @property
    def is_for_information_only(self) -> bool:
        """Late papers are, unless the group agreed otherwise."""
        return self.is_late and (self.agreed_at is None or self.agreed_at < self.came_at)


class PackQuerySet(models.QuerySet["Pack"]):
    def in_group(self, group: Group) -> Self:
        return self.filter(group=group)


class Pack(models.Model):
    """That the pack of a session was sent to everyone, and when."""

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="+")
    session = models.OneToOneField(Session, on_delete=models.CASCADE, related_name="pack")
    sent_at = models.DateTimeField(default=timezone.now)
    sent_by = models.ForeignKey(Membership, on_delete=models.SET_NULL, null=True, related_name="+")

    objects = PackQuerySet.as_manager()

    def __str__(self) -> str:
        return f"pack of session {self.session_id}"


class PackFile(models.Model):
    """A PDF of a pack in one look and language, kept until the pack says something else."""

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="+")
    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="+")
    looks = models.CharField(max_length=60, blank=True)  # what pack.css knows, apart by spaces
    language = models.CharField(max_length=10)
    digest = models.CharField(max_length=64)  # of what it was made from
    job = models.OneToOneField(Job, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["session", "looks", "language"], name="one_pack_file_per_look"),
        )

    def __str__(self) -> str:
        return f"file of the pack of session {self.session_id}"


class PackToMakeQuerySet(models.QuerySet["PackToMake"]):
    def in_group(self, group: Group) -> Self:
        return self.filter(group=group)

    def waiting(self) -> Self:
        """Not made yet, of sessions that are still to come."""
        still = self.filter(made_at=None, session__in=Session.objects.upcoming())
        return still.filter(session__ends_at__gt=timezone.now())


class PackToMake(models.Model):
    """A pack in a format that the app cannot print, for one person: seen only by those who arrange."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="+")
    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="+")
    member = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=20, choices=NeedKind)
    made_at = models.DateTimeField(null=True, blank=True)
    made_by = models.ForeignKey(
        Membership, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    objects = PackToMakeQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["session", "member", "kind"], name="one_pack_to_make_per_format"),
        )
        indexes = (models.Index(fields=["group"], name="pack_to_make", condition=Q(made_at=None)),)

    def __str__(self) -> str:
        return f"pack {self.public_id} to make"
