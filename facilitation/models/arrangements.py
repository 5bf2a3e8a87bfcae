import uuid
from datetime import timedelta
from typing import Self

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from facilitation.models.sessions import Session
from facilitation.states import Met, SessionState
from groups.models import AccessNeed, Group, Membership, Person
from groups.states import Origin

ASKED_FOR = timedelta(days=14)  # after a session: later nobody is asked any more whether it was met


class ArrangementQuerySet(models.QuerySet["Arrangement"]):
    def in_group(self, group: Group) -> Self:
        return self.filter(group=group)

    def of(self, member: Membership) -> Self:
        return self.filter(member=member).order_by("pk")

    def of_sessions_soon(self) -> Self:
        """Of sessions that are announced and begin within eight days, where nobody has said yet if it is right."""
        return self.filter(session__in=Session.objects.soon().prompted(), is_right__isnull=True)

    def wanting_met(self) -> Self:
        """Of sessions that ended in the last two weeks, where nobody has said yet whether it was there."""
        now = timezone.now()
        ended = Session.objects.prompted().filter(ends_at__gt=now - ASKED_FOR, ends_at__lte=now)
        held = ended.exclude(state__in=(SessionState.DRAFT, SessionState.CANCELLED))
        return self.filter(session__in=held, met="")


class Arrangement(models.Model):
    """One thing made ready for one person at one session; they alone say whether it is right and was met."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="+")
    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="arrangements")
    member = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="+")
    need = models.ForeignKey(AccessNeed, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    words = models.CharField(_("what is arranged"), max_length=300)
    is_right = models.BooleanField(null=True, blank=True)  # said before the session
    not_quite = models.CharField(_("what would make it right"), max_length=500, blank=True)
    met = models.CharField(max_length=10, choices=Met, blank=True)  # said after it
    said = models.CharField(_("what would have helped"), max_length=500, blank=True)
    # Of the last answer: how it came, and who typed it, where that was not the person.
    origin = models.CharField(max_length=12, choices=Origin, default=Origin.APP)
    typed_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)
    made_by = models.ForeignKey(Membership, on_delete=models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)

    objects = ArrangementQuerySet.as_manager()

    class Meta:
        indexes = (models.Index(fields=["session", "member"], name="arrangement_session_member"),)

    def __str__(self) -> str:
        return f"arrangement {self.public_id}"
