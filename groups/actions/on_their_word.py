"""A break, coming back and leaving, on the word of someone without an account (promises 8 and 15).

Noted with who wrote it and how it was said, and the person is told by letter or by phone, so that nothing is
done in their name unknown to them. No reason is asked.
"""

from datetime import date

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from groups.actions import memberships
from groups.actions.data import only_by_hand
from groups.actions.memberships import Parting
from groups.actions.reaching import forget_reach
from groups.models import Delivery, Membership, Person
from groups.notifications import notify, settle
from groups.notifications.telling import NOT_YET_SENT
from groups.permissions import Permission
from groups.states import MembershipState
from groups.transitions import Refused, record

TOLD, FAREWELL = "place_typed", "place_left"


@transaction.atomic
def pause_for(member: Membership, *, origin: str, back_on: date | None = None, by: Membership) -> Membership:
    _may_type(member, by)
    return _noted(memberships.pause(by=member, back_on=back_on, typed_by=by), "paused", origin, by=by)


@transaction.atomic
def come_back_for(member: Membership, *, origin: str, by: Membership) -> Membership:
    _may_type(member, by)
    return _noted(memberships.come_back(by=member, typed_by=by), "came_back", origin, by=by)


@transaction.atomic
def leave_for(member: Membership, *, origin: str, parting: Parting, by: Membership) -> Membership:
    """Their address is kept until the letter about it is in the post: forget_reach_of_those_told()."""
    _may_type(member, by)
    left = memberships.leave(by=member, parting=parting, typed_by=by)
    return _noted(left, "left", origin, by=by, told_as=FAREWELL)


def forget_reach_of_those_told() -> int:
    """Whoever left on their word and has been told of it: their address and phone go. Returns how many."""
    places = Membership.objects.filter(person=OuterRef("pk"))
    told = Delivery.objects.filter(person=OuterRef("pk"), notification__kind=FAREWELL)
    people = Person.objects.filter(
        ~Q(phone="") | ~Q(address="") | ~Q(email=""),
        ~Exists(places.exclude(state=MembershipState.LEFT)),
        ~Exists(told.filter(state__in=NOT_YET_SENT)),
        Exists(told),
        account=None,
    )
    for person in (found := list(people)):
        forget_reach(person)
    return len(found)


def _may_type(member: Membership, by: Membership) -> None:
    if not by.may(Permission.TYPE_FOR_OTHERS) or by.group_id != member.group_id:
        raise Refused(_("A facilitator or a coordinator of the group writes this down."))
    only_by_hand(member)


def _noted(place: Membership, what: str, origin: str, *, by: Membership, told_as: str = TOLD) -> Membership:
    """How it was said stands in the record of what was done; the person is told once more, each time."""
    record(f"membership.{what}_said_by_{origin}", place, by=by)
    settle([TOLD], place)  # a letter about what they said before
    occurrence = timezone.now().isoformat(timespec="microseconds")
    notify(told_as, place, group=place.group, to=[place.person], occurrence=occurrence)
    return place
