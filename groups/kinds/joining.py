"""What is told about joining a group: invitations, and people who ask to join."""

from collections.abc import Callable
from typing import cast

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from groups.kinds.kind import Kind
from groups.kinds.known import register
from groups.models import Expression, Invitation
from groups.states import ExpressionState, MessageTopic

# Of someone who asks to join: what is told to those who welcome people, and to the person.
TO_WELCOMERS = ("interest_received", "interest_waiting")
TO_NEWCOMERS = ("interest_thanks", "interest_acknowledged", "interest_not_now")


def _is_open(row: models.Model) -> bool:
    return cast("Invitation", row).is_open


def _invitation_codes(row: models.Model) -> dict[str, str]:
    invitation = cast("Invitation", row)
    return {
        "code": invitation.code,
        "join_link": settings.SITE_URL + reverse("join_link", args=[invitation.token]),
    }


def _is_unread(row: models.Model) -> bool:
    return cast("Expression", row).state == ExpressionState.RECEIVED


def _is_in_hand(row: models.Model) -> bool:
    return not cast("Expression", row).has_ended


def _is_not_now(row: models.Model) -> bool:
    return cast("Expression", row).state == ExpressionState.NOT_NOW


def _expression_codes(row: models.Model) -> dict[str, str]:
    token = cast("Expression", row).token
    return {"take_back_link": settings.SITE_URL + reverse("interest_take_back", args=[token])}


def _to_welcomers(name: str, subject_line: Promise, *, prompt: bool = False) -> Kind:
    return Kind(
        name=name,
        subject_line=subject_line,
        template=f"groups/messages/{name}.txt",
        model=Expression,
        url_name="expression",
        url_arg="expression_id",
        still_true=_is_unread,
        needs_you=True,
        minutes=5,
        prompt=prompt,
    )


def _to_newcomer(name: str, subject_line: Promise, still_true: Callable[[models.Model], bool]) -> Kind:
    return Kind(
        name=name,
        subject_line=subject_line,
        template=f"groups/messages/{name}.txt",
        model=Expression,
        url_name="public_group",
        url_arg=None,
        still_true=still_true,
        codes=_expression_codes,
    )


register(
    Kind(
        name="invitation",
        subject_line=_("An invitation for you"),
        template="groups/messages/invitation.txt",
        model=Invitation,
        url_name="join",
        url_arg=None,
        in_group=False,
        still_true=_is_open,
        codes=_invitation_codes,
        through_quiet_hours=True,  # whoever invites has just told them that it comes
    ),
    Kind(
        name="place_taken",
        subject_line=_("An invitation was used"),
        template="groups/messages/place_taken.txt",
        model=Invitation,
        url_name="people",
        url_arg=None,
        topic=MessageTopic.SAFETY,  # told by whatever reaches them
    ),
    _to_welcomers("interest_received", _("Someone asks to join your group")),
    _to_welcomers("interest_waiting", _("Someone who asked to join waits for you"), prompt=True),
    _to_newcomer("interest_thanks", _("You asked to join a group"), _is_in_hand),
    _to_newcomer("interest_acknowledged", _("The group wrote back to you"), _is_in_hand),
    _to_newcomer("interest_not_now", _("About the group you asked to join"), _is_not_now),
)
