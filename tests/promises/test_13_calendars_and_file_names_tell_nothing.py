"""Promise 13, nothing leaks by the side: a calendar on a shared phone tells nobody why someone goes out."""

from email.message import Message

import pytest
from icalendar import Calendar

from facilitation.actions.sessions import announce_session, cancel_session, change_session
from facilitation.models import Session
from groups.kinds import KINDS
from tests.facilitation.meeting import make_session, path

SECRETS = ("Diabetes", "clinic", "kidney", "07700")


@pytest.fixture
def session(facilitator) -> Session:
    draft = make_session(
        facilitator.group,
        state="draft",
        title="Diabetes and kidney care",
        place="Renal clinic, ward 4",
        about="Living with diabetes",
        phone_in="07700 900123",
        access_notes="Ask at the clinic desk",
    )
    return announce_session(draft, by=facilitator)


def calendar_of(session, client) -> tuple[str, Calendar, str]:
    answer = client.get(path("session_ics", session.group, session))
    written = answer.content.decode()
    return written, Calendar.from_ical(written), answer["Content-Disposition"]


def test_the_calendar_entry_and_its_file_carry_no_word_of_the_group(session, member, sign_in):
    written, _, disposition = calendar_of(session, sign_in(member))
    for secret in (*SECRETS, session.group.name):
        assert secret.lower() not in (written + disposition).lower()
    assert "Coproduction group session" in written


def test_the_file_is_named_by_its_day_alone(session, member, sign_in):
    _, _, disposition = calendar_of(session, sign_in(member))
    header = Message()
    header["Content-Disposition"] = disposition
    assert header.get_filename() == f"session-{session.starts_at.astimezone(session.group.tz):%Y-%m-%d}.ics"


def test_calendars_follow_a_change_and_a_cancellation_by_the_same_uid(session, facilitator, member, sign_in):
    client = sign_in(member)
    first = calendar_of(session, client)[1].walk("VEVENT")[0]
    changed = change_session(session, by=facilitator, place="Library")
    second = calendar_of(changed, client)[1].walk("VEVENT")[0]
    _, calendar, _ = calendar_of(cancel_session(changed, by=facilitator), client)
    third = calendar.walk("VEVENT")[0]
    assert first["UID"] == second["UID"] == third["UID"]
    assert [int(event["SEQUENCE"]) for event in (first, second, third)] == [0, 1, 2]
    assert (str(calendar["METHOD"]), str(third["STATUS"])) == ("CANCEL", "CANCELLED")
    assert first["DTSTART"].dt == session.starts_at.replace(microsecond=0)


def test_a_draft_has_no_calendar_file_and_a_stranger_finds_none(facilitator, session, stranger, sign_in):
    draft = make_session(facilitator.group, state="draft")
    assert sign_in(facilitator).get(path("session_ics", draft.group, draft)).status_code == 404
    assert sign_in(stranger).get(path("session_ics", session.group, session)).status_code == 404


def test_subject_lines_of_meetings_are_fixed_words():
    """None has room for anything a group said: they are plain sentences, with nothing to fill in."""
    about_meetings = [name for name, kind in KINDS.items() if kind.template.startswith("facilitation/")]
    assert about_meetings
    for name in about_meetings:
        line = str(KINDS[name].subject_line)
        assert "%" not in line, name
        assert "{" not in line, name
