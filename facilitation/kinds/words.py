"""What people hear about words typed for them."""

from typing import cast

from django.db import models
from django.utils.translation import gettext_lazy as _

from facilitation.models import (
    Contribution,
    HandedIn,
)
from facilitation.states import Audience
from groups.kinds import Kind, register
from groups.states import MessageTopic


def _waits_for_check(row: models.Model) -> bool:
    return cast("Contribution", row).waits_for_check


def _stands(row: models.Model) -> bool:
    return cast("Contribution", row).taken_back_at is None


def _their_words(row: models.Model) -> dict[str, str]:
    """Read to them or posted to them, and kept in no copy of the message: they may take the words back.

    Whoever prints or calls may be from the system, so what is among people with lived experience stays out.
    """
    said = cast("Contribution", row)
    return {} if said.audience == Audience.LIVED else {"words": said.words}


register(
    Kind(
        name="to_type_up",
        subject_line=_("Something for you to type for someone"),
        template="facilitation/messages/to_type_up.txt",
        model=HandedIn,
        url_name="type_up",
        url_arg="handed_id",
        topic=MessageTopic.LOOKING_AFTER,
        needs_you=True,
        minutes=5,
    ),
    Kind(
        name="typed_for_you",
        subject_line=_("Typed for you: is this right?"),
        template="facilitation/messages/typed_for_you.txt",
        model=Contribution,
        url_name="words_check",
        url_arg="words_id",
        topic=MessageTopic.REPLIES,
        still_true=_waits_for_check,
        codes=_their_words,
        needs_you=True,
        minutes=2,
    ),
    Kind(
        name="words_noted",
        subject_line=_("Something was written down for you"),
        template="facilitation/messages/words_noted.txt",
        model=Contribution,
        url_name="sessions",
        url_arg=None,
        topic=MessageTopic.REPLIES,
        still_true=_stands,
    ),
    Kind(
        name="taken_back_for_you",
        subject_line=_("Your words were taken back for you"),
        template="facilitation/messages/taken_back_for_you.txt",
        model=Contribution,
        url_name="sessions",
        url_arg=None,
        topic=MessageTopic.REPLIES,
    ),
)
