"""What people without an account want done with what we hold about them. Others do it themselves, under About me."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from groups.models import DataRequest, Group, Membership, Person
from groups.notifications import notify, settle
from groups.permissions import Permission
from groups.transitions import Refused, record

TOLD = "data_request"


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
    """The copy is posted, or everything is deleted."""
    open_ones = DataRequest.objects.open().select_for_update().filter(pk=noted.pk)
    if not open_ones.update(done_at=timezone.now()):
        raise Refused(_("Somebody has done this already."))
    record("data_request.done", noted, by=by)
    settle([TOLD], noted)


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
