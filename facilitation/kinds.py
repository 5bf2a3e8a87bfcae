"""What this app can tell people: see groups.kinds."""

from typing import cast

from django.db import models
from django.utils.translation import gettext_lazy as _

from facilitation.models import Decision, Topic
from facilitation.states import DecisionState
from groups.kinds import Kind, register


def _round_is_open(row: models.Model) -> bool:
    return cast("Decision", row).state == DecisionState.ROUND


register(
    Kind(
        name="topic_changed",
        subject_line=_("Your group changed what is open to decide"),
        template="facilitation/messages/topic_changed.txt",
        model=Topic,
        url_name="topic",
        url_arg="topic_id",
    ),
    Kind(
        name="round_open",
        subject_line=_("Your group asks for your position"),
        template="facilitation/messages/round_open.txt",
        model=Decision,
        url_name="decision",
        url_arg="decision_id",
        still_true=_round_is_open,
        needs_you=True,
        minutes=5,
    ),
    Kind(
        name="decision_disputed",
        subject_line=_("Someone remembers an agreement another way"),
        template="facilitation/messages/decision_disputed.txt",
        model=Decision,
        url_name="decision",
        url_arg="decision_id",
        needs_you=True,
        minutes=5,
    ),
    Kind(
        name="decision_outcome",
        subject_line=_("What became of a decision of your group"),
        template="facilitation/messages/decision_outcome.txt",
        model=Decision,
        url_name="decision",
        url_arg="decision_id",
    ),
)
