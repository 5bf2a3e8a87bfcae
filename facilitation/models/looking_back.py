import uuid
from datetime import timedelta
from typing import Self

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from facilitation.models.sessions import AFTER, Session, SessionQuerySet
from facilitation.states.agenda import SessionKind
from groups.models import Group, Membership

LATEST = timedelta(days=14)


def sessions_just_over() -> SessionQuerySet:
    """Usual ones that closed a day ago, or up to two weeks if the clock stood still."""
    now = timezone.now()
    closed = Session.objects.filter(closed_at__lte=now - timedelta(hours=20), closed_at__gt=now - LATEST)
    return closed.filter(state__in=AFTER, kind=SessionKind.USUAL)


class WhatIHeardQuerySet(models.QuerySet["WhatIHeard"]):
    def newest(self) -> Self:
        """Of each person and session the newest version, in the order they first wrote."""
        newer = WhatIHeard.objects.filter(
            session=models.OuterRef("session"),
            member=models.OuterRef("member"),
            number__gt=models.OuterRef("number"),
        )
        return self.filter(~models.Exists(newer)).select_related("member").order_by("at", "pk")


class WhatIHeard(models.Model):
    """Somebody of the system says what they heard in a session and what they will do differently.

    Rows are only ever added: what was written before stays to be read.
    """

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="+")
    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="what_was_heard")
    member = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="+")
    number = models.PositiveSmallIntegerField(default=1)
    heard = models.TextField(_("what I heard"), max_length=1500)
    will_do = models.TextField(_("what I will do differently"), max_length=1500)
    at = models.DateTimeField(default=timezone.now)

    objects = WhatIHeardQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["session", "member", "number"], name="one_version_of_what_i_heard"
            ),
        )

    def __str__(self) -> str:
        return f"what was heard {self.pk}"


class Reflection(models.Model):
    """What a facilitator thinks of their own part in a session. Nobody else ever reads it.

    `answers` holds their words by the id of the mark (facilitation/good_facilitation.py).
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="+")
    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="+")
    member = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="+")
    answers = models.JSONField(default=dict)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["session", "member"], name="one_reflection_per_session"),
        )

    def __str__(self) -> str:
        return f"reflection {self.pk}"
