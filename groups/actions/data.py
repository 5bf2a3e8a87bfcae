"""What people without an account want done with what we hold about them. Others do it themselves, under About me."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from groups.models import DataRequest, Group, Membership, Person
from groups.notifications import notify, settle
from groups.permissions import Permission
from groups.templatetags.words import day as in_words
from groups.transitions import Refused, record

TOLD = "data_request"
ALONE_AFTER = timedelta(days=14)


@transaction.atomic
def note_data_request(member: Membership, *, kind: str, origin: str, by: Membership) -> DataRequest:
    """Note that somebody wants a copy, or everything deleted. From now on there is one month to do it."""
    only_by_hand(member)
    noted, is_new = DataRequest.objects.get_or_create(
        group=by.group,
        person=member.person,
        kind=kind,
        done_at=None,
        defaults={"origin": origin, "recorded_by": by.person},
    )
    if is_new:
        record("data_request.noted", noted, by=by)
        notify(TOLD, noted, group=by.group, to=_who_can(by.group))
    return noted


@transaction.atomic
def data_request_done(noted: DataRequest, *, by: Membership) -> None:
    """The copy is posted, or everything is deleted. Raises Refused for whoever would delete a person all alone."""
    if why_not := why_not_alone(noted, by=by):
        raise Refused(why_not)
    open_ones = DataRequest.objects.open().select_for_update().filter(pk=noted.pk)
    if not open_ones.update(done_at=timezone.now()):
        raise Refused(_("Somebody has done this already."))
    record("data_request.done", noted, by=by)
    settle([TOLD], noted)


def why_not_alone(noted: DataRequest, *, by: Membership) -> str:
    """Why this member cannot delete now, or nothing: whoever noted that somebody asked for it never does it alone.

    Another one who types for others does. Where there is nobody else, two weeks pass first, in which the person or
    those who look after the group can say that it is not so.
    """
    if noted.kind != DataRequest.Kind.ERASE or noted.recorded_by_id != by.person_id:
        return ""
    if any(one.account_id for one in _who_can(noted.group) if one != by.person):
        return _(
            "You noted this yourself, so somebody else reads it to them and deletes: another facilitator, or a "
            "coordinator. They have been told. Nobody can delete a person alone."
        )
    first = noted.asked_at + ALONE_AFTER
    if timezone.now() < first:
        return _(
            "You noted this yourself, and nobody else here can do it. So that nobody is deleted in a hurry, you "
            "can do it from %(day)s on."
        ) % {"day": in_words(first)}
    return ""


@transaction.atomic
def remind_of_data_request(noted: DataRequest) -> None:
    """Again when a week is left."""
    notify(TOLD, noted, group=noted.group, to=_who_can(noted.group), occurrence=noted.due_on.isoformat())


def only_by_hand(member: Membership) -> None:
    """Whoever signs in decides about their own data alone."""
    if member.person.account_id:
        raise Refused(_("They can sign in, so they do this themselves, under About me."))


def _who_can(group: Group) -> list[Person]:
    able = group.memberships.active().who_may(Permission.TYPE_FOR_OTHERS)
    return list(Person.objects.filter(memberships__in=able))
