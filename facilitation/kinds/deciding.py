"""What people hear about what the group shares, decides and looks at again."""

from datetime import datetime, time, timedelta
from typing import Any, cast

from django.db import models
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrPromise

from facilitation.models import (
    Decision,
    GroupText,
    InformationItem,
    Topic,
)
from facilitation.states import DecisionState, TextState
from groups.kinds import Kind, register
from groups.states import MessageTopic


def _round_is_open(row: models.Model) -> bool:
    return cast("Decision", row).state == DecisionState.ROUND


def _is_disputed(row: models.Model) -> bool:
    return cast("Decision", row).state == DecisionState.DISPUTED


def _may_be_disputed(row: models.Model) -> bool:
    return cast("Decision", row).may_be_disputed


def _while_it_can_be_disputed(row: models.Model) -> datetime | None:
    """With two days left to say that it was not so."""
    decision = cast("Decision", row)
    ends = decision.dispute_until
    return datetime.combine(ends - timedelta(days=2), time(), tzinfo=decision.group.tz) if ends else None


def _wants_review(row: models.Model) -> bool:
    return cast("GroupText", row).state == TextState.AGREED


def _decision_wants_review(row: models.Model) -> bool:
    return Decision.objects.wanting_review().filter(pk=row.pk).exists()


def _of_a_decision(name: str, subject_line: StrPromise, **more: Any) -> Kind:
    return Kind(
        name=name,
        subject_line=subject_line,
        template=f"facilitation/messages/{name}.txt",
        model=Decision,
        url_name="decision",
        url_arg="decision_id",
        topic=MessageTopic.DECISIONS,
        **more,
    )


def _of_a_topic(name: str, subject_line: StrPromise, **more: Any) -> Kind:
    return Kind(
        name=name,
        subject_line=subject_line,
        template=f"facilitation/messages/{name}.txt",
        model=Topic,
        url_name="topic",
        url_arg="topic_id",
        topic=MessageTopic.DECISIONS,
        can_wait=True,
        **more,
    )


register(
    Kind(
        name="text_review",
        subject_line=_("Time to look again at what your group agreed"),
        template="facilitation/messages/text_review.txt",
        model=GroupText,
        url_name="text_review",
        url_arg="text_id",
        still_true=_wants_review,
        needs_you=True,
        prompt=True,
        minutes=5,
        can_wait=True,
    ),
    Kind(
        name="information_shared",
        subject_line=_("New information in your group"),
        template="facilitation/messages/information_shared.txt",
        model=InformationItem,
        url_name="information_item",
        url_arg="item_id",
        topic=MessageTopic.INFORMATION,
        can_wait=True,
    ),
    _of_a_topic("topic_changed", _("Your group changed what is open to decide")),
    _of_a_decision(
        "round_open",
        _("Your group asks for your position"),
        still_true=_round_is_open,
        needs_you=True,
        minutes=5,
    ),
    _of_a_decision(
        "round_reminder", _("Your group’s round ends soon"), still_true=_round_is_open, minutes=5, prompt=True
    ),
    _of_a_decision(
        "position_typed", _("Something was written down for you"), still_true=_round_is_open, needs_you=True
    ),
    _of_a_decision("position_noted", _("Something was written down for you"), still_true=_round_is_open),
    _of_a_decision(
        "agreement_recorded",
        _("What your group agreed is written down"),
        still_true=_may_be_disputed,
        can_wait=True,
        before=_while_it_can_be_disputed,
    ),
    Kind(
        name="reason_taken_back_for_you",
        subject_line=_("Your words were taken back for you"),
        template="facilitation/messages/reason_taken_back_for_you.txt",
        model=Decision,
        url_name="decision",
        url_arg="decision_id",
        topic=MessageTopic.REPLIES,
    ),
    _of_a_topic("topic_moved", _("A topic of your group was opened or closed")),
    _of_a_decision(
        "decision_disputed",
        _("Someone remembers an agreement another way"),
        still_true=_is_disputed,
        needs_you=True,
        minutes=5,
    ),
    _of_a_decision(
        "decision_review",
        _("It is time to look at a decision again"),
        still_true=_decision_wants_review,
        needs_you=True,
        minutes=5,
        prompt=True,
        can_wait=True,
    ),
    _of_a_decision("decision_outcome", _("What became of a decision of your group"), can_wait=True),
)
