"""Sessions are opened and closed by whoever runs them, one at a time."""

from datetime import timedelta

import pytest
from django.utils import timezone

from facilitation.actions.sessions import close_session, open_session
from facilitation.models import Session
from facilitation.states import SessionState
from groups.transitions import Refused
from groups.working_days import working_days_between
from tests.facilitation.meeting import make_session, path, words_of

NOW = timezone.now() + timedelta(minutes=5)


def test_the_facilitator_opens_and_closes_and_notes_are_promised(facilitator, member):
    session = open_session(make_session(facilitator.group, starts_at=NOW), by=facilitator)
    assert session.joinable
    closed = close_session(session, by=facilitator)
    group = facilitator.group
    assert working_days_between(group.today, closed.notes_due_on, group) == 10


def test_a_session_is_not_opened_days_before(facilitator, sign_in):
    session = make_session(facilitator.group)
    page = sign_in(facilitator).post(path("session_open", facilitator.group, session))
    assert "from two hours before it starts" in words_of(page)
    assert "Open the session" not in words_of(
        sign_in(facilitator).get(path("session", facilitator.group, session))
    )


def test_opening_or_closing_twice_leaves_the_record_right(facilitator):
    session = make_session(facilitator.group, starts_at=NOW)
    stale = Session.objects.get(pk=session.pk)
    opened = open_session(session, by=facilitator)
    with pytest.raises(Refused):
        open_session(stale, by=facilitator)
    close_session(opened, by=facilitator)
    with pytest.raises(Refused):
        close_session(opened, by=facilitator)
    assert Session.objects.get().state == SessionState.CLOSED


def test_one_session_at_a_time_is_open_in_a_group(facilitator):
    open_session(make_session(facilitator.group, starts_at=NOW), by=facilitator)
    other = make_session(facilitator.group, starts_at=NOW)
    with pytest.raises(Refused, match="Another session of this group is open"):
        open_session(other, by=facilitator)
    other.refresh_from_db()
    assert other.state == SessionState.ANNOUNCED


def test_a_coordinator_plans_but_does_not_run_the_room(coordinator, sign_in):
    session = make_session(coordinator.group)
    for name in ("session_open", "session_close", "session_notes"):
        assert sign_in(coordinator).post(path(name, coordinator.group, session)).status_code == 403


def test_join_shows_from_half_an_hour_before(member, sign_in):
    soon = make_session(member.group, starts_at=timezone.now() + timedelta(minutes=29))
    later = make_session(member.group, starts_at=timezone.now() + timedelta(minutes=40))
    assert (soon.joinable, later.joinable) == (True, False)


def test_once_a_session_is_open_people_join_and_are_not_asked_if_they_come(member, sign_in):
    session = make_session(member.group, state="open", starts_at=NOW)
    listed = words_of(sign_in(member).get(path("sessions", member.group)))
    assert "Join : Planning conversations" in listed
    assert "Say if you are coming" not in listed
    assert "Are you coming?" not in words_of(sign_in(member).get(path("session", member.group, session)))
