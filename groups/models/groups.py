import uuid
from datetime import date
from typing import Self
from zoneinfo import ZoneInfo

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from groups.models.systems import System
from groups.states import GROUP_MOVES, GroupState, Nation


class GroupQuerySet(models.QuerySet["Group"]):
    def published(self) -> Self:
        """Groups that chose to be seen by anyone."""
        return self.filter(is_public=True).exclude(state=GroupState.ENDED)

    def welcoming(self) -> Self:
        """Published groups that people may ask to join."""
        return self.published().filter(welcomes_interest=True)

    def prompted(self) -> Self:
        """Groups whose clocks run: forming, paused and ended groups get no prompts."""
        return self.filter(state=GroupState.RUNNING)


class Group(models.Model):
    """A strategic coproduction group."""

    MOVES = GROUP_MOVES

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    system = models.ForeignKey(System, on_delete=models.PROTECT, related_name="groups")
    name = models.CharField(_("name"), max_length=160)
    about = models.TextField(_("about the group, for anyone to read"), max_length=1000, blank=True)
    state = models.CharField(max_length=10, choices=GroupState, default=GroupState.FORMING)
    is_public = models.BooleanField(_("anyone may see this group"), default=False)
    # Of its public page: whether people may ask to join, whom it looks for, and what else they can do.
    welcomes_interest = models.BooleanField(_("people may ask to join"), default=False)
    looking_for = models.TextField(_("whom you look for now"), max_length=1000, blank=True)
    other_ways = models.TextField(_("other ways to be involved"), max_length=1000, blank=True)
    zone = models.CharField(max_length=60, default="Europe/London")
    nation = models.CharField(_("nation"), max_length=3, choices=Nation, default=Nation.ENGLAND)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = GroupQuerySet.as_manager()

    def __str__(self) -> str:
        return self.name

    @property
    def tz(self) -> ZoneInfo:
        return ZoneInfo(self.zone)

    @property
    def today(self) -> date:
        """The date where the group is."""
        return timezone.localdate(timezone=self.tz)
