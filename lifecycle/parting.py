"""What this app wants finished before a group ends."""

from django.utils.translation import gettext as _

from groups import ending
from groups.models import Group
from lifecycle.models import Ask


def request_left_open(group: Group) -> str:
    """Only the group closes a request (promise 1); in one that has ended nobody would be reminded of it any more."""
    if Ask.objects.in_group(group).open().exists():
        return _("A request of this group is open. Close it or take it back first. Then the group can end.")
    return ""


ending.register(request_left_open)
