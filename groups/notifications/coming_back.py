"""Email that comes back: what a mail server or provider says of an address, and what we remember of it.

While email to someone comes back they are written to or called instead. Reports come twice and late, so each is
remembered by its moment: an older one changes nothing.
"""

import re
from datetime import datetime
from smtplib import SMTPRecipientsRefused

from anymail.exceptions import AnymailRecipientsRefused
from anymail.signals import AnymailTrackingEvent, EventType, RejectReason
from django.db.models import Q, QuerySet
from django.utils import timezone

from groups.models import Person
from groups.states import EmailTrouble

# What servers say, by their enhanced status codes (RFC 3463); others are about us, not about the address.
_STATUS = re.compile(r"\b5\.(\d{1,3})\.\d{1,3}\b")
_FULL = re.compile(r"\b5\.2\.2\b|over ?quota|mailbox (?:is )?full", re.I)
_BY_REASON = {
    RejectReason.INVALID: EmailTrouble.GONE,
    RejectReason.BOUNCED: EmailTrouble.GONE,
    RejectReason.SPAM: EmailTrouble.UNWANTED,
    RejectReason.UNSUBSCRIBED: EmailTrouble.UNWANTED,
}
_GONE_CODES, _FULL_CODE = (550, 551, 553), 552
_CAME_BACK = (EventType.BOUNCED, EventType.REJECTED)
_GOT_THROUGH = (EventType.DELIVERED, EventType.OPENED, EventType.CLICKED)


def trouble_in(error: Exception) -> EmailTrouble | None:
    """What a refusal while sending says of the address; None if it says nothing for good."""
    if isinstance(error, SMTPRecipientsRefused):
        said = next(iter(error.recipients.values()), None)
        return _trouble_of(said[0], str(said[1])) if said else None
    if isinstance(error, AnymailRecipientsRefused):
        status = getattr(error.email_message, "anymail_status", None)
        invalid = status is not None and "invalid" in (status.status or ())
        return EmailTrouble.GONE if invalid else EmailTrouble.REFUSED
    return None


def note_event(event: AnymailTrackingEvent) -> None:
    """What a provider reports of one message, days later perhaps."""
    address, at = event.recipient, event.timestamp or timezone.now()
    if not isinstance(address, str) or "\x00" in address or not isinstance(at, datetime):
        return
    if event.event_type in _CAME_BACK:
        _note(_at(address), trouble_reported(event), at)
    elif event.event_type == EventType.COMPLAINED:
        _note(_at(address), EmailTrouble.UNWANTED, at)
    elif event.event_type in _GOT_THROUGH:
        _clear(_at(address), at)


def trouble_reported(event: AnymailTrackingEvent) -> EmailTrouble:
    said = f"{event.mta_response or ''} {event.description or ''}"
    if _FULL.search(said):
        return EmailTrouble.FULL
    return _BY_REASON.get(event.reject_reason, EmailTrouble.REFUSED)


def note_trouble(person: Person, trouble: EmailTrouble) -> None:
    """A mail server has just refused the address they have now."""
    _note(Person.objects.filter(pk=person.pk), trouble, timezone.now())


def forget_trouble(person: Person) -> None:
    """They say that it works again. Reports from before change nothing any more."""
    _clear(Person.objects.filter(pk=person.pk), timezone.now())


def _note(people: QuerySet[Person], trouble: EmailTrouble, at: datetime) -> None:
    for person in people.select_related("account"):
        newer = Q(email_trouble_at__isnull=True) | Q(email_trouble_at__lt=at)
        other = ~Q(email_trouble_address=person.mail_to)
        Person.objects.filter(newer | other, pk=person.pk).update(
            email_trouble=trouble, email_trouble_address=person.mail_to, email_trouble_at=at
        )


def _clear(people: QuerySet[Person], at: datetime) -> None:
    """The moment stays, so that an old report that comes again is known as old."""
    older = Q(email_trouble_at__isnull=True) | Q(email_trouble_at__lte=at)
    people.filter(older).exclude(email_trouble="").update(email_trouble="", email_trouble_at=at)


def _at(address: str) -> QuerySet[Person]:
    """Whoever is reached at this address: two people may share one."""
    signs_in = Q(account__email__iexact=address)
    return Person.objects.filter(signs_in | Q(account__isnull=True, email__iexact=address))


def _trouble_of(code: int, said: str) -> EmailTrouble | None:
    status = _STATUS.search(said)
    if code < 500 or (status and status[1] not in "12"):
        return None
    if code == _FULL_CODE or _FULL.search(said):
        return EmailTrouble.FULL
    return EmailTrouble.GONE if status or code in _GONE_CODES else None
