"""What becomes of somebody's answers to reviews when they leave: see groups/leaving.py."""

from groups.models import Activity, Membership
from lifecycle.actions.review_answers import take_back_open_answer
from lifecycle.models import OpenAnswer, ReviewDraft, ReviewPaper
from lifecycle.states import SignedAs


def let_go_of_reviews(member: Membership) -> None:
    """What they began goes, and the code of their printed form lets nobody in any more."""
    for rows in (ReviewDraft.objects, ReviewPaper.objects):
        rows.filter(member=member).delete()


def sign_without_name(member: Membership) -> None:
    """What they said in the open stays, with what they did here; nor does the list of who did what name them."""
    given = OpenAnswer.objects.filter(member=member)
    targets = [f"lifecycle.openanswer:{key}" for key in given.values_list("public_id", flat=True)]
    Activity.objects.filter(group=member.group_id, target__in=targets).update(person=None)
    given.update(signed=SignedAs.ROLE)


def take_open_answers_back(member: Membership) -> None:
    for given in OpenAnswer.objects.filter(member=member).select_related("group", "member"):
        take_back_open_answer(given, by=member)
