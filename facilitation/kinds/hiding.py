"""What people hear about words that were hidden. No message holds the words, or why they were hidden."""

from typing import cast

from django.db import models
from django.utils.translation import gettext_lazy as _

from facilitation.models import Hiding
from facilitation.states.hiding import HidingState
from groups.kinds import Kind, register
from groups.states import MessageTopic


def _is_hidden(row: models.Model) -> bool:
    return cast("Hiding", row).hides


def _waits(row: models.Model) -> bool:
    return cast("Hiding", row).state == HidingState.APPEALED


register(
    Kind(
        name="words_hidden",
        subject_line=_("About something you said"),
        template="facilitation/messages/words_hidden.txt",
        model=Hiding,
        url_name="hiding",
        url_arg="hiding_id",
        topic=MessageTopic.REPLIES,
        still_true=_is_hidden,
        privately=True,
    ),
    Kind(
        name="second_look",
        subject_line=_("Something to look at a second time"),
        template="facilitation/messages/second_look.txt",
        model=Hiding,
        url_name="hiding",
        url_arg="hiding_id",
        topic=MessageTopic.LOOKING_AFTER,
        still_true=_waits,
        needs_you=True,
        minutes=5,
    ),
    Kind(
        name="second_look_done",
        subject_line=_("Somebody took a second look"),
        template="facilitation/messages/second_look_done.txt",
        model=Hiding,
        url_name="hiding",
        url_arg="hiding_id",
        topic=MessageTopic.REPLIES,
        privately=True,
    ),
)
