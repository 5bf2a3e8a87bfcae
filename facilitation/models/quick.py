import uuid
from datetime import datetime, timedelta
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from facilitation.models.decisions import Decision, TopicVersion
from facilitation.models.sessions import AgendaItem, Session
from facilitation.states import SessionState
from facilitation.states.quick import QUICK_MOVES, QUICK_SECONDS, QuickState
from groups.models import Group, Membership


class QuickAgreeQuerySet(models.QuerySet["QuickAgree"]):
    def in_session(self, session: Session) -> Self:
        return self.filter(session=session)

    def open(self) -> Self:
        """Put to a session that is open now."""
        return self.filter(state=QuickState.OPEN, session__state=SessionState.OPEN)


class QuickAgree(models.Model):
    """Words put to those in a session. One objection ends it; who objected is kept nowhere."""

    MOVES = QUICK_MOVES

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="+")
    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="quick_agrees")
    item = models.ForeignKey(AgendaItem, on_delete=models.CASCADE, related_name="+")
    topic_version = models.ForeignKey(
        TopicVersion, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    wording = models.TextField(_("what we agree"), max_length=2000)
    state = models.CharField(max_length=10, choices=QuickState, default=QuickState.OPEN)
    put_by = models.ForeignKey(Membership, on_delete=models.SET_NULL, null=True, related_name="+")
    put_at = models.DateTimeField(default=timezone.now)
    decision = models.OneToOneField(Decision, on_delete=models.PROTECT, null=True, related_name="+")

    objects = QuickAgreeQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["session"], condition=Q(state="open"), name="one_quick_agree_at_a_time"
            ),
            models.CheckConstraint(
                condition=~Q(state="agreed") | Q(decision__isnull=False), name="quick_agree_has_its_decision"
            ),
        )

    def __str__(self) -> str:
        return self.wording[:80]

    @property
    def may_be_recorded_from(self) -> datetime:
        return self.put_at + timedelta(seconds=QUICK_SECONDS)
