"""The life of a session: planned, announced, open, closed, notes shared, settled; or cancelled."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from facilitation.actions.agenda import put_on_agenda
from facilitation.actions.agreements import end_with_the_session
from facilitation.actions.handed_in import forget_files_of
from facilitation.actions.people import invited, with_lived_experience
from facilitation.actions.sealing import forget_what_was_said, seal_session
from facilitation.kinds.among_us import kind_for, kinds_for
from facilitation.live import changed
from facilitation.models import AgendaItem, Session, SessionChange
from facilitation.states import NOTES_WORKING_DAYS, SessionState
from groups.actions.passes import end_passes
from groups.models import Group, Membership, OutsideContact
from groups.needs import papers_due
from groups.notifications import notify, settle
from groups.states import GroupState
from groups.transitions import Refused, move, record
from groups.working_days import add_working_days

BEFORE_IT_BEGINS = ("session_announced", "session_changed", "session_changed_today", "session_soon")
CAN_CHANGE = (SessionState.DRAFT, SessionState.ANNOUNCED)


def plan_session(session: Session, *, agenda: Sequence[AgendaItem] = (), by: Membership) -> Session:
    """Keep a new session as a draft that only those who plan can see, with the agenda it begins from.

    Raises Refused when it is planned already: the same form was sent twice at once.
    """
    session.group = by.group
    try:
        with transaction.atomic():
            session.save()
            put_on_agenda(agenda, session, by=by)
            record("session.planned", session, by=by)
    except IntegrityError as error:
        raise Refused(_("This session is planned already. You find it under Sessions.")) from error
    return session


@transaction.atomic
def announce_at_once(session: Session, *, agenda: Sequence[AgendaItem] = (), by: Membership) -> Session:
    """Plan and announce in one step: both, or neither if it is refused."""
    return announce_session(plan_session(session, agenda=agenda, by=by), by=by)


@transaction.atomic
def change_session(session: Session, *, by: Membership, **changes: Any) -> Session:
    """Change what a session says. Once it is announced, everyone hears what is new, and calendars follow.

    Raises Refused when the session has begun or was cancelled.
    """
    session, change = rewrite(session, by=by, **changes)
    if change:
        tell_change(session, change)
    return session


def tell_change(session: Session, change: SessionChange) -> None:
    kind = "session_changed_today" if is_of_today(session, change) else "session_changed"
    people, occurrence = invited(session), f"{change.sequence}"
    notify(kind_for(session, kind), session, group=session.group, to=people, occurrence=occurrence)


def is_of_today(session: Session, change: SessionChange | None = None) -> bool:
    """It is, or was to be until this change, on the day it is now where the group is."""
    return session.day == session.group.today or (change is not None and change.was_on(timezone.now()))


def rewrite(session: Session, *, by: Membership, **changes: Any) -> tuple[Session, SessionChange | None]:
    """Change it without a word, inside a transaction of the caller, who tells. The change: of an announced one only."""
    session = _locked(session)
    if session.state not in CAN_CHANGE:
        raise Refused(_("This session can no longer be changed. A new one can be planned at any time."))
    new = {name: value for name, value in changes.items() if getattr(session, name) != value}
    if not new:
        return session, None
    change = _as_it_was(session, new) if session.state == SessionState.ANNOUNCED else None
    for name, value in new.items():
        setattr(session, name, value)
    session.version += 1
    if change:
        session.sequence = change.sequence
        if "starts_at" in new and session.is_usual:
            session.papers_out_on = _papers_out_on(session)
    session.save(update_fields=[*new, "papers_out_on", "version", "sequence"])
    record("session.changed", session, by=by)
    return session, change


def _as_it_was(session: Session, new: Iterable[str]) -> SessionChange:
    return SessionChange.objects.create(
        group=session.group,
        session=session,
        sequence=session.sequence + 1,
        starts_at=session.starts_at,
        ends_at=session.ends_at,
        place=session.place,
        fields=sorted(new),
    )


@transaction.atomic
def announce_session(session: Session, *, by: Membership) -> Session:
    """Tell everyone at once. Papers are due in time for the slowest format anyone needs, or today when that is past."""
    announced = put_out(session, by=by)
    notify(kind_for(announced, "session_announced"), announced, group=by.group, to=invited(announced))
    return announced


def put_out(session: Session, *, by: Membership) -> Session:
    """Announce it without a word, inside a transaction of the caller, who tells."""
    if session.starts_at <= timezone.now():
        raise Refused(_("This session is in the past. Give it a new day first, then announce it."))
    return move(
        session,
        SessionState.ANNOUNCED,
        by=by,
        announced_at=timezone.now(),
        papers_out_on=_papers_out_on(session) if session.is_usual else None,
    )


@transaction.atomic
def cancel_session(session: Session, *, by: Membership) -> Session:
    """Call a session off. Whoever was told that it takes place is told that it does not."""
    cancelled = call_off(session, by=by)
    if cancelled.announced_at:
        tell_called_off(cancelled)
    return cancelled


def call_off(session: Session, *, by: Membership) -> Session:
    """Call it off without a word, inside a transaction of the caller, who tells if it was announced."""
    session = _locked(session)
    cancelled = move(session, SessionState.CANCELLED, by=by, sequence=session.sequence + 1)
    settle(kinds_for(cancelled, BEFORE_IT_BEGINS), cancelled)
    end_passes(cancelled.public_id)
    return cancelled


def tell_called_off(session: Session) -> None:
    kind = "session_cancelled_today" if is_of_today(session) else "session_cancelled"
    notify(kind_for(session, kind), session, group=session.group, to=invited(session))


def open_session(session: Session, *, by: Membership) -> Session:
    """Open the room.

    Raises Refused too early, while another session of the group is open, and, for the first session of a group,
    while nobody outside it has accepted to be told when the promise is broken (product.md section 4).
    """
    if session.is_usual and needs_someone_outside_first(by.group):
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
            settle(kinds_for(opened, BEFORE_IT_BEGINS), opened)
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
    return not Session.objects.in_group(group).counted().filter(opened_at__isnull=False).exists()


@transaction.atomic
def close_session(session: Session, *, by: Membership) -> Session:
    """Close the room and seal it: the marks of who took part go, only totals stay (promise 5).

    Words put to everyone and not recorded yet are not agreed. Only a session of the group owes notes. What was said in a try-out is deleted.
    """
    if not session.is_usual:
        return _close_without_notes(session, by=by)
    due = add_working_days(by.group.today, NOTES_WORKING_DAYS, by.group)
    closed = move(session, SessionState.CLOSED, by=by, closed_at=timezone.now(), notes_due_on=due)
    end_with_the_session(closed, by=by)
    end_passes(closed.public_id)
    sealed = seal_session(closed, by=by)
    notify("debrief_offer", sealed, group=by.group, to=with_lived_experience(by.group))
    return sealed


def _close_without_notes(session: Session, *, by: Membership) -> Session:
    closed = move(session, SessionState.SETTLED, by=by, closed_at=timezone.now())
    end_passes(closed.public_id)
    if closed.keeps_nothing:
        forget_what_was_said(closed)
    forget_files_of(closed)
    return seal_session(closed, by=by)


def _locked(session: Session) -> Session:
    return Session.objects.select_for_update(of=("self",)).select_related("group").get(pk=session.pk)


def _papers_out_on(session: Session) -> date:
    """In time for the slowest format anyone needs; today when that day is past."""
    group = session.group
    return max(papers_due(session.day, group), group.today)
