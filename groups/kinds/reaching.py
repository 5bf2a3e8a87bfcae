"""What is told about reaching people: the week in one message, those out of reach, and points of contact."""

from typing import cast

from django.db import models
from django.utils.translation import gettext_lazy as _

from groups.kinds.kind import Kind
from groups.kinds.known import register
from groups.models import Membership, Person, PointOfContact
from groups.states import Channel

WEEKLY = "weekly"  # what could wait, told in one message: groups/notifications/weekly.py


def _is_out_of_reach(row: models.Model) -> bool:
    """No call and no letter reaches them: a wrong number, and no address."""
    person = cast("Membership", row).person
    called = person.phone and Channel.PHONE in person.channels
    return not (person.account_id or person.address or called)


def _has_gone_quiet(row: models.Model) -> bool:
    return cast("PointOfContact", row).is_quiet


def _waits_for_a_yes(row: models.Model) -> bool:
    return cast("PointOfContact", row).proposed_to_id is not None


register(
    Kind(
        name=WEEKLY,
        subject_line=_("Your week"),
        template="groups/messages/weekly.txt",
        model=Person,
        url_name="today",
        url_arg=None,
        in_group=False,
    ),
    Kind(
        name="reach_lost",
        subject_line=_("Someone in your group can no longer be reached"),
        template="groups/messages/reach_lost.txt",
        model=Membership,
        url_name="reach_for",
        url_arg="member_id",
        still_true=_is_out_of_reach,
        needs_you=True,
        minutes=5,
    ),
    Kind(
        name="contact_quiet",
        subject_line=_("Time to say hello again"),
        template="groups/messages/contact_quiet.txt",
        model=PointOfContact,
        url_name="contact",
        url_arg="contact_id",
        still_true=_has_gone_quiet,
        needs_you=True,
        minutes=5,
        prompt=True,
    ),
    Kind(
        name="contact_proposed",
        subject_line=_("Would you like to keep a link for the group?"),
        template="groups/messages/contact_proposed.txt",
        model=PointOfContact,
        url_name="contact",
        url_arg="contact_id",
        still_true=_waits_for_a_yes,
        needs_you=True,
    ),
)
