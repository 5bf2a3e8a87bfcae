"""What can be told about people's places in a group."""

from typing import Any, cast

from django.db import models
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrPromise

from groups.kinds.kind import Kind
from groups.kinds.known import register
from groups.models import ExitNote, Group, Membership, RoleOffer
from groups.states import MembershipState, MessageTopic


def _is_open(row: models.Model) -> bool:
    return cast("RoleOffer", row).is_open


def _nobody_facilitates(row: models.Model) -> bool:
    return not Membership.objects.facilitating().filter(group=row.pk).exists()


def _term_is_ending(row: models.Model) -> bool:
    return Membership.objects.term_ending().filter(pk=row.pk).exists()


def _wants_review(row: models.Model) -> bool:
    return Membership.objects.wanting_review().filter(pk=row.pk).exists()


def _has_left(row: models.Model) -> bool:
    return cast("Membership", row).state == MembershipState.LEFT


def _break_is_over(row: models.Model) -> bool:
    return Membership.objects.break_over().filter(pk=row.pk).exists()


def _of_an_offer(name: str, subject_line: StrPromise, **more: Any) -> Kind:
    return Kind(
        name=name,
        subject_line=subject_line,
        template=f"groups/messages/{name}.txt",
        model=RoleOffer,
        url_name="role_offer",
        url_arg="role_offer_id",
        still_true=_is_open,
        needs_you=True,
        **more,
    )


def _of_a_place(name: str, subject_line: StrPromise, **more: Any) -> Kind:
    return Kind(
        name=name,
        subject_line=subject_line,
        template=f"groups/messages/{name}.txt",
        model=Membership,
        url_name="person",
        url_arg="member_id",
        **more,
    )


register(
    _of_an_offer("role_offered", _("Would you like to take on a role in your group?")),
    _of_an_offer("role_wished", _("Somebody offers to facilitate your group")),
    Kind(
        name="role_answered",
        subject_line=_("There is a reply about a role"),
        template="groups/messages/role_answered.txt",
        model=RoleOffer,
        url_name="people",
        url_arg=None,
        topic=MessageTopic.REPLIES,
    ),
    _of_a_place("role_ended", _("Your roles in your group have changed"), topic=MessageTopic.REPLIES),
    Kind(
        name="no_facilitator",
        subject_line=_("Your group has no facilitator now"),
        template="groups/messages/no_facilitator.txt",
        model=Group,
        url_name="people",
        url_arg=None,
        still_true=_nobody_facilitates,
        needs_you=True,
    ),
    Kind(
        name="no_facilitator_news",
        subject_line=_("Your group has no facilitator now"),
        template="groups/messages/no_facilitator.txt",
        model=Group,
        url_name="people",
        url_arg=None,
        still_true=_nobody_facilitates,
        can_wait=True,
    ),
    Kind(
        name="no_facilitator_duty",
        subject_line=_("A group has no facilitator now"),
        template="groups/messages/no_facilitator_duty.txt",
        model=Group,
        url_name="systems",
        url_arg=None,
        in_group=False,
        still_true=_nobody_facilitates,
    ),
    Kind(
        name="exit_note",
        subject_line=_("Someone who left wrote a note for you"),
        template="groups/messages/exit_note.txt",
        model=ExitNote,
        url_name="leaving_notes",
        url_arg=None,
        can_wait=True,
    ),
    _of_a_place(
        "term_ending",
        _("A place in your group comes up for renewal"),
        still_true=_term_is_ending,
        needs_you=True,
        prompt=True,
        can_wait=True,
    ),
    _of_a_place(
        "place_review",
        _("Time for the yearly talk about a place in your group"),
        still_true=_wants_review,
        needs_you=True,
        minutes=10,
        prompt=True,
        can_wait=True,
    ),
    _of_a_place(
        "break_over",
        _("Would you like to come back to your group?"),
        still_true=_break_is_over,
        needs_you=True,
        prompt=True,
        in_a_break=True,
    ),
    Kind(
        name="place_typed",
        subject_line=_("Something was written down for you"),
        template="groups/messages/place_typed.txt",
        model=Membership,
        url_name="person",
        url_arg="member_id",
        topic=MessageTopic.SAFETY,  # told by whatever reaches them
    ),
    _of_a_place(
        "place_left",
        _("You have left a group"),
        still_true=_has_left,
        to_who_left=True,
        topic=MessageTopic.SAFETY,
    ),
)
