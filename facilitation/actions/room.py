"""What people do in the room besides speaking: come in, raise a hand, say what they need, go through the agenda.

Coming in, hands and needs leave no Activity: sealing deletes these marks, and nothing may outlive it.
"""

from datetime import timedelta

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from facilitation.live import changed
from facilitation.models import AgendaItem, Hand, Presence, Session, Signal
from facilitation.states import HandState, ItemState, SignalKind
from groups.actions.promise import owes_promise, promise_first
from groups.models import Membership
from groups.transitions import Refused, move, move_unrecorded, record


@transaction.atomic
def come_in(session: Session, *, by: Membership) -> None:
    """Be in the room. Once in, coming in again changes nothing.

    Raises Refused for someone from the system who has not signed the no-comeback promise.
    """
    if owes_promise(by):
        raise Refused(promise_first())
    changed(session)
    Presence.objects.get_or_create(session=session, group=session.group, member=by)


@transaction.atomic
def raise_hand(session: Session, *, by: Membership) -> Hand:
    """Ask to speak. A hand that is already up stays where it is in the queue."""
    changed(session)
    hand, _ = Hand.objects.get_or_create(session=session, group=session.group, member=by, state=HandState.UP)
    return hand


@transaction.atomic
def lower_hand(session: Session, *, by: Membership) -> None:
    """Put your own hand down; or pass, when the group goes round. Neither needs a reason."""
    changed(session)
    for hand in Hand.objects.filter(session=session, member=by, state=HandState.UP):
        move_unrecorded(hand, HandState.DOWN)


@transaction.atomic
def has_spoken(hand: Hand, *, by: Membership) -> None:
    """Their turn has been. Said twice, by two facilitators, it has been once."""
    changed(hand.session)
    hand.refresh_from_db()
    if hand.state == HandState.UP:
        move_unrecorded(hand, HandState.SPOKE)


@transaction.atomic
def say_what_is_needed(session: Session, *, kind: SignalKind) -> None:
    """Slow down, say that again, a break, or stop. Takes no `by`: nobody can learn who needed it.

    Stop pauses the clock until a facilitator goes on. What somebody else is already waiting for is not said twice.
    """
    changed(session)
    Signal.objects.get_or_create(session=session, group=session.group, kind=kind, answered_at=None)
    if kind == SignalKind.STOP:
        Session.objects.filter(pk=session.pk, paused_at=None).update(paused_at=timezone.now())


@transaction.atomic
def answer_needs(session: Session, *, by: Membership) -> None:
    """What people needed has been done; a pause ends, and its minutes are given back to the item."""
    changed(session)
    now = timezone.now()
    Signal.objects.filter(session=session).waiting().update(answered_at=now)
    paused_at = Session.objects.values_list("paused_at", flat=True).get(pk=session.pk)
    if paused_at:
        _give_back(session, now - paused_at)
        Session.objects.filter(pk=session.pk).update(paused_at=None)
        record("session.went_on", session, by=by)


@transaction.atomic
def begin_item(item: AgendaItem, *, by: Membership) -> None:
    """Go on to an item. What was on is done; an item that is already on stays as it is."""
    changed(item.session)
    for other in item.session.items.filter(state=ItemState.NOW).exclude(pk=item.pk):
        move(other, ItemState.DONE, by=by)
    item.refresh_from_db()
    if item.state != ItemState.NOW:
        move(item, ItemState.NOW, by=by, started_at=timezone.now())


@transaction.atomic
def finish_item(item: AgendaItem, *, by: Membership) -> None:
    """Done with an item. Said twice, it is done once."""
    changed(item.session)
    item.refresh_from_db()
    if item.state == ItemState.NOW:
        move(item, ItemState.DONE, by=by)


@transaction.atomic
def go_round(session: Session, *, is_open: bool, by: Membership) -> None:
    """Begin or end a round in which everyone speaks or passes."""
    changed(session)
    if Session.objects.filter(pk=session.pk, round_open=not is_open).update(round_open=is_open):
        record("session.round_begun" if is_open else "session.round_ended", session, by=by)


def _give_back(session: Session, pause: timedelta) -> None:
    session.items.filter(state=ItemState.NOW).update(started_at=F("started_at") + pause)
