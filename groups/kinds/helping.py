"""What is told about helpers."""

from typing import Any, cast

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from groups.kinds.kind import Kind
from groups.kinds.known import register
from groups.models import Helper
from groups.states import HelperState, MessageTopic


def _may_still_say_yes(row: models.Model) -> bool:
    return cast("Helper", row).is_open


def _helps_now(row: models.Model) -> bool:
    return cast("Helper", row).state == HelperState.ACTIVE


def _is_being_checked(row: models.Model) -> bool:
    return cast("Helper", row).is_being_checked


def _helping_link(row: models.Model) -> dict[str, str]:
    token = cast("Helper", row).token
    return {"helping_link": settings.SITE_URL + reverse("helping_join", args=[token])}


def _about_my_helper(name: str, subject_line: Promise, **more: Any) -> Kind:
    """For the member alone: no helper ever reads it."""
    return Kind(
        name=name,
        subject_line=subject_line,
        template=f"groups/messages/{name}.txt",
        model=Helper,
        url_name="my_helpers",
        url_arg=None,
        in_group=False,
        privately=True,
        topic=MessageTopic.SAFETY,
        **more,
    )


register(
    Kind(
        name="helper_invitation",
        subject_line=_("Someone would like you to help them"),
        template="groups/messages/helper_invitation.txt",
        model=Helper,
        url_name="helping",
        url_arg=None,
        in_group=False,
        still_true=_may_still_say_yes,
        codes=_helping_link,
        through_quiet_hours=True,  # whoever named them has just told them that it comes
    ),
    _about_my_helper("helper_started", _("Your helper said yes"), still_true=_helps_now),
    _about_my_helper("helper_acts", _("What was done for you lately"), still_true=_helps_now),
    _about_my_helper(
        "helper_check",
        _("A question for you alone"),
        still_true=_is_being_checked,
        needs_you=True,
        minutes=1,
    ),
    Kind(
        name="helper_call",
        subject_line=_("Please speak with someone in your group alone"),
        template="groups/messages/helper_call.txt",
        model=Helper,
        url_name="helper_of",
        url_arg="helper_id",
        still_true=_helps_now,
        needs_you=True,
        minutes=10,
        topic=MessageTopic.SAFETY,
    ),
)
