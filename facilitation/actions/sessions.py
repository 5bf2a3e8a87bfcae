"""The life of a session: planned, announced, open, closed, notes shared, settled; or cancelled."""

from datetime import date, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from facilitation.actions.handed_in import forget_files_of
from facilitation.actions.people import everyone, with_lived_experience
from facilitation.actions.sealing import seal_session
from facilitation.live import changed
from facilitation.models import Session
from facilitation.states import NOTES_WORKING_DAYS, QUIET_WINDOW_DAYS, SessionState
from groups.actions.passes import end_passes
from groups.models import Group, Membership, OutsideContact
from groups.needs import papers_due
from groups.notifications import notify, settle
from groups.states import GroupState
from groups.transitions import Refused, move, record
from groups.working_days import add_working_days

BEFORE_IT_BEGINS = ("session_announced", "session_changed", "session_changed_today", "session_soon")
CAN_CHANGE = (SessionState.DRAFT, SessionState.ANNOUNCED)


@transaction.atomic
def plan_session(session: Session, *, by: Membership) -> Session:
    """Keep a new session as a draft that only those who plan can see."""
    session.group = by.group
    session.save()
    record("session.planned", session, by=by)
    return session


@transaction.atomic
def change_session(session: Session, *, by: Membership, **changes: Any) -> Session:
    """Change what a session says. Once it is announced, everyone hears, and calendars follow.

    Raises Refused when the session has begun or was cancelled.
    """
    session = _locked(session)
    if session.state not in CAN_CHANGE:
        raise Refused(_("This session can no longer be changed. A new one can be planned at any time."))
    if all(getattr(session, name) == value for name, value in changes.items()):
        return session
    was_today = _is_today(session)
    for name, value in changes.items():
        setattr(session, name, value)
    session.version += 1
    if session.state == SessionState.ANNOUNCED:
        session.sequence += 1
        if "starts_at" in changes:
            session.papers_out_on = _papers_out_on(session)
    session.save(update_fields=[*changes, "papers_out_on", "version", "sequence"])
    record("session.changed", session, by=by)
    if session.state == SessionState.ANNOUNCED:
        kind = "session_changed_today" if was_today or _is_today(session) else "session_changed"
        notify(
            kind, session, group=session.group, to=everyone(session.group), occurrence=f"{session.sequence}"
        )
    return session


@transaction.atomic
def announce_session(session: Session, *, by: Membership) -> Session:
    """Tell everyone at once. Papers are due in time for the slowest format anyone needs, or today when that is past."""
    if session.starts_at <= timezone.now():
        raise Refused(_("This session is in the past. Give it a new day first, then announce it."))
    announced = move(
        session,
        SessionState.ANNOUNCED,
        by=by,
        announced_at=timezone.now(),
        papers_out_on=_papers_out_on(session),
    )
    notify("session_announced", announced, group=by.group, to=everyone(by.group))
    return announced


@transaction.atomic
def cancel_session(session: Session, *, by: Membership) -> Session:
    """Call a session off. Whoever was told that it takes place is told that it does not."""
    session = _locked(session)
    was_announced = session.state == SessionState.ANNOUNCED
    cancelled = move(session, SessionState.CANCELLED, by=by, sequence=session.sequence + 1)
    settle(BEFORE_IT_BEGINS, cancelled)
    end_passes(cancelled.public_id)
    if was_announced:
        kind = "session_cancelled_today" if _is_today(cancelled) else "session_cancelled"
        notify(kind, cancelled, group=by.group, to=everyone(by.group))
    return cancelled


def open_session(session: Session, *, by: Membership) -> Session:
    """Open the room.

    Raises Refused too early, while another session of the group is open, and, for the first session of a group,
    while nobody outside it has accepted to be told when the promise is broken (product.md section 4).
    """
    if needs_someone_outside_first(by.group):
        raise Refused(
            _(
                "A facilitator names someone outside the group first, and they say yes. "
                "Go to Looking after the group, then Someone outside. Then the first session can open."
            )
        )
    if session.is_too_early_to_open:
        raise Refused(_("A facilitator can open a session from two hours before it starts."))
    try:
        with transaction.atomic():
            _must_go_on(session)
            changed(session, must_be_open=False)
            opened = move(session, SessionState.OPEN, by=by, opened_at=timezone.now())
            settle(BEFORE_IT_BEGINS, opened)
    except IntegrityError as error:
        raise Refused(_("Another session of this group is open. Close that one first.")) from error
    return opened


def _must_go_on(session: Session) -> None:
    """The group is locked, so that it cannot end while a room of it opens."""
    group = Group.objects.select_for_update(of=("self",)).get(pk=session.group_id)
    if group.state == GroupState.ENDED:
        raise Refused(_("This group has ended, so it opens no more sessions."))


def needs_someone_outside_first(group: Group) -> bool:
    """Whether a group that has never met has nobody outside to turn to."""
    if OutsideContact.objects.in_group(group).accepted().exists():
        return False
    return not Session.objects.in_group(group).filter(opened_at__isnull=False).exists()


@transaction.atomic
def close_session(session: Session, *, by: Membership) -> Session:
    """Close the room and seal it: the marks of who took part go, only totals stay (promise 5)."""
    due = add_working_days(by.group.today, NOTES_WORKING_DAYS, by.group)
    closed = move(session, SessionState.CLOSED, by=by, closed_at=timezone.now(), notes_due_on=due)
    end_passes(closed.public_id)
    sealed = seal_session(closed, by=by)
    notify("debrief_offer", sealed, group=by.group, to=with_lived_experience(by.group))
    return sealed


@transaction.atomic
def write_notes(session: Session, *, notes: str, by: Membership) -> Session:
    """Keep the notes; nobody but facilitators sees them until they are shared."""
    session = _locked(session)
    if session.state != SessionState.CLOSED:
        raise Refused(_("Notes can be written from the end of a session until they are shared."))
    session.notes = notes
    session.save(update_fields=["notes"])
    record("session.notes_written", session, by=by)
    return session


@transaction.atomic
def share_notes(session: Session, *, notes: str, by: Membership) -> Session:
    """Share the notes with everyone. Late thoughts can join them until they settle, a week later."""
    shared = move(
        session,
        SessionState.NOTES_SHARED,
        by=by,
        notes=notes,
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
    return seal_session(move(session, SessionState.SETTLED, by=None))


def _locked(session: Session) -> Session:
    return Session.objects.select_for_update(of=("self",)).select_related("group").get(pk=session.pk)


def _papers_out_on(session: Session) -> date:
    """In time for the slowest format anyone needs; today when that day is past."""
    group = session.group
    return max(papers_due(timezone.localdate(session.starts_at, group.tz), group), group.today)


def _is_today(session: Session) -> bool:
    group = session.group
    return timezone.localdate(session.starts_at, group.tz) == group.today
