"""What a group writes together and agrees: its purpose and its ground rules."""

from datetime import date

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from facilitation.actions.agreements import record_agreement
from facilitation.actions.people import facilitators
from facilitation.models import AgendaItem, GroupText
from facilitation.states import TextState
from groups.models import Group, Membership, Notification
from groups.notifications import notify, settle
from groups.transitions import Refused, move, record


@transaction.atomic
def write_draft(*, kind: str, words: str, by: Membership) -> GroupText:
    """Write a new version for the group to talk about. Earlier versions stay as they are."""
    group = Group.objects.select_for_update().get(pk=by.group_id)  # one number at a time
    versions = GroupText.objects.in_group(group).filter(kind=kind)
    last = versions.aggregate(last=Max("number"))["last"] or 0
    draft = GroupText.objects.create(group=group, kind=kind, number=last + 1, words=words, written_by=by)
    record("grouptext.drafted", draft, by=by)
    return draft


def agree_draft(draft: GroupText, *, item: AgendaItem, review_on: date, by: Membership) -> GroupText:
    """The group agreed this draft in an item of a session; the version before it becomes a replaced one.

    Raises Refused when the draft, or another one, was agreed a moment ago, or `by` may not act for the group.
    """
    try:
        return _agree(draft, item=item, review_on=review_on, by=by)
    except IntegrityError as error:
        raise Refused(
            _("Another version was agreed a moment ago. Look at it first, then come back.")
        ) from error


@transaction.atomic
def ask_for_review(text: GroupText, *, occurrence: str) -> None:
    """Ask facilitators to bring these words back to the group; the newest prompt takes the place of older ones."""
    asked = Notification.objects.filter(
        kind="text_review", subject=str(text.public_id), occurrence=occurrence
    )
    if not asked.exists():
        settle(["text_review"], text)
        notify("text_review", text, group=text.group, to=facilitators(text.group), occurrence=occurrence)


@transaction.atomic
def _agree(draft: GroupText, *, item: AgendaItem, review_on: date, by: Membership) -> GroupText:
    decision = record_agreement(wording=draft.words, item=item, by=by)
    for earlier in GroupText.objects.in_group(by.group).agreed(draft.kind):
        move(earlier, TextState.REPLACED, by=by)
        settle(["text_review"], earlier)
    return move(
        draft,
        TextState.AGREED,
        by=by,
        decision=decision,
        agreed_on=by.group.today,
        review_on=review_on,
    )
