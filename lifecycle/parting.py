"""What this app does when someone leaves a group, and what it wants finished before a group ends."""

from django.utils.translation import gettext as _

from groups import ending, leaving
from groups.models import Group
from lifecycle.actions.parting import let_go_of_reviews, sign_without_name, take_open_answers_back
from lifecycle.models import Ask, Review


def request_left_open(group: Group) -> str:
    """Only the group closes a request (promise 1); in one that has ended nobody would be reminded of it any more."""
    if Ask.objects.in_group(group).open().exists():
        return _("A request of this group is open. Close it or take it back first. Then the group can end.")
    return ""


def review_left_open(group: Group) -> str:
    """Until it is closed, marks say who has answered; in a group that has ended nobody would close it."""
    if Review.objects.in_group(group).open().exists():
        return _("A review of this group is open. Close it under What changed. Then the group can end.")
    return ""


leaving.register(
    leaving.Keeper(
        without_name=sign_without_name, take_back=take_open_answers_back, hand_over=let_go_of_reviews
    )
)
ending.register(request_left_open)
ending.register(review_left_open)
