import uuid
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from facilitation.models.sessions import AgendaItem, Session, sees_among_us
from facilitation.states.agenda import AMONG_US
from facilitation.states.parked import PARKED_MOVES, ParkedState
from groups.models import Group, Membership


class ParkedMatterQuerySet(models.QuerySet["ParkedMatter"]):
    def in_group(self, group: Group) -> Self:
        return self.filter(group=group)

    def visible_to(self, member: Membership) -> Self:
        """What get-ready meetings and debriefs parked is for people with lived experience alone (promise 4)."""
        return self if sees_among_us(member) else self.exclude(session__kind__in=AMONG_US)

    def still_parked(self) -> Self:
        """Neither brought back nor settled, oldest first."""
        return self.filter(state=ParkedState.PARKED).order_by("at", "pk")


class ParkedMatter(models.Model):
    """Something the group wants to come back to. It stays in sight until it is brought back or settled."""

    MOVES = PARKED_MOVES

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="+")
    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="parked")
    item = models.ForeignKey(AgendaItem, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    words = models.CharField(_("what we park"), max_length=300)
    state = models.CharField(max_length=14, choices=ParkedState, default=ParkedState.PARKED)
    at = models.DateTimeField(default=timezone.now)
    parked_by = models.ForeignKey(
        Membership, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    brought_to = models.ForeignKey(
        AgendaItem, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    became = models.CharField(_("what became of it"), max_length=500, blank=True)

    objects = ParkedMatterQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=~Q(state="settled") | ~Q(became=""), name="settled_matter_says_what_became_of_it"
            ),
        )
        indexes = (models.Index(fields=["group", "state", "at"], name="parked_group_state"),)

    def __str__(self) -> str:
        return self.words
