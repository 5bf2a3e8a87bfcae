"""Calendar files. A calendar may lie open on a shared phone or at work, so it says that there is a session,
when, and where to read more: never what it is about, nor where it is held (promise 13)."""

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from facilitation.models import Session
from facilitation.states import SessionState


def session_calendar(session: Session, *, link: str) -> bytes:
    """One session as an .ics file. Its UID stays, its SEQUENCE grows, so that calendars follow changes."""
    cancelled = session.state == SessionState.CANCELLED
    calendar = Calendar()
    calendar.add("prodid", f"-//{settings.SITE_NAME}//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "CANCEL" if cancelled else "PUBLISH")
    calendar.add_component(_event(session, cancelled=cancelled, link=link))
    written: bytes = calendar.to_ical()
    return written


def file_name(session: Session) -> str:
    day = timezone.localdate(session.starts_at, session.group.tz)
    return f"session-{day.isoformat()}.ics"


def _event(session: Session, *, cancelled: bool, link: str) -> Event:
    event = Event()
    event.add("uid", f"{session.public_id}@{settings.SITE_HOST}")
    event.add("sequence", session.sequence)
    event.add("dtstamp", timezone.now())
    event.add("dtstart", session.starts_at)
    event.add("dtend", session.ends_at)
    event.add("summary", _("%(site)s group session") % {"site": settings.SITE_NAME})
    event.add("description", _("Where it is, how to join and what it is about: sign in to read."))
    event.add("url", link)
    event.add("status", "CANCELLED" if cancelled else "CONFIRMED")
    return event
