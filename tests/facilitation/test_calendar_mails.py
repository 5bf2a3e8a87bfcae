"""When a session is announced, moved or called off, everyone's calendar follows: by the way each is reached."""

from datetime import datetime, time, timedelta

import pytest
from django.core import mail
from django.utils import timezone
from icalendar import Calendar, Event

from facilitation.actions.sessions import announce_session, cancel_session, change_session
from facilitation.models import Session
from groups.kinds import KINDS
from groups.models import Delivery, Membership
from groups.notifications.by_hand import words_of
from groups.notifications.sending import send_due
from groups.notifications.writing import write
from groups.states import Channel
from groups.templatetags.words import when
from tests.facilitation.meeting import make_session

SECRET = "Diabetes clinic"


@pytest.fixture
def reader(member: Membership) -> Membership:
    """Ade, who may be written to at any hour."""
    member.person.quiet_from = member.person.quiet_until = time(0)
    member.person.save()
    return member


@pytest.fixture
def session(facilitator: Membership) -> Session:
    facilitator.person.channels = []
    facilitator.person.save()
    draft = make_session(facilitator.group, state="draft", title=SECRET, place=SECRET)
    return announce_session(draft, by=facilitator)


def posted() -> list[tuple[str, Event]]:
    """What the calendar files of the emails say, in the order in which they came: METHOD and event."""
    send_due()
    found = []
    for email in mail.outbox:
        for name, content, kind in email.attachments:
            assert name.endswith(".ics")
            assert kind == "text/calendar"
            calendar = Calendar.from_ical(content)
            found += [(str(calendar["METHOD"]), event) for event in calendar.walk("VEVENT")]
    return found


def moved(session: Session) -> datetime:
    return session.starts_at + timedelta(days=1)


def move(session: Session, by: Membership) -> Session:
    return change_session(
        session, by=by, starts_at=moved(session), ends_at=moved(session) + timedelta(hours=2)
    )


def test_each_email_brings_the_calendar_up_to_date(reader, facilitator, session):
    send_due()
    later = move(session, facilitator)
    send_due()
    cancel_session(later, by=facilitator)
    (announced, first), (changed, second), (gone, third) = posted()
    assert (announced, changed, gone) == ("PUBLISH", "PUBLISH", "CANCEL")
    assert first["UID"] == second["UID"] == third["UID"]
    assert [int(event["SEQUENCE"]) for event in (first, second, third)] == [0, 1, 2]
    assert second["DTSTART"].dt == later.starts_at.replace(microsecond=0)
    assert str(third["STATUS"]) == "CANCELLED"


def test_no_word_of_the_group_is_in_the_file_or_beside_it(reader, facilitator, session):
    posted()
    [email] = mail.outbox
    [(name, content, _kind)] = email.attachments
    assert "Diabetes" not in name + str(content) + email.subject + email.body


def test_an_email_says_what_it_was_and_what_it_is_now(reader, facilitator, session):
    send_due()
    tz, was = session.group.tz, when(session, session.group.tz)
    later = move(session, facilitator)
    change_session(later, by=facilitator, phone_in="01632 960 200")
    send_due()
    _announced, first, second = (" ".join(email.body.split()) for email in mail.outbox)
    assert f"It was to be on {was}. It is now on {when(later, tz)}." in first
    assert "The way to join by phone is new" not in first
    assert "The way to join by phone is new" in second
    assert f"It is on {when(later, tz)}." in second
    assert "It was to be" not in second, "each message says its own change"


def test_a_letter_and_a_call_say_the_old_and_the_new_in_words(member, facilitator, session):
    member.person.account, member.person.channels, member.person.address = None, ["letter"], "1 High Street"
    member.person.save()
    was = when(session, session.group.tz)
    later = change_session(
        session,
        by=facilitator,
        place="Town hall",
        starts_at=moved(session),
        ends_at=moved(session) + timedelta(hours=1),
    )
    letter = words_of(Delivery.objects.get(person=member.person, channel="letter"))
    assert letter is not None
    said = " ".join(letter.text.split())
    assert f"It was to be on {was}. It is now on {when(later, later.group.tz)}." in said
    assert f"Where it was to be: {SECRET} Where: Town hall" in said
    assert "calendar" not in said
    assert list(letter.attachments) == []


def test_a_text_says_the_new_time_and_nothing_of_the_matter(member, facilitator, session):
    member.person.channels, member.person.phone = [Channel.TEXT], "07700 900123"
    member.person.save()
    later = move(session, facilitator)
    delivery = Delivery.objects.get(channel=Channel.TEXT, notification__kind="session_changed")
    said = write(delivery, KINDS["session_changed"], later).text
    assert f"It is on {when(later, later.group.tz)}." in said
    assert "Diabetes" not in said
    assert session.group.name not in said
    assert len(said) <= 306


def test_what_did_not_change_tells_nobody(facilitator, session):
    change_session(session, by=facilitator, starts_at=session.starts_at, place=session.place)
    assert not session.changes.exists()
    assert not Delivery.objects.filter(notification__kind__startswith="session_changed").exists()
    assert timezone.now() < session.starts_at
