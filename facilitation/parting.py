"""What this app does when someone leaves a group, and what it wants finished before a group ends."""

from django.utils.translation import gettext as _

from facilitation.actions import leading
from facilitation.actions.parting import take_all_back, take_off_name
from facilitation.actions.to_do import leave_to_others
from facilitation.models import Session
from facilitation.states import SessionState
from groups import ending, leaving
from groups.models import Group, Membership


def room_left_open(group: Group) -> str:
    """Nobody can act in a group that has ended, so no room may stay open in it."""
    if Session.objects.in_group(group).filter(state=SessionState.OPEN).exists():
        return _("A session of this group is open. Close it first. Then the group can end.")
    return ""


def hand_over(member: Membership) -> None:
    """What they had agreed to do, to lead or to help run looks for someone else."""
    leave_to_others(member)
    leading.leave_to_others(member)


leaving.register(leaving.Keeper(without_name=take_off_name, take_back=take_all_back, hand_over=hand_over))
ending.register(room_left_open)
