"""Planning a session in two minutes, telling everyone once, changing it, calling it off."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django import forms
from django.utils import timezone

from facilitation.actions.sessions import (
    announce_session,
    cancel_session,
    change_session,
    close_session,
    open_session,
    share_notes,
)
from facilitation.forms.moments import moment_in
from facilitation.forms.sessions import SessionForm
from facilitation.models import Coming, Session
from facilitation.states import SessionState
from groups.models import Delivery, DutyHolder, Group, Notification, OutsideContact
from groups.permissions import Duty
from groups.states import MembershipState
from groups.transitions import Refused
from groups.working_days import working_days_between
from tests.facilitation.meeting import make_item, make_session, path, words_of

IN_A_MONTH = timedelta(days=30)


def typed(group: Group, **more: str) -> dict[str, str]:
    day = group.today + IN_A_MONTH
    return {"title": "Planning conversations", "day": day.isoformat(), "starts": "14:00"} | more


def told(kind: str) -> set[int]:
    return set(Delivery.objects.filter(notification__kind=kind).values_list("person", flat=True))


# Planning


def test_a_coordinator_plans_announces_and_everyone_is_asked_to_come(coordinator, member, lead, sign_in):
    group = coordinator.group
    page = sign_in(coordinator).post(path("session_new", group), typed(group), follow=True)
    session = Session.objects.get()
    assert "Kept as a draft" in words_of(page)
    assert session.ends_at - session.starts_at == timedelta(hours=2)
    assert sign_in(member).get(path("session", group, session)).status_code == 404, "drafts are not for all"

    page = sign_in(coordinator).post(path("session_announce", group, session), follow=True)
    assert "Announced. Everyone in the group is being told now" in words_of(page)
    assert told("session_announced") == {coordinator.person.pk, member.person.pk, lead.person.pk}
    assert "2pm to 4pm" in words_of(sign_in(member).get(path("session", group, session)))


def test_someone_having_a_break_is_left_in_peace(coordinator, member, carer):
    carer.state = MembershipState.PAUSED
    carer.save()
    announce_session(make_session(coordinator.group, state="draft"), by=coordinator)
    assert carer.person.pk not in told("session_announced")


def test_papers_are_due_a_week_before_or_today_when_that_is_past(coordinator):
    group = coordinator.group
    far = announce_session(
        make_session(group, state="draft", starts_at=timezone.now() + IN_A_MONTH), by=coordinator
    )
    near = announce_session(
        make_session(group, state="draft", starts_at=timezone.now() + timedelta(days=3)), by=coordinator
    )
    assert (timezone.localdate(far.starts_at) - far.papers_out_on).days == 7
    assert near.papers_out_on == group.today


def test_copying_last_time_fills_in_all_but_the_day(facilitator, sign_in):
    last = make_session(facilitator.group, state="closed", place="Riverside Centre", title="Tuesday talk")
    client = sign_in(facilitator)
    new = path("session_new", facilitator.group)
    assert "Copy from last time: Tuesday talk" in words_of(client.get(new))
    form = client.get(f"{new}?from={last.public_id}").context["form"]
    assert (form["title"].value(), form["place"].value()) == ("Tuesday talk", "Riverside Centre")
    assert form["day"].value() is None
    assert client.get(f"{new}?from=nonsense").status_code == 200


# What people may type


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"day": "2026-02-30"}, "Day: Write a day that is in the calendar"),
        ({"day": "soon"}, "Day: Write a day that is in the calendar"),
        ({"day": "1999-01-01"}, "Day: This day has passed"),
        ({"day": "0001-01-01"}, "Day: This day has passed"),
        ({"day": "9999-12-31"}, "Day: Choose a day within the next three years"),
        ({"starts": "25:00"}, "Starts: Write a time with hours and minutes"),
        ({"ends": "13:00"}, "Ends: A session ends after it starts"),
        ({"ends": "14:00"}, "Ends: A session ends after it starts"),
        ({"title": "x" * 161}, "Title: "),
        ({"title": ""}, "Title: "),
        ({"about": "x" * 1001}, "What it is for: "),
        ({"video_link": "javascript:alert(1)"}, "Video link: "),
        ({"title": "a\x00b"}, "Title: "),
    ],
)
def test_what_is_wrong_is_said_beside_the_field_and_what_was_typed_stays(wrong, said, facilitator, sign_in):
    page = sign_in(facilitator).post(
        path("session_new", facilitator.group), typed(facilitator.group, place="Riverside") | wrong
    )
    assert page.status_code == 200
    assert said in words_of(page)
    assert "Riverside" in page.content.decode()
    assert not Session.objects.exists()


def test_days_are_understood_as_people_here_write_them(facilitator):
    day = facilitator.group.today + IN_A_MONTH
    form = SessionForm(typed(facilitator.group, day=day.strftime("%d/%m/%Y")), group=facilitator.group)
    assert form.is_valid(), form.errors
    assert form.cleaned_data["day"] == day


LONDON = ZoneInfo("Europe/London")


def test_two_in_the_afternoon_stays_two_in_the_afternoon_when_the_clocks_change():
    winter = moment_in(LONDON, date(2027, 3, 27), time(14))
    summer = moment_in(LONDON, date(2027, 3, 28), time(14))
    assert (winter, summer) == (
        datetime(2027, 3, 27, 14, tzinfo=UTC),
        datetime(2027, 3, 28, 13, tzinfo=UTC),
    )


def test_a_time_that_the_clocks_skip_is_refused_and_a_doubled_one_is_the_first():
    with pytest.raises(forms.ValidationError, match="clocks go forward"):
        moment_in(LONDON, date(2027, 3, 28), time(1, 30))
    assert moment_in(LONDON, date(2026, 10, 25), time(1, 30)) == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


def test_a_group_far_away_meets_in_its_own_time(facilitator, sign_in):
    group = facilitator.group
    group.zone = "Pacific/Auckland"
    group.save()
    sign_in(facilitator).post(path("session_new", group), typed(group))
    session = Session.objects.get()
    assert session.starts_at.astimezone(ZoneInfo("Pacific/Auckland")).hour == 14
    page = words_of(sign_in(facilitator).get(path("session", group, session)))
    assert "2pm to 4pm" in page
    assert "(time in Pacific/Auckland)" in page
    assert "Where you are:" in page


# Changing and calling off


def test_a_changed_session_is_told_to_everyone_and_calendars_follow(facilitator, member, sign_in):
    session = make_session(facilitator.group)
    page = sign_in(facilitator).post(
        path("session_edit", facilitator.group, session),
        typed(facilitator.group, place="Town hall"),
        follow=True,
    )
    assert "Changed" in words_of(page)
    session.refresh_from_db()
    assert (session.place, session.sequence) == ("Town hall", 1)
    assert told("session_changed") == {facilitator.person.pk, member.person.pk}
    change_session(session, by=facilitator, place="Library")
    assert Notification.objects.filter(kind="session_changed").count() == 2, "each change is its own fact"


def test_saving_without_a_change_tells_nobody(facilitator, sign_in):
    session = make_session(
        facilitator.group, starts_at=timezone.now().replace(second=0, microsecond=0) + IN_A_MONTH
    )
    page = sign_in(facilitator).get(path("session_edit", facilitator.group, session))
    as_it_is = {name: page.context["form"][name].value() or "" for name in page.context["form"].fields}
    sign_in(facilitator).post(path("session_edit", facilitator.group, session), as_it_is)
    session.refresh_from_db()
    assert session.sequence == 0
    assert not Notification.objects.exists()


def test_a_draft_changes_in_silence(facilitator, member):
    session = change_session(make_session(facilitator.group, state="draft"), by=facilitator, place="Library")
    assert session.sequence == 0
    assert not Notification.objects.exists()


def test_only_a_change_of_today_goes_through_quiet_hours(facilitator, member, at_noon):
    today = make_session(facilitator.group, starts_at=timezone.now() + timedelta(hours=3))
    change_session(today, by=facilitator, place="Library")
    assert told("session_changed_today")
    assert not told("session_changed")
    cancel_session(today, by=facilitator)
    assert told("session_cancelled_today")
    later = make_session(facilitator.group)
    cancel_session(later, by=facilitator)
    assert told("session_cancelled")


@pytest.fixture
def at_noon(monkeypatch) -> datetime:
    """Noon in the group's zone, so that three hours later is still today."""
    noon = datetime.now(LONDON).replace(hour=12, minute=0)
    monkeypatch.setattr(timezone, "now", lambda: noon)
    return noon


def test_a_called_off_session_stops_what_waits_to_be_sent_about_it(facilitator, member):
    session = announce_session(make_session(facilitator.group, state="draft"), by=facilitator)
    cancel_session(session, by=facilitator)
    waiting = Delivery.objects.filter(notification__kind="session_announced", state="pending")
    assert not waiting.exists()
    assert told("session_cancelled") == {facilitator.person.pk, member.person.pk}


def test_a_draft_is_dropped_without_a_word(facilitator, member):
    cancel_session(make_session(facilitator.group, state="draft"), by=facilitator)
    assert not Notification.objects.exists()


@pytest.mark.parametrize("state", ["open", "closed", "notes_shared", "settled", "cancelled"])
def test_what_has_begun_or_ended_can_no_longer_be_changed(state, facilitator, sign_in):
    session = make_session(facilitator.group, state=state)
    page = sign_in(facilitator).post(
        path("session_edit", facilitator.group, session), typed(facilitator.group)
    )
    assert page.status_code == 409
    assert "A new one can be planned" in words_of(page)


def test_a_past_draft_is_not_announced(facilitator, sign_in):
    session = make_session(facilitator.group, state="draft", starts_at=timezone.now() - timedelta(days=1))
    page = sign_in(facilitator).post(path("session_announce", facilitator.group, session))
    assert "Give it a new day first" in words_of(page)


# Coming


def test_i_say_what_i_want_to_do_and_only_planners_read_it(member, carer, coordinator, sign_in):
    session = announce_session(make_session(member.group, state="draft"), by=coordinator)
    client = sign_in(member)
    client.post(path("coming", member.group, session), {"answer": "thoughts", "note": "Large print, please"})
    assert "I will send my thoughts instead" in words_of(client.get(path("session", member.group, session)))
    assert "Large print" in words_of(sign_in(coordinator).get(path("session", member.group, session)))
    assert "Large print" not in words_of(sign_in(carer).get(path("session", member.group, session)))
    assert not Delivery.objects.needing(member.person).exists(), "my question is answered"
    assert Delivery.objects.needing(carer.person).exists(), "hers is not"
    client.post(path("coming", member.group, session), {"answer": "yes"})
    assert Coming.objects.get().answer == "yes"


def test_after_a_session_nobody_is_asked_any_more(member, sign_in):
    session = make_session(member.group, state="closed")
    assert sign_in(member).post(path("coming", member.group, session), {"answer": "yes"}).status_code == 409
    assert not Coming.objects.exists()


def test_an_answer_that_does_not_exist_is_refused_kindly(member, sign_in):
    session = make_session(member.group)
    page = sign_in(member).post(path("coming", member.group, session), {"answer": "perhaps"})
    assert "Are you coming?:" in words_of(page)


# Open and close


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


def test_every_session_says_what_is_promised_and_whom_to_tell(member, stranger, sign_in):
    session = make_session(member.group)
    read = words_of(sign_in(member).get(path("session", member.group, session)))
    assert "Nothing said here will affect anyone's care, benefits or job" in read
    assert (
        "tell someone outside the group: Joy Adeyemi, Healthwatch Northshire. Phone: 01632 960 444." in read
    )
    OutsideContact.objects.all().delete()
    assert "Nobody outside the group has said yes yet" in words_of(
        sign_in(member).get(path("session", member.group, session))
    )
    DutyHolder.objects.create(system=member.group.system, person=stranger, duty=Duty.CONCERNS)
    read = words_of(sign_in(member).get(path("session", member.group, session)))
    assert "Until then you can tell: Gwen" in read


# Notes


def test_notes_stay_with_facilitators_until_they_are_shared_with_all(facilitator, member, sign_in):
    session = make_session(facilitator.group, state="closed")
    notes = path("session_notes", facilitator.group, session)
    page = path("session", member.group, session)
    sign_in(facilitator).post(notes, {"notes": "We talked about plans."})
    assert "We talked about plans" not in words_of(sign_in(member).get(page))
    sign_in(facilitator).post(notes, {"notes": "We talked about **plans**.", "share": "yes"})
    assert "We talked about plans" in words_of(sign_in(member).get(page))
    assert told("notes_shared") == {facilitator.person.pk, member.person.pk}
    session.refresh_from_db()
    assert (session.settles_on - facilitator.group.today).days == 7


def test_shared_notes_cannot_be_rewritten(facilitator, sign_in):
    session = share_notes(make_session(facilitator.group, state="closed"), notes="First", by=facilitator)
    page = sign_in(facilitator).post(
        path("session_notes", facilitator.group, session), {"notes": "Second", "share": "yes"}
    )
    assert page.status_code == 409
    session.refresh_from_db()
    assert session.notes == "First"


# One count of questions to the database, however much there is


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_the_database_the_same(count, facilitator, member, sign_in, django_assert_num_queries):
    for state in ("announced", "draft", "settled"):
        for _ in range(count):
            session = make_session(member.group, state=state)
            Coming.objects.create(group=member.group, session=session, member=member, answer="yes")
    client = sign_in(facilitator)
    client.get(path("sessions", member.group))
    with django_assert_num_queries(8):
        client.get(path("sessions", member.group))


@pytest.mark.parametrize("count", [1, 3])
def test_a_session_asks_the_database_the_same(
    count, facilitator, member, carer, professional, sign_in, django_assert_num_queries
):
    session = make_session(member.group)
    for who in (member, carer, professional)[:count]:
        make_item(session, f"Item of {who}", led_by=who)
        Coming.objects.create(group=member.group, session=session, member=who, answer="yes")
    client = sign_in(facilitator)
    client.get(path("session", member.group, session))
    with django_assert_num_queries(12):
        client.get(path("session", member.group, session))
