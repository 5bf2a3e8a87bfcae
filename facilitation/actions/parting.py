"""What becomes of the words of someone who leaves: see groups/leaving.py."""

from facilitation.actions.contributions import take_back
from facilitation.actions.space import take_back_post
from facilitation.models import Contribution, SpacePost
from groups.models import Activity, Membership


def take_off_name(member: Membership) -> None:
    """Their words stay, and nothing says any more whose they were; nor does the list of who did what."""
    words = Contribution.objects.filter(author=member)
    targets = [f"facilitation.contribution:{key}" for key in words.values_list("pk", flat=True)]
    Activity.objects.filter(group=member.group_id, target__in=targets).update(person=None)
    words.update(author=None)
    SpacePost.objects.filter(author=member).update(author=None)


def take_all_back(member: Membership) -> None:
    """Every word they said by name goes at once (promise 15)."""
    still_here = Contribution.objects.filter(author=member, taken_back_at__isnull=True)
    for words in still_here.select_related("group", "session", "author"):
        take_back(words, by=member)
    for post in SpacePost.objects.filter(author=member):
        take_back_post(post)
