"""What people hear about the lived experience space. No message holds what is said there."""

from typing import cast

from django.db import models
from django.utils.translation import gettext_lazy as _

from facilitation.models import SpaceEntry, SpaceModerator
from facilitation.states.space import EntryState, ModeratorState
from groups.kinds import Kind, register
from groups.states import MessageTopic


def _is_asked(row: models.Model) -> bool:
    return cast("SpaceEntry", row).state == EntryState.ASKED


def _is_offered(row: models.Model) -> bool:
    return cast("SpaceModerator", row).state == ModeratorState.OFFERED


register(
    Kind(
        name="space_entry_asked",
        subject_line=_("A question for people with lived experience"),
        template="facilitation/messages/space_entry_asked.txt",
        model=SpaceEntry,
        url_name="space",
        url_arg=None,
        topic=MessageTopic.DECISIONS,
        still_true=_is_asked,
        needs_you=True,
        minutes=2,
        privately=True,
    ),
    Kind(
        name="space_entry_told",
        subject_line=_("What the space said"),
        template="facilitation/messages/space_entry_told.txt",
        model=SpaceEntry,
        url_name="space_enter",
        url_arg=None,
        topic=MessageTopic.REPLIES,
        privately=True,
    ),
    Kind(
        name="space_moderator",
        subject_line=_("Somebody asks you to look after something"),
        template="facilitation/messages/space_moderator.txt",
        model=SpaceModerator,
        url_name="space",
        url_arg=None,
        topic=MessageTopic.LOOKING_AFTER,
        still_true=_is_offered,
        needs_you=True,
        minutes=2,
        privately=True,
    ),
)
