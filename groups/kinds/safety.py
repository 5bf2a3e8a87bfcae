"""What can be told about the one outside, calls, concerns, contacts and buddies."""

from collections.abc import Callable
from typing import Any, cast

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from groups.kinds.kind import Kind
from groups.kinds.known import register
from groups.models import CallMe, Concern, Group, Membership, OutsideContact
from groups.states import CallState, ConcernState, MessageTopic, OutsideContactState


def _was_asked(row: models.Model) -> bool:
    return cast("OutsideContact", row).state == OutsideContactState.ASKED


def _has_accepted(row: models.Model) -> bool:
    return cast("OutsideContact", row).state == OutsideContactState.ACCEPTED


def _needs_someone_outside(row: models.Model) -> bool:
    return not OutsideContact.objects.in_group(cast("Group", row)).accepted().exists()


def _outside_codes(row: models.Model) -> dict[str, str]:
    contact = cast("OutsideContact", row)
    return {"answer_link": settings.SITE_URL + reverse("outside_answer", args=[contact.token])}


def _to_outside(name: str, subject_line: Promise | str, still_true: Callable[[models.Model], bool]) -> Kind:
    """To the one outside, who has no place in the group; the link in it is theirs alone."""
    return Kind(
        name=name,
        subject_line=subject_line,
        template=f"groups/messages/{name}.txt",
        model=OutsideContact,
        url_name="concerns",
        url_arg=None,
        in_group=False,
        still_true=still_true,
        codes=_outside_codes,
        private=True,
        topic=MessageTopic.SAFETY,
        through_quiet_hours=True,  # whoever asks has just told them that it comes
    )


register(
    _to_outside("outside_contact_asked", _("Would you be someone outside for a group?"), _was_asked),
    _to_outside("outside_contact_link", _("Your new link"), _has_accepted),
    Kind(
        name="outside_contact_accepted",
        subject_line=_("Your group has someone outside to turn to"),
        template="groups/messages/outside_contact_accepted.txt",
        topic=MessageTopic.SAFETY,
        model=OutsideContact,
        url_name="safety",
        url_arg=None,
        still_true=_has_accepted,
    ),
    Kind(
        name="outside_contact_gone",
        subject_line=_("The person outside your group has stood down"),
        template="groups/messages/outside_contact_gone.txt",
        topic=MessageTopic.SAFETY,
        model=OutsideContact,
        url_name="safety",
        url_arg=None,
    ),
    Kind(
        name="outside_contact_wanted",
        subject_line=_("Your group needs someone outside to turn to"),
        template="groups/messages/outside_contact_wanted.txt",
        topic=MessageTopic.SAFETY,
        model=Group,
        url_name="outside_contact",
        url_arg=None,
        still_true=_needs_someone_outside,
        needs_you=True,
        minutes=5,
    ),
    Kind(
        name="turn_to_someone_else",
        subject_line=_("Someone you turned to has changed"),
        template="groups/messages/turn_to_someone_else.txt",
        topic=MessageTopic.SAFETY,
        model=OutsideContact,
        url_name="safety",
        url_arg=None,
        needs_you=True,
        private=True,
    ),
)


def _call_waits(row: models.Model) -> bool:
    return cast("CallMe", row).state == CallState.WAITING


def _concern_is_unread(row: models.Model) -> bool:
    return cast("Concern", row).state == ConcernState.SENT


def _between_two(name: str, subject_line: Promise | str, model: type[models.Model], **more: Any) -> Kind:
    """About what only two people know. It says nothing of what it is, and not whom it is from."""
    return Kind(
        name=name,
        subject_line=subject_line,
        template=f"groups/messages/{name}.txt",
        model=model,
        private=True,
        topic=MessageTopic.SAFETY,
        **({"url_name": "concerns", "url_arg": None, "in_group": False} | more),
    )


register(
    _between_two(
        "call_wanted",
        _("Someone would like to hear from you"),
        CallMe,
        still_true=_call_waits,
        needs_you=True,
        minutes=15,
    ),
    Kind(
        name="call_typed",
        subject_line=_("Something was written down for you"),
        template="groups/messages/call_typed.txt",
        model=CallMe,
        url_name="safety",
        url_arg=None,
        still_true=_call_waits,
        topic=MessageTopic.SAFETY,
    ),
    _between_two(
        "call_late",
        _("Someone still waits to hear from you"),
        CallMe,
        still_true=_call_waits,
        needs_you=True,
        minutes=15,
    ),
    _between_two(
        "call_not_made",
        _("We have not reached you yet"),
        CallMe,
        still_true=_call_waits,
        url_name="safety",
        in_group=True,
    ),
    _between_two(
        "concern_sent",
        _("Someone has written to you"),
        Concern,
        still_true=_concern_is_unread,
        url_name="concern",
        url_arg="concern_id",
        needs_you=True,
        minutes=15,
    ),
    _between_two("concern_answered", _("A reply for you"), Concern, url_name="concern", url_arg="concern_id"),
    _between_two(
        "concern_unread",
        _("What you sent has not been read yet"),
        Concern,
        still_true=_concern_is_unread,
        url_name="concern",
        url_arg="concern_id",
    ),
    _between_two(
        "turned_to_is_gone",
        _("Someone you turned to has changed"),
        Membership,
        url_name="safety",
        in_group=True,
    ),
    _between_two(
        "contact_chosen",
        _("Someone chose you as their contact"),
        Membership,
        url_name="told_me",
        in_group=True,
    ),
    Kind(
        name="buddies",
        subject_line=_("You and your buddy"),
        template="groups/messages/buddies.txt",
        model=Membership,
        url_name="buddy",
        url_arg=None,
    ),
)
