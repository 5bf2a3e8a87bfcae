"""What people hear about notes that somebody remembers another way."""

from typing import cast

from django.db import models
from django.utils.translation import gettext_lazy as _

from facilitation.models import NoteCheck
from facilitation.states.notes import CheckState
from groups.kinds import Kind, register
from groups.states import MessageTopic


def _waits(row: models.Model) -> bool:
    return cast("NoteCheck", row).state == CheckState.ASKED


def _is_answered(row: models.Model) -> bool:
    return cast("NoteCheck", row).state in (CheckState.CORRECTED, CheckState.KEPT)


register(
    Kind(
        name="note_questioned",
        subject_line=_("Someone remembers a note another way"),
        template="facilitation/messages/note_questioned.txt",
        model=NoteCheck,
        url_name="note_check_one",
        url_arg="check_id",
        still_true=_waits,
        needs_you=True,
        minutes=5,
    ),
    Kind(
        name="note_answered",
        subject_line=_("A reply to what you said of the notes"),
        template="facilitation/messages/note_answered.txt",
        model=NoteCheck,
        url_name="note_check_one",
        url_arg="check_id",
        topic=MessageTopic.REPLIES,
        still_true=_is_answered,
    ),
)
