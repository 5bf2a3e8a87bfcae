"""An answer that came by email or on paper: typed in by somebody else, and an answer only when the lead confirms it.

Until then the clock stays with the lead, and the group sees that one came and waits. What it says is read by
those who type for others, by facilitators and by the lead.
"""

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from groups.files.checking import Checked
from groups.models import Membership
from groups.notifications import notify, settle
from groups.permissions import Permission
from groups.transitions import Refused, record
from groups.working_days import today_in
from lifecycle.actions.answer_files import keep_with_draft, take_out
from lifecycle.actions.asks import Came, answer_ask, lock, must_be_named, must_be_systems_turn
from lifecycle.actions.drafts import Reply, must_be_whole, stored, written
from lifecycle.actions.reminders import people_who_may
from lifecycle.kinds.asks import TO_CONFIRM
from lifecycle.models import Answer, AnswerDraft, Ask


@transaction.atomic
def enter_answer(
    ask: Ask,
    reply: Reply,
    *,
    came_on: date,
    by: Membership,
    files: Iterable[Checked] = (),
    without: Iterable[str] = (),
    seen: str | None = None,
) -> AnswerDraft:
    """Type in what came, or mend what was typed. The lead is told, and says whether it is theirs.

    `seen`: which words stood on the page before (`version_of`; none: ""). Nobody writes over what they have not read.
    """
    locked = lock(ask)
    must_be_able_to_enter(locked, by)
    before = entered(locked)
    if seen is not None and seen != (version_of(before) if before else ""):
        raise Refused(
            _("It was typed in or changed meanwhile. Open this page again to see what stands there now.")
        )
    must_be_whole(reply)
    if came_on > today_in(by.group):
        raise Refused(_("Give the day it came, today or before."))
    typed = {"group": by.group, "entered_by": by, "came_on": came_on, "saved_at": timezone.now()}
    draft, _new = AnswerDraft.objects.update_or_create(
        ask=locked, by=None, defaults={**typed, "not_theirs": "", **stored(reply)}
    )
    take_out(draft.files.filter(public_id__in=list(without)).select_related("upload"))
    keep_with_draft(draft, files, by=by)
    occurrence = f"entered {record('ask.answer_entered', locked, by=by).pk}"
    settle(TO_CONFIRM, locked)
    notify("answer_to_confirm", locked, group=by.group, to=[locked.to.person], occurrence=occurrence)
    return draft


@transaction.atomic
def confirm_entered(ask: Ask, *, seen: str, by: Membership) -> Answer:
    """One press: it is the lead's answer now, and says how it came.

    `seen`: which words the lead had before them (`version_of`). Raises Refused when they were changed since.
    """
    locked = lock(ask)
    draft = must_be_able_to_confirm(locked, by)
    if seen != version_of(draft):
        raise Refused(_("It was changed while you read it. Look at it again, then confirm it."))
    reply, typist, came_on = written(draft), draft.entered_by, draft.came_on
    if typist is None or came_on is None:
        raise Refused(nothing_waits())
    return answer_ask(
        locked,
        kind=reply.kind,
        reason=reply.reason,
        will_do=reply.will_do,
        who=reply.who,
        promised_on=reply.promised_on,
        promises=reply.promises,
        came=Came(typist, came_on),
        by=by,
    )


@transaction.atomic
def take_as_own(ask: Ask, *, by: Membership) -> AnswerDraft:
    """The lead changes it first: it goes on as an answer that they write themselves."""
    locked = lock(ask)
    draft = must_be_able_to_confirm(locked, by)
    if locked.drafts.filter(by=by).exists():
        raise Refused(
            _("You have begun an answer of your own. Finish that one: this one goes when you send it.")
        )
    draft.by, draft.entered_by, draft.came_on, draft.saved_at = by, None, None, timezone.now()
    draft.save(update_fields=["by", "entered_by", "came_on", "saved_at"])
    record("ask.answer_taken_on", locked, by=by)
    settle(TO_CONFIRM, locked)
    return draft


@transaction.atomic
def disown(ask: Ask, *, reason: str, by: Membership) -> AnswerDraft:
    """The lead says that it is not theirs, and why. Whoever typed it in is told; the group never reads it."""
    locked = lock(ask)
    draft = must_be_able_to_confirm(locked, by)
    if not reason.strip():
        raise Refused(_("Say why it is not yours, so that it can be mended."))
    draft.not_theirs = reason
    draft.save(update_fields=["not_theirs"])
    settle(TO_CONFIRM, locked)
    occurrence = f"not theirs {record('ask.answer_disowned', locked, by=by).pk}"
    facilitators = people_who_may(Permission.ACT_FOR_GROUP, group=by.group)
    typist = [draft.entered_by.person] if draft.entered_by else []
    notify("answer_not_theirs", locked, group=by.group, to=[*facilitators, *typist], occurrence=occurrence)
    return draft


def entered(ask: Ask) -> AnswerDraft | None:
    """What was typed in, whether it waits or the lead said that it is not theirs."""
    return next((one for one in ask.drafts.all() if one.entered_by_id), None)


def version_of(draft: AnswerDraft) -> str:
    """Which words these are: they change when somebody mends them."""
    return draft.saved_at.isoformat()


def may_read_entered(ask: Ask, member: Membership) -> bool:
    """Its words: those who type for others, facilitators, and the lead it is said to be of."""
    types = member.may(Permission.TYPE_FOR_OTHERS) or member.may(Permission.ACT_FOR_GROUP)
    return types or ask.to_id == member.pk


def must_be_able_to_enter(ask: Ask, by: Membership) -> None:
    if not by.may(Permission.TYPE_FOR_OTHERS):
        raise Refused(_("Coordinators and facilitators type in what came by email or letter."))
    must_be_systems_turn(ask)


def must_be_able_to_confirm(ask: Ask, by: Membership) -> AnswerDraft:
    must_be_named(ask, by)
    must_be_systems_turn(ask)
    draft = entered(ask)
    if draft is None or draft.not_theirs:
        raise Refused(nothing_waits())
    return draft


def nothing_waits() -> str:
    return _("No answer waits for you to confirm it.")
