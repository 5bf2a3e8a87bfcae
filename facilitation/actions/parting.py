"""What becomes of the words of someone who leaves: see groups/leaving.py."""

from facilitation.actions.contributions import take_back
from facilitation.actions.handed_in import take_back_handed_in
from facilitation.actions.note_checks import take_check_back
from facilitation.actions.options import take_back_option
from facilitation.actions.proposals import withdraw_proposal
from facilitation.actions.space import take_back_post
from facilitation.actions.taking_back import take_back_dispute, take_back_reason
from facilitation.models import (
    Contribution,
    Decision,
    HandedIn,
    ItemProposal,
    NoteCheck,
    NotUnderstood,
    Option,
    SpacePost,
)
from groups.models import Activity, Membership


def take_off_name(member: Membership) -> None:
    """Their words stay, and nothing says any more whose they were; nor does the list of who did what.

    What nobody has typed yet goes: a voice is a name, and words typed later would stand under theirs.
    """
    _take_untyped_back(member)
    words = Contribution.objects.filter(author=member)
    questions = NotUnderstood.objects.filter(asked_by=member)
    options = Option.objects.filter(proposed_by=member)
    targets = [f"facilitation.contribution:{key}" for key in words.values_list("pk", flat=True)]
    targets += [f"facilitation.notunderstood:{key}" for key in questions.values_list("pk", flat=True)]
    targets += [f"facilitation.option:{key}" for key in options.values_list("public_id", flat=True)]
    Activity.objects.filter(group=member.group_id, target__in=targets).update(person=None)
    words.update(author=None, may_be_named=False)
    questions.update(asked_by=None)
    options.update(proposed_by=None)
    ItemProposal.objects.filter(member=member).update(is_named=False)
    SpacePost.objects.filter(author=member).update(author=None)
    checks = NoteCheck.objects.filter(member=member)
    said_of_notes = [f"facilitation.notecheck:{key}" for key in checks.values_list("public_id", flat=True)]
    Activity.objects.filter(group=member.group_id, target__in=said_of_notes).update(person=None)
    checks.update(member=None)


def take_all_back(member: Membership) -> None:
    """Every word they said by name goes at once (promise 15), and what they sent in to be typed."""
    _take_untyped_back(member)
    still_here = Contribution.objects.filter(author=member, taken_back_at__isnull=True)
    for words in still_here.select_related("group", "session", "author"):
        take_back(words, by=member)
    for post in SpacePost.objects.filter(author=member):
        take_back_post(post)
    for check in NoteCheck.objects.filter(member=member).select_related("group"):
        take_check_back(check, by=member)
    for decision in Decision.objects.filter(positions__member=member, positions__reason__gt="").distinct():
        take_back_reason(decision, by=member)
    for decision in Decision.objects.filter(disputes__member=member, disputes__reason__gt="").distinct():
        take_back_dispute(decision, by=member)
    NotUnderstood.objects.filter(asked_by=member).update(passage="", words="")
    for option in Option.objects.filter(proposed_by=member).select_related("group"):
        take_back_option(option, by=member)
    proposals = ItemProposal.objects.filter(member=member)
    for proposal in proposals.waiting().select_related("group", "session"):
        withdraw_proposal(proposal, by=member)
    proposals.update(is_named=False, why="", content_note="")


def _take_untyped_back(member: Membership) -> None:
    for handed in HandedIn.objects.filter(author=member).select_related("group", "upload"):
        take_back_handed_in(handed, by=member)
