import pytest

from groups.models import Activity, Membership
from groups.states import MembershipState
from groups.transitions import Refused, move


def test_a_move_saves_and_is_recorded(member: Membership):
    moved = move(member, MembershipState.PAUSED, by=member)
    member.refresh_from_db()
    assert (moved.state, member.state) == (MembershipState.PAUSED, MembershipState.PAUSED)
    activity = Activity.objects.get()
    assert (activity.verb, activity.person, activity.group) == (
        "membership.paused",
        member.person,
        member.group,
    )


def test_the_state_in_the_database_decides_not_the_one_in_hand(member: Membership):
    stale = Membership.objects.get(pk=member.pk)
    move(member, MembershipState.PAUSED, by=member)
    with pytest.raises(Refused):
        move(stale, MembershipState.PAUSED, by=member)
    assert Activity.objects.count() == 1
