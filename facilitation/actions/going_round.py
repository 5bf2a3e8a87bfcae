"""A round in the room: one after the other, each person speaks or passes, in an order by chance.

A turn that has been is deleted, so nothing tells who spoke from who passed. That somebody has spoken is kept like a
hand that was heard, until sealing, so that those who have not yet spoken today come first.
"""

from random import SystemRandom

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from facilitation.live import changed
from facilitation.models import Hand, Presence, RoundTurn, Session
from facilitation.states import HandState
from groups.models import Membership
from groups.permissions import Permission
from groups.transitions import move_unrecorded, record

SPOKE, LATER, PASSED = "spoke", "later", "passed"


@transaction.atomic
def begin_round(session: Session, *, by: Membership, question: str = "") -> None:
    """Everyone in the room who may speak gets a turn. A round that is on goes on."""
    changed(session)
    closed = Session.objects.filter(pk=session.pk, round_open=False)
    if not closed.update(round_open=True, round_question=question):
        return
    here = Presence.objects.filter(session=session).select_related("member")
    speakers = [mark.member for mark in here if mark.member.may(Permission.SPEAK)]
    SystemRandom().shuffle(speakers)
    RoundTurn.objects.filter(session=session).delete()
    RoundTurn.objects.bulk_create(
        RoundTurn(group=session.group, session=session, member=who, place=place)
        for place, who in enumerate(speakers, start=1)
    )
    record("session.round_begun", session, by=by)


@transaction.atomic
def end_round(session: Session, *, by: Membership) -> None:
    """Whoever has not had their turn may still raise a hand. Said twice, it has ended once."""
    changed(session)
    if Session.objects.filter(pk=session.pk, round_open=True).update(round_open=False, round_question=""):
        RoundTurn.objects.filter(session=session).delete()
        record("session.round_ended", session, by=by)


@transaction.atomic
def turn_over(session: Session, *, turn: str, how: str) -> None:
    """Whoever runs the room says how a turn ended. One that somebody else has ended already stays ended."""
    changed(session)
    for each in RoundTurn.objects.filter(session=session).select_related("session", "group", "member"):
        if str(each.public_id) == turn:
            _end(each, how)


@transaction.atomic
def say_of_my_turn(session: Session, *, how: str, by: Membership) -> None:
    """I pass, I have spoken, or come back to me. Nobody has to say why. Without a turn it changes nothing."""
    changed(session)
    mine = RoundTurn.objects.filter(session=session, member=by).first()
    if mine:
        _end(mine, how)


def join_round(session: Session, member: Membership) -> None:
    """Someone who comes in while the room goes round has their turn last. Their caller has said `changed`."""
    is_on = Session.objects.filter(pk=session.pk, round_open=True).exists()
    if is_on and member.may(Permission.SPEAK):
        place = _last_place(session) + 1
        RoundTurn.objects.create(group=session.group, session=session, member=member, place=place)


def _end(turn: RoundTurn, how: str) -> None:
    if how == LATER:
        turn.place = _last_place(turn.session) + 1
        turn.save(update_fields=["place"])
        return
    if how == SPOKE:
        _has_spoken(turn)
    if how in (SPOKE, PASSED):
        turn.delete()


def _has_spoken(turn: RoundTurn) -> None:
    """Their hand, if it was up, has been heard with it."""
    theirs = {"session": turn.session, "group": turn.group, "member": turn.member}
    up = Hand.objects.filter(**theirs, state=HandState.UP).first()
    if up:
        move_unrecorded(up, HandState.SPOKE)
    else:
        Hand.objects.create(**theirs, state=HandState.SPOKE, raised_at=timezone.now())


def _last_place(session: Session) -> int:
    last: int | None = RoundTurn.objects.filter(session=session).aggregate(last=Max("place"))["last"]
    return last or 0
