"""Notes by item: written while a session is closed, shared, checked by members, settled after a quiet week."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from facilitation.actions.handed_in import forget_files_of
from facilitation.actions.people import everyone
from facilitation.actions.sealing import seal_session
from facilitation.models import (
    AgendaItem,
    Contribution,
    NoteChange,
    NoteCheck,
    NotedWords,
    NoteOfItem,
    Session,
    may_run,
)
from facilitation.models.notes import as_kept, mark_of
from facilitation.states import QUIET_WINDOW_DAYS, Audience, SessionState
from facilitation.states.notes import CheckState
from groups.models import Membership
from groups.notifications import notify, settle
from groups.transitions import Refused, move, record


@dataclass(frozen=True)
class Box:
    """One box of the form. `seen`: the mark of what stood in it when its writer began (None: whatever it was)."""

    item: AgendaItem | None
    words: str
    pointed: tuple[Contribution, ...] = ()
    seen: str | None = None

    @property
    def mark(self) -> str:
        return mark_of(self.words, (one.pk for one in self.pointed))


class Overtaken(Refused):
    """Somebody else wrote in the same boxes meanwhile. Nothing is kept yet; `notes` are theirs, by item."""

    def __init__(self, notes: dict[int | None, NoteOfItem]) -> None:
        super().__init__(_("Somebody else wrote here too. Look at both, then keep what you both want."))
        self.notes = notes


@transaction.atomic
def write_notes(session: Session, *, boxes: Iterable[Box], by: Membership) -> Session:
    """Keep all boxes or none; nobody but whoever runs the session sees them until they are shared.

    A box that its writer left alone changes nothing. Raises Overtaken where somebody else changed the same box.
    """
    _must_run(by, session)
    locked = Session.objects.select_for_update(of=("self",)).select_related("group").get(pk=session.pk)
    if locked.state != SessionState.CLOSED:
        raise Refused(_("Notes can be written from the end of a session until they are shared."))
    now = {note.item_id: note for note in locked.notes_by_item.prefetch_related("pointed")}
    changed = [box for box in boxes if box.mark != box.seen]
    overtaken = {_key(box): now[_key(box)] for box in changed if _was_overtaken(box, now.get(_key(box)))}
    if overtaken:
        raise Overtaken(overtaken)
    for box in changed:
        _keep(locked, box, by)
    record("session.notes_written", locked, by=by)
    return locked


@transaction.atomic
def share_notes(session: Session, *, by: Membership, notes: str = "") -> Session:
    """Share the notes with everyone. Members check them, and late thoughts can join them, for a week.

    `notes` are those of anything else, where somebody has no boxes to fill in.
    """
    _must_run(by, session)
    if notes:
        write_notes(session, boxes=[Box(None, notes)], by=by)
    if not NoteOfItem.objects.filter(session=session).exclude(words="").exists():
        raise Refused(_("Write something first, even if it is short. Then share it."))
    shared = move(
        session,
        SessionState.NOTES_SHARED,
        by=by,
        notes_shared_at=timezone.now(),
        settles_on=by.group.today + timedelta(days=QUIET_WINDOW_DAYS),
    )
    settle(["notes_wanted"], shared)
    notify("notes_shared", shared, group=by.group, to=everyone(by.group))
    return shared


@transaction.atomic
def settle_notes(session: Session) -> Session:
    """The quiet week has passed: the notes and late thoughts stand as they are. Done by the clock.

    Late thoughts sent without a name are sealed in their turn, and nobody is asked any more to talk about it.
    """
    settle(["debrief_offer"], session)
    forget_files_of(session)
    for check in NoteCheck.objects.filter(note__session=session, state=CheckState.ASKED):
        settle(["note_questioned"], check)
    return seal_session(move(session, SessionState.SETTLED, by=None))


@transaction.atomic
def correct_note(note: NoteOfItem, *, words: str, by: Membership) -> NoteOfItem:
    """Put a shared note right. What it said before stays to be read."""
    locked = _in_state(note, SessionState.NOTES_SHARED)
    if as_kept(words) == locked.words:
        return locked
    NoteChange.objects.create(group=locked.group, note=locked, words=locked.words, by=locked.written_by)
    locked.words, locked.written_by, locked.written_at = as_kept(words), by, timezone.now()
    locked.save(update_fields=["words", "written_by", "written_at"])
    record("note.corrected", locked, by=by)
    return locked


@transaction.atomic
def add_remark(note: NoteOfItem, *, words: str, by: Membership) -> NoteChange:
    """After the notes have settled they stand. What is found later stands beside them with its day."""
    locked = _in_state(note, SessionState.SETTLED)
    remark = NoteChange.objects.create(
        group=locked.group, note=locked, words=as_kept(words), is_remark=True, by=by
    )
    record("note.remarked", locked, by=by)
    return remark


@transaction.atomic
def choose_credit(said: Contribution, *, named: bool, by: Membership) -> Contribution:
    """ "You may name me in the notes", until they settle; or not any more, at any time."""
    locked = Contribution.objects.select_for_update(of=("self",)).get(pk=said.pk)
    if locked.author_id != by.pk or locked.is_anonymous:
        raise Refused(_("Only the person who said this can choose to be named for it."))
    session = locked.session
    if named and (session is None or session.state == SessionState.SETTLED):
        raise Refused(_("The notes of this session are settled, so no more names are added to them."))
    if named and locked.audience != Audience.EVERYONE:
        raise Refused(_("Only what everyone may read can stand in the notes."))
    locked.may_be_named = named
    locked.save(update_fields=["may_be_named"])
    record("contribution.credit_chosen", locked, by=by)
    return locked


def _must_run(by: Membership, session: Session) -> None:
    """Read again when it is done: who handed the session back meanwhile does not write on."""
    if not may_run(by, session):
        raise Refused(_("A facilitator writes the notes, or a member who helps to run this session."))


def _keep(session: Session, box: Box, by: Membership) -> None:
    note, _is_new = NoteOfItem.objects.get_or_create(
        session=session, item=box.item, defaults={"group": session.group, "words": ""}
    )
    note.words, note.written_by, note.written_at = as_kept(box.words), by, timezone.now()
    note.save(update_fields=["words", "written_by", "written_at"])
    NotedWords.objects.filter(note=note).delete()
    NotedWords.objects.bulk_create(
        NotedWords(group=session.group, note=note, contribution=one) for one in box.pointed
    )


def _key(box: Box) -> int | None:
    return box.item.pk if box.item else None


def _was_overtaken(box: Box, note: NoteOfItem | None) -> bool:
    """Somebody changed it since, and not to the very same words."""
    if note is None or box.seen is None:
        return False
    return note.mark not in (box.seen, box.mark)


def _in_state(note: NoteOfItem, state: SessionState) -> NoteOfItem:
    """The note, locked with its session, so that notes cannot settle in between."""
    session = Session.objects.select_for_update(of=("self",)).get(pk=note.session_id)
    if session.state != state and state == SessionState.NOTES_SHARED:
        raise Refused(
            _("Notes are put right in the week after they are shared. Later, a remark can be added to them.")
        )
    if session.state != state:
        raise Refused(
            _("A remark can be added when the notes are settled. Until then they can be put right.")
        )
    return NoteOfItem.objects.select_for_update(of=("self",)).select_related("group").get(pk=note.pk)
