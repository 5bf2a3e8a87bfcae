"""Calendar files. A calendar may lie open on a shared phone or at work, so it says that there is a session,
when, and where to read more: never what it is about, nor where it is held (promise 13)."""

import hashlib
from collections.abc import Iterable
from datetime import datetime, timedelta
from email.utils import parseaddr
from uuid import UUID

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from facilitation.models import Session
from facilitation.states import SessionState
from groups.kinds import Attachment
from groups.models import Group, Person

ASK_AGAIN = timedelta(hours=6)


def session_calendar(session: Session, *, link: str) -> bytes:
    """One session as an .ics file. Its UID stays, its SEQUENCE grows, so that calendars follow changes."""
    cancelled = session.state == SessionState.CANCELLED
    calendar = _calendar("CANCEL" if cancelled else "PUBLISH")
    calendar.add_component(_event(session, link=link, at=timezone.now()))
    written: bytes = calendar.to_ical()
    return written


def attached(sessions: Iterable[Session], group: Group) -> list[Attachment]:
    """The sessions of one message as a calendar file for its email: one file for those that are on, and one for
    those called off.

    Published, not requested: a calendar would ask people to reply to an address that nobody reads. Whether they
    come they say in the app, by letter or by phone.
    """
    known = list(sessions)
    gone = [session for session in known if session.state == SessionState.CANCELLED]
    parts = (("PUBLISH", [one for one in known if one not in gone]), ("CANCEL", gone))
    files = [_file(method, some, group) for method, some in parts if some]
    return [Attachment(name, content, "text/calendar") for name, content in files]


def _file(method: str, sessions: list[Session], group: Group) -> tuple[str, bytes]:
    calendar = _calendar(method)
    for session in sessions:
        link = settings.SITE_URL + reverse("session", args=[group.public_id, session.public_id])
        calendar.add_component(_event(session, link=link, at=timezone.now()))
    written: bytes = calendar.to_ical()
    return ("called-off.ics" if method == "CANCEL" else "session.ics"), written


def feed(sessions: Iterable[Session]) -> tuple[bytes, str]:
    """All of them as one calendar, and a tag that changes when it does. The same sessions give the same bytes."""
    calendar = _calendar("PUBLISH")
    calendar.add("x-wr-calname", settings.SITE_NAME)
    calendar.add("refresh-interval", ASK_AGAIN, parameters={"value": "DURATION"})
    calendar.add("x-published-ttl", ASK_AGAIN)
    for session in sessions:
        link = settings.SITE_URL + reverse("session", args=[session.group.public_id, session.public_id])
        at = session.announced_at or session.starts_at
        calendar.add_component(_event(session, link=link, at=at))
    written: bytes = calendar.to_ical()
    return written, hashlib.sha256(written).hexdigest()[:32]


def calendar_link(person: Person) -> str:
    """The secret address of a person's feed: whoever has it needs no sign-in. Never stored."""
    token = _signer().sign(f"{person.public_id.hex}.{person.calendar_generation}")
    return f"{settings.SITE_URL}{reverse('calendar_feed', args=[token])}"


def read_calendar_token(token: str) -> Person | None:
    """Whose feed it is; None if it was made up, or they made a new address since."""
    try:
        public_id, generation = _signer().unsign(token).split(".", 1)
    except BadSignature:
        return None
    people = Person.objects.filter(public_id=UUID(public_id), calendar_generation=int(generation))
    return people.filter(erased_at__isnull=True).first()


def file_name(session: Session) -> str:
    day = timezone.localdate(session.starts_at, session.group.tz)
    return f"session-{day.isoformat()}.ics"


def _calendar(method: str) -> Calendar:
    calendar = Calendar()
    calendar.add("prodid", f"-//{settings.SITE_NAME}//EN")
    calendar.add("version", "2.0")
    calendar.add("method", method)
    return calendar


def _event(session: Session, *, link: str, at: datetime) -> Event:
    event = Event()
    event.add("uid", f"{session.public_id}@{settings.SITE_HOST}")
    event.add("sequence", session.sequence)
    event.add("dtstamp", at)
    event.add("dtstart", session.starts_at)
    event.add("dtend", session.ends_at)
    event.add("summary", _("%(site)s group session") % {"site": settings.SITE_NAME})
    event.add("description", _("Where it is, how to join and what it is about: sign in to read."))
    event.add("url", link)
    if sender := parseaddr(settings.DEFAULT_FROM_EMAIL)[1]:
        event.add("organizer", f"mailto:{sender}", parameters={"CN": settings.SITE_NAME})
    event.add("status", "CANCELLED" if session.state == SessionState.CANCELLED else "CONFIRMED")
    return event


def _signer() -> Signer:
    return Signer(salt="facilitation.calendars", sep=".")
