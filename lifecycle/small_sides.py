"""Whether somebody's side of a group is too small to hide in (promise 6)."""

from groups.models import Membership
from groups.permissions import Permission
from groups.suppression import Reach, is_enough


def is_on_small_side(member: Membership) -> bool:
    """Fewer people than a figure needs take part in reviews on this person's side."""
    takers = member.group.memberships.active().who_may(Permission.TAKE_PART_IN_REVIEWS)
    return not is_enough(takers.filter(side=member.side).count(), Reach.GROUP)
