"""Members check the notes: this is right, or this is not how I remember it. Facilitators answer."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from facilitation.actions.notes import correct_note
from facilitation.actions.people import facilitators
from facilitation.models import NoteCheck, NoteOfItem, Session
from facilitation.states import SessionState
from facilitation.states.notes import CheckState
from groups.models import Membership
from groups.notifications import notify, settle
from groups.permissions import Permission
from groups.states import Origin
from groups.transitions import Refused, move, record

QUESTIONED, ANSWERED = "note_questioned", "note_answered"


@transaction.atomic
def check_note(
    note: NoteOfItem,
    *,
    member: Membership,
    is_right: bool,
    words: str = "",
    beside: bool = False,
    by: Membership,
    origin: str = Origin.APP,
) -> NoteCheck:
    """One member's word on one note, by name, in the quiet week. Their last word counts.

    `beside`: their words stand beside the note if it stays as it is. Typed by somebody else, `origin` says how it came.
    """
    _may_say(member, by, origin)
    session = Session.objects.select_for_update(of=("self",)).get(pk=note.session_id)
    if session.state != SessionState.NOTES_SHARED:
        raise Refused(_("Notes are checked in the week after they are shared. Then they are settled."))
    said, _is_new = NoteCheck.objects.get_or_create(
        note=note, member=member, defaults={"group": note.group, "state": CheckState.RIGHT}
    )
    checked = move(
        said,
        CheckState.RIGHT if is_right else CheckState.ASKED,
        by=by,
        words="" if is_right else words,
        beside=beside and not is_right,
        reply="",
        origin=origin,
        typed_by=by if origin != Origin.APP else None,
        at=timezone.now(),
    )
    settle([QUESTIONED], checked)
    if not is_right:
        at = checked.at.isoformat(timespec="microseconds")
        notify(QUESTIONED, checked, group=note.group, to=facilitators(note.group), occurrence=at)
    return checked


@transaction.atomic
def answer_check(check: NoteCheck, *, new_words: str, reply: str, by: Membership) -> NoteCheck:
    """Put the note right (`new_words`), or keep it and say why. The member is told either way."""
    state = CheckState.CORRECTED if new_words else CheckState.KEPT
    answered = move(check, state, by=by, reply=reply)
    if new_words:
        correct_note(answered.note, words=new_words, by=by)
    settle([QUESTIONED], answered)
    if answered.member:
        at = timezone.now().isoformat(timespec="microseconds")
        notify(ANSWERED, answered, group=answered.group, to=[answered.member.person], occurrence=at)
    return answered


@transaction.atomic
def take_check_back(check: NoteCheck, *, by: Membership) -> None:
    """Their own words about a note go, at any time, no reason asked (promise 15)."""
    if check.member_id != by.pk:
        raise Refused(_("Only the person who said this can take it back."))
    settle([QUESTIONED, ANSWERED], check)
    record("note_check.taken_back", check, by=by)
    check.delete()


def _may_say(member: Membership, by: Membership, origin: str) -> None:
    if member == by and origin == Origin.APP:
        return
    if not by.may(Permission.TYPE_FOR_OTHERS) or member.person.account_id:
        raise Refused(_("People with an account check the notes themselves. A facilitator types for others."))
    if origin == Origin.APP or member.group_id != by.group_id or not member.may(Permission.SPEAK):
        raise ValueError("Typed for a member of the same group who may speak, and came in another way.")
