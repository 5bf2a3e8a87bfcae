"""Sending what is due. Any number of workers may do this at once, and any may die at any moment.

A claim is a lease: a conditional UPDATE with a random id, so no two workers hold the same delivery.
CLAIMED: nothing has left yet. IN_HAND: it may have left. A lease that runs out tells which of the two it was.
"""

import random
from contextlib import closing
from datetime import datetime, timedelta
from smtplib import SMTPNotSupportedError, SMTPRecipientsRefused, SMTPResponseException
from uuid import UUID, uuid4

import structlog
from anymail.exceptions import AnymailAPIError, AnymailError
from django.conf import settings
from django.core.mail import mailers
from django.core.mail.backends.base import BaseEmailBackend
from django.db import models, transaction
from django.db.models import F, QuerySet
from django.db.models.functions import Coalesce
from django.utils import timezone

from groups import texting
from groups.kinds import KINDS, WEEKLY, Kind
from groups.models import Delivery
from groups.notifications.coming_back import note_trouble, trouble_in
from groups.notifications.not_arrived import has_arrived, leave_to_a_person
from groups.notifications.reaching import after_quiet_hours, reaches
from groups.notifications.turns import claim_next, urgent_waits
from groups.notifications.wanting import subject_if_wanted
from groups.notifications.weekly import to_tell, told
from groups.notifications.writing import Words, as_email, write
from groups.states import Channel, DeliveryState, DeliveryTrouble, Priority

log = structlog.get_logger(__name__)

BATCH = 50
# How long to wait at least after each failed attempt; after the last one a person takes over.
WAITS = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 240))
SPREAD = 0.25  # of the wait, at random on top: what failed together does not all come back together


def send_due() -> int:
    """Claim up to BATCH due deliveries and send them. Returns how many were claimed.

    What is urgent and comes meanwhile does not wait for the end of the batch.
    """
    claim = uuid4()
    claimed = claim_next(claim, BATCH)
    if claimed:
        with closing(mailers.default) as mailer:
            for delivery in _claimed(claim):
                if delivery.priority != Priority.URGENT and urgent_waits():
                    _send_urgent(mailer)
                _send(delivery, mailer)
    return claimed


def _send_urgent(mailer: BaseEmailBackend) -> None:
    claim = uuid4()
    if claim_next(claim, BATCH, only=Priority.URGENT):
        for delivery in _claimed(claim):
            _send(delivery, mailer)


def recover_abandoned() -> None:
    """Take back what dead processes held: untouched work waits again, work in hand is in doubt."""
    abandoned = Delivery.objects.abandoned()
    abandoned.filter(state=DeliveryState.CLAIMED).update(state=DeliveryState.PENDING)
    _doubt(abandoned.filter(state=DeliveryState.IN_HAND), again_at=timezone.now())


def _claimed(claim: UUID) -> QuerySet[Delivery]:
    mine = Delivery.objects.leased().filter(claim=claim, state=DeliveryState.CLAIMED)
    return mine.with_place().order_by("priority", "due_at", "pk")


def _send(delivery: Delivery, mailer: BaseEmailBackend) -> None:
    kind = KINDS.get(delivery.notification.kind)
    try:
        words = _words_if_wanted(delivery, kind) if kind else None
    except Exception:  # a template, whatever it is: nothing has left and others must go on
        log.exception("not sent", kind=delivery.notification.kind, delivery=str(delivery.public_id))
        _try_later(delivery, DeliveryState.CLAIMED, DeliveryTrouble.MISTAKE)
        return
    if words is None:
        _become(delivery, DeliveryState.CLAIMED, DeliveryState.STOPPED)
    elif (opens := _opens_at(delivery)) > timezone.now():
        _put_off(_mine(delivery, DeliveryState.CLAIMED), opens)
    elif _opened(delivery, mailer) and _take_in_hand(delivery, words):
        _hand_over(delivery, words, mailer)


def _opened(delivery: Delivery, mailer: BaseEmailBackend) -> bool:
    """Whether the mail server answers; if not, nothing has left."""
    try:
        if delivery.channel == Channel.EMAIL:
            mailer.open()
    except Exception as error:  # the network's or the mail server's, whatever it is
        log.warning("not sent", delivery=str(delivery.public_id), error=type(error).__name__)
        _try_later(delivery, DeliveryState.CLAIMED, DeliveryTrouble.AWAY)
        return False
    return True


def _hand_over(delivery: Delivery, words: Words, mailer: BaseEmailBackend) -> None:
    try:
        _let_go(delivery, words, mailer)
    except Exception as error:  # the mail server's, the network's or the provider's
        log.warning("not sent", delivery=str(delivery.public_id), error=type(error).__name__)
        mailer.close()
        _after_failure(delivery, error)
        return
    _become(delivery, DeliveryState.IN_HAND, DeliveryState.SENT)


def _let_go(delivery: Delivery, words: Words, mailer: BaseEmailBackend) -> None:
    if delivery.channel == Channel.TEXT:
        texting.send(delivery.person.mobile, words.text, str(delivery.public_id))
    else:
        mailer.send_messages([as_email(delivery, words)])


def _after_failure(delivery: Delivery, error: Exception) -> None:
    """Refused for good, refused for now, or nobody knows."""
    if trouble := trouble_in(error):
        note_trouble(delivery.person, trouble)
    if trouble:
        _give_up(delivery, DeliveryState.IN_HAND, DeliveryTrouble.ADDRESS)
    elif isinstance(error, texting.TextRefused) and error.for_good:
        _give_up(delivery, DeliveryState.IN_HAND, DeliveryTrouble.NUMBER)
    elif _refused(error):
        _try_later(delivery, DeliveryState.IN_HAND, DeliveryTrouble.AWAY)
    else:
        _doubt(_mine(delivery, DeliveryState.IN_HAND), again_at=timezone.now() + WAITS[0])


def _words_if_wanted(delivery: Delivery, kind: Kind) -> Words | None:
    """The words, or None when nothing is to be sent: not wanted any more, or left to a person."""
    row = _subject(delivery, kind)
    if row is None:
        return None
    if not reaches(delivery.person, delivery.channel):
        leave_to_a_person(delivery)
        return None
    return write(delivery, kind, row)


def _subject(delivery: Delivery, kind: Kind) -> models.Model | None:
    """The weekly message is wanted as long as it has something to tell."""
    if kind.name == WEEKLY:
        return delivery.person if to_tell(delivery) else None
    return subject_if_wanted(delivery, kind)


def _opens_at(delivery: Delivery) -> datetime:
    """Now, or when the person's quiet hours end: it may have waited for a broken mail server into the night."""
    now = timezone.now()
    return (
        now
        if KINDS[delivery.notification.kind].through_quiet_hours
        else after_quiet_hours(delivery.person, now)
    )


def _take_in_hand(delivery: Delivery, words: Words) -> bool:
    """False if the lease ran out meanwhile and somebody else has it, or if it was settled."""
    taken = _mine(delivery, DeliveryState.CLAIMED).update(
        state=DeliveryState.IN_HAND,
        lease_until=timezone.now() + settings.DELIVERY_LEASE,
        begun_at=timezone.now(),
        attempts=F("attempts") + 1,
        title=words.subject,
        text=words.kept,
    )
    return taken == 1


def _try_later(delivery: Delivery, state: DeliveryState, trouble: DeliveryTrouble) -> None:
    """Nothing has left. Wait longer each time; after the last attempt a person takes over."""
    tried = delivery.attempts + 1
    if tried > len(WAITS):
        _give_up(delivery, state, trouble)
        return
    again = timezone.now() + WAITS[tried - 1] * (1 + random.uniform(0, SPREAD))  # noqa: S311  # no secret
    _put_off(_mine(delivery, state), again, attempts=tried, trouble=trouble)


def _put_off(deliveries: QuerySet[Delivery], until: datetime, **more: object) -> None:
    """They wait again. When they were due at first is kept, to know how late they came."""
    first = Coalesce("first_due_at", "due_at")
    deliveries.update(state=DeliveryState.PENDING, due_at=until, first_due_at=first, **more)


@transaction.atomic
def _give_up(delivery: Delivery, state: DeliveryState, trouble: DeliveryTrouble) -> None:
    tried = delivery.attempts + 1
    if _mine(delivery, state).update(state=DeliveryState.FAILED, attempts=tried, trouble=trouble):
        leave_to_a_person(delivery)


@transaction.atomic
def _doubt(deliveries: QuerySet[Delivery], *, again_at: datetime) -> None:
    """Nobody knows whether these left. An email is repeated once, under the same Message-ID; a text waits
    for a person; what is in doubt a second time stays so, and a weekly message with all it holds."""
    texts = deliveries.exclude(channel=Channel.EMAIL)
    private = [kind.name for kind in KINDS.values() if kind.private]  # goes through nobody's hands
    texts.filter(notification__kind__in=private).update(
        state=DeliveryState.MAYBE_SENT, may_have_been_sent=True, trouble=DeliveryTrouble.DOUBT
    )
    texts.update(state=DeliveryState.BY_HAND, may_have_been_sent=True)
    for message in deliveries.filter(may_have_been_sent=True, notification__kind=WEEKLY):
        told(message, DeliveryState.MAYBE_SENT)
    deliveries.filter(may_have_been_sent=True).update(
        state=DeliveryState.MAYBE_SENT, trouble=DeliveryTrouble.DOUBT
    )
    _put_off(deliveries, again_at, may_have_been_sent=True)


@transaction.atomic
def _become(delivery: Delivery, state: DeliveryState, to: DeliveryState) -> None:
    """With all that a weekly message holds."""
    sent_at = timezone.now() if to == DeliveryState.SENT else None
    if not _mine(delivery, state).update(state=to, sent_at=sent_at):
        return
    if to == DeliveryState.SENT and delivery.trouble:
        has_arrived(delivery)
    if delivery.notification.kind == WEEKLY:
        told(delivery, to)


def _refused(error: Exception) -> bool:
    """Whether the other side said no, so that nothing has left. Silence may mean either."""
    if isinstance(error, texting.TextRefused):
        return True
    if isinstance(error, AnymailAPIError):
        return error.status_code is not None
    return isinstance(
        error,
        (AnymailError, SMTPResponseException, SMTPRecipientsRefused, SMTPNotSupportedError, ValueError),
    )


def _mine(delivery: Delivery, state: DeliveryState) -> QuerySet[Delivery]:
    return Delivery.objects.filter(pk=delivery.pk, claim=delivery.claim, state=state)
