"""What people hear about information: changes, questions about it, and what the group asked to be told."""

from typing import Any, cast

from django.db import models
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrPromise

from facilitation.models import InformationItem, InformationRequest, NotUnderstood
from facilitation.states.information import QuestionState
from groups.kinds import Kind, register
from groups.states import MessageTopic


def _is_there(row: models.Model) -> bool:
    return not cast("InformationItem", row).is_gone


def _waits_for_answer(row: models.Model) -> bool:
    return cast("NotUnderstood", row).state == QuestionState.WAITING


def _is_waiting(row: models.Model) -> bool:
    return cast("InformationRequest", row).is_waiting


def _of_what_is_wanted(name: str, subject_line: StrPromise, **more: Any) -> Kind:
    return Kind(
        name=name,
        subject_line=subject_line,
        template=f"facilitation/messages/{name}.txt",
        model=InformationRequest,
        url_name="information_request",
        url_arg="wanted_id",
        topic=MessageTopic.INFORMATION,
        **more,
    )


register(
    Kind(
        name="information_changed",
        subject_line=_("Information in your group has changed"),
        template="facilitation/messages/information_changed.txt",
        model=InformationItem,
        url_name="information_item",
        url_arg="item_id",
        topic=MessageTopic.INFORMATION,
        still_true=_is_there,
        can_wait=True,
    ),
    Kind(
        name="not_understood",
        subject_line=_("Something you shared is not clear to someone"),
        template="facilitation/messages/not_understood.txt",
        model=NotUnderstood,
        url_name="question_answer",
        url_arg="question_id",
        topic=MessageTopic.INFORMATION,
        still_true=_waits_for_answer,
        needs_you=True,
        minutes=5,
    ),
    Kind(
        name="question_answered",
        subject_line=_("There is an answer to your question"),
        template="facilitation/messages/question_answered.txt",
        model=NotUnderstood,
        url_name="question",
        url_arg="question_id",
        topic=MessageTopic.REPLIES,
        can_wait=True,
    ),
    _of_what_is_wanted(
        "information_wanted",
        _("Your group asks you for information"),
        still_true=_is_waiting,
        needs_you=True,
        minutes=10,
    ),
    _of_what_is_wanted(
        "information_wanted_due",
        _("Your group still waits for information"),
        still_true=_is_waiting,
        needs_you=True,
        prompt=True,
        minutes=10,
    ),
    _of_what_is_wanted("information_answered", _("What became of a request for information"), can_wait=True),
)
