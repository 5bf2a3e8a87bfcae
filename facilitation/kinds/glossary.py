"""What people hear about words that someone does not know."""

from typing import cast

from django.db import models
from django.utils.translation import gettext_lazy as _

from facilitation.models import GlossaryTerm
from groups.kinds import Kind, register
from groups.states import MessageTopic


def _waits(row: models.Model) -> bool:
    return not cast("GlossaryTerm", row).meaning


register(
    Kind(
        name="word_asked",
        subject_line=_("Someone asks what a word means"),
        template="facilitation/messages/word_asked.txt",
        model=GlossaryTerm,
        url_name="term_edit",
        url_arg="term_id",
        topic=MessageTopic.INFORMATION,
        still_true=_waits,
        needs_you=True,
        minutes=2,
        can_wait=True,
    )
)
