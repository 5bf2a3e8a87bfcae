"""Sessions that repeat, and how a session was before it changed."""

import uuid
from datetime import datetime
from typing import Self

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from facilitation.models.sessions import Session, SessionQuerySet
from facilitation.states import SessionState
from facilitation.states.planning import Every
from groups.models import Group

STILL_MOVE = (SessionState.DRAFT, SessionState.ANNOUNCED)
MOVED = ("starts_at", "ends_at")


class SessionSeriesQuerySet(models.QuerySet["SessionSeries"]):
    def in_group(self, group: Group) -> Self:
        return self.filter(group=group)


class SessionSeries(models.Model):
    """Sessions planned in one go. Each has a life of its own; what is told of several at once is told once.

    `sequence` grows with each change of several, and names its message.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="+")
    title = models.CharField(_("title"), max_length=160)
    every = models.CharField(max_length=10, choices=Every)
    sequence = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField(default=timezone.now)

    objects = SessionSeriesQuerySet.as_manager()

    def __str__(self) -> str:
        return self.title


def following(session: Session) -> SessionQuerySet:
    """This one of a series and those after it, as long as they have not begun and are not called off."""
    in_series = Session.objects.filter(series=session.series_id, starts_at__gte=session.starts_at)
    return in_series.exclude(series=None).filter(state__in=STILL_MOVE).order_by("starts_at", "pk")


class SessionChange(models.Model):
    """How an announced session was before one change, so that its message can say what is new.

    `sequence` is that of the calendar entry after the change, and the occurrence of its message.
    """

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="+")
    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="changes")
    sequence = models.PositiveIntegerField()
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    place = models.TextField(blank=True)
    fields = models.JSONField(default=list)  # the names of what has changed
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["session", "sequence"], name="one_change_per_session_and_sequence"
            ),
        )

    def __str__(self) -> str:
        return f"change {self.sequence} of session {self.session_id}"

    @property
    def moved(self) -> bool:
        """Another day or other times."""
        return bool({*MOVED} & {*self.fields})

    def was_on(self, moment: datetime) -> bool:
        """Whether the session was to be on the day of this moment, where the group is."""
        zone = self.group.tz
        return timezone.localdate(self.starts_at, zone) == timezone.localdate(moment, zone)
