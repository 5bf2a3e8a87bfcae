"""Whether two people of a group may be put together: as contact, buddy, helper or supporter.

Either of them may have asked for no contact. Nothing here says which of the two.
"""

from django.db.models import Q

from groups.models import ContactBlock, Membership
from groups.models.memberships import MembershipQuerySet


def may_meet(a: Membership, b: Membership) -> bool:
    """Whether neither wants no contact with the other."""
    pair = Q(asked_by=a, other=b) | Q(asked_by=b, other=a)
    return not ContactBlock.objects.filter(pair).exists()


def without_blocked(members: MembershipQuerySet, one: Membership) -> MembershipQuerySet:
    """These members, but for those with whom this one may not be put together."""
    asked = ContactBlock.objects.filter(asked_by=one).values("other")
    was_asked = ContactBlock.objects.filter(other=one).values("asked_by")
    return members.exclude(pk__in=asked).exclude(pk__in=was_asked)
