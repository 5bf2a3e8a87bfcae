"""What people do in the room besides speaking: come in, raise a hand, say what they need, go through the agenda.

Coming in, hands and needs leave no Activity: sealing deletes these marks, and nothing may outlive it.
"""

from collections.abc import Collection
from datetime import timedelta

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from facilitation.actions.going_round import join_round
from facilitation.live import changed
from facilitation.models import AgendaItem, Hand, Presence, Session, Signal
from facilitation.states import HandState, ItemState, SignalKind
from groups.actions.promise import owes_promise, promise_first
from groups.models import Membership
from groups.permissions import Permission
from groups.transitions import Refused, move, move_unrecorded, record

LONGEST_ITEM = 240  # minutes


@transaction.atomic
def come_in(session: Session, *, by: Membership) -> None:
    """Be in the room. Once in, coming in again changes nothing. While the room goes round, your turn comes too.

    Raises Refused for someone from the system who has not signed the no-comeback promise.
    """
    if owes_promise(by):
        raise Refused(promise_first())
    changed(session)
    _here, is_new = Presence.objects.get_or_create(session=session, group=session.group, member=by)
    if is_new:
        join_round(session, by)


@transaction.atomic
def here_without_screen(session: Session, *, member: Membership, hand: bool, by: Membership) -> None:
    """Someone is in the hall or on the phone, and holds no screen: a facilitator marks that they are here.

    `hand`: they also ask to speak. Leaves no Activity, as if they had come in by themselves.
    """
    _same_group(member, by)
    come_in(session, by=member)
    if hand:
        raise_hand(session, by=member)


@transaction.atomic
def raise_hand(session: Session, *, by: Membership) -> Hand:
    """Ask to speak. A hand that is already up stays where it is in the queue."""
    changed(session)
    hand, _new = Hand.objects.get_or_create(
        session=session, group=session.group, member=by, state=HandState.UP
    )
    return hand


@transaction.atomic
def lower_hand(session: Session, *, by: Membership) -> None:
    """Put your own hand down. It needs no reason."""
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
def answer_needs(session: Session, *, by: Membership, kinds: Collection[str] = SignalKind.values) -> None:
    """What people needed has been done; a pause ends, and its minutes are given back to the item.

    Only of these `kinds`: what came after the page was read still waits, a stop above all.
    """
    changed(session)
    now = timezone.now()
    Signal.objects.filter(session=session, kind__in=kinds).waiting().update(answered_at=now)
    paused_at = Session.objects.values_list("paused_at", flat=True).get(pk=session.pk)
    if paused_at and SignalKind.STOP in kinds:
        _give_back(session, now - paused_at)
        Session.objects.filter(pk=session.pk).update(paused_at=None)
        record("session.went_on", session, by=by)


@transaction.atomic
def pause(session: Session, *, by: Membership) -> None:
    """Whoever runs the room stops the clock, for a break or for a while. A pause that is on stays as it is."""
    changed(session)
    if Session.objects.filter(pk=session.pk, paused_at=None).update(paused_at=timezone.now()):
        record("session.paused", session, by=by)


@transaction.atomic
def begin_item(item: AgendaItem, *, by: Membership, instead_of: str | None = None) -> None:
    """Go on to an item. What was on is done; an item that is already on stays as it is.

    `instead_of` is the id of what the page showed as on, or nothing. Raises Refused when somebody else has gone
    on to another item since. None: whatever is on.
    """
    changed(item.session)
    for other in item.session.items.filter(state=ItemState.NOW).exclude(pk=item.pk):
        if instead_of is not None and str(other.public_id) != instead_of:
            raise Refused(
                _("Somebody else has just gone on to “%(title)s”. Look again, then choose.")
                % {"title": other.title}
            )
        move(other, ItemState.DONE, by=by)
    item.refresh_from_db()
    if item.state != ItemState.NOW:
        move(item, ItemState.NOW, by=by, started_at=timezone.now())


@transaction.atomic
def give_time(item: AgendaItem, *, minutes: int, shown: int | None, by: Membership) -> None:
    """More minutes for the item that is on. `shown` is how many the page said it had.

    Raises Refused when somebody else has just given it more, or when it is not on, or would be very long.
    """
    changed(item.session)
    item.refresh_from_db()
    if item.state != ItemState.NOW:
        raise Refused(_("This item is not on just now. Only the item that is on can have more time."))
    if item.minutes != shown:
        raise Refused(
            _("Somebody else has just changed the time of this item. It has %(n)d minutes now.")
            % {"n": item.minutes}
        )
    if item.minutes + minutes > LONGEST_ITEM:
        raise Refused(_("An item can last %(n)d minutes at most.") % {"n": LONGEST_ITEM})
    item.minutes += minutes
    item.save(update_fields=["minutes"])
    record("agendaitem.more_time", item, by=by)


@transaction.atomic
def finish_item(item: AgendaItem, *, by: Membership) -> None:
    """Done with an item. Said twice, it is done once."""
    changed(item.session)
    item.refresh_from_db()
    if item.state == ItemState.NOW:
        move(item, ItemState.DONE, by=by)


def _same_group(member: Membership, by: Membership) -> None:
    if member.group_id != by.group_id or not member.may(Permission.JOIN_ROOM):
        raise ValueError("Someone of the same group, who may be in its rooms.")


def _give_back(session: Session, pause: timedelta) -> None:
    session.items.filter(state=ItemState.NOW).update(started_at=F("started_at") + pause)
