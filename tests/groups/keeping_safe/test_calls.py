"""Calls between the people they name, settled honestly and never lost."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from facilitation.actions.debrief import accept_debrief, decline_debrief
from facilitation.actions.notes import settle_notes
from facilitation.actions.sessions import close_session
from facilitation.models import Session
from facilitation.states import SessionState
from groups.actions import contacts
from groups.actions import safety as acts
from groups.models import Activity, CallMe
from groups.states import CallState, Channel
from groups.tasks import remind_of_calls_and_concerns
from groups.transitions import Refused
from groups.working_days import add_working_days
from tests.facilitation.meeting import make_session, path, words_of
from tests.groups.keeping_safe.telling import ask, told

pytestmark = pytest.mark.django_db


class TestACall:
    def test_it_goes_to_the_contact_alone_and_the_number_goes_when_it_is_made(
        self, member, facilitator, coordinator, sign_in
    ):
        contacts.choose_contact(facilitator, by=member)
        url = path("call_me", member.group)
        sign_in(member).post(
            url, {"to": facilitator.person.public_id, "number": "01632 960 155", "when_suits": "Mornings"}
        )
        call = CallMe.objects.get()
        assert call.due_on == add_working_days(member.group.today, 1, member.group)
        assert told("call_wanted") == {facilitator.person.pk}
        assert "01632 960 155" in words_of(sign_in(facilitator).get("/concerns/"))
        done = reverse("call_made", args=[call.public_id])
        assert sign_in(coordinator).post(done).status_code == 404
        sign_in(facilitator).post(done)
        call.refresh_from_db()
        assert (call.state, call.number, call.when_suits) == (CallState.CALLED, "", "")
        assert not told("call_wanted")

    def test_only_the_contact_or_the_one_outside_can_be_asked(
        self, member, facilitator, coordinator, outside
    ):
        contacts.choose_contact(facilitator, by=member)
        assert acts.who_can_call(member) == [facilitator.person, outside.person]
        with pytest.raises(Refused):
            ask(member, coordinator.person)

    def test_one_waits_at_a_time_and_can_be_taken_back(self, member, outside, sign_in):
        call = ask(member, outside.person)
        with pytest.raises(Refused):
            ask(member, outside.person)
        sign_in(member).post(path("call_withdraw", member.group, call))
        call.refresh_from_db()
        assert (call.state, call.number) == (CallState.WITHDRAWN, "")
        assert ask(member, outside.person).state == CallState.WAITING

    def test_a_late_one_is_not_left_in_silence(self, member, outside, sign_in):
        call = ask(member, outside.person)
        remind_of_calls_and_concerns()
        assert not told("call_late")
        CallMe.objects.update(due_on=timezone.localdate() - timedelta(days=1))
        for _again in range(2):
            remind_of_calls_and_concerns()
        assert told("call_late") == {outside.person.pk}
        assert told("call_not_made") == {member.person.pk}
        assert "That day has passed" in words_of(sign_in(member).get(path("safety", member.group)))
        acts.call_made(call)
        assert not told("call_late")

    def test_whoever_changes_contact_leaves_no_number_behind(self, member, facilitator, second_facilitator):
        contacts.choose_contact(facilitator, by=member)
        ask(member, facilitator.person)
        contacts.choose_contact(second_facilitator, by=member)
        call = CallMe.objects.get()
        assert (call.state, call.number) == (CallState.WITHDRAWN, "")

    def test_nothing_of_it_is_written_down_elsewhere(self, member, outside):
        before = Activity.objects.count()
        acts.call_made(ask(member, outside.person))
        assert Activity.objects.count() == before


class TestTheDebrief:
    @pytest.fixture
    def session(self, facilitator, member, carer, lead):
        now = timezone.now()
        return make_session(
            facilitator.group, state=SessionState.OPEN, starts_at=now - timedelta(hours=1), opened_at=now
        )

    def test_everyone_with_lived_experience_is_asked_whoever_was_there(
        self, session, facilitator, member, carer
    ):
        close_session(session, by=facilitator)
        assert told("debrief_offer") == {member.person.pk, carer.person.pk, facilitator.person.pk}

    def test_a_yes_is_a_call_within_two_working_days(self, session, facilitator, member, outside, sign_in):
        close_session(session, by=facilitator)
        page = sign_in(member).get(path("debrief", member.group, session))
        assert "within two working days" in words_of(page)
        assert str(outside.person.public_id) in page.text
        sign_in(member).post(
            path("debrief", member.group, session), {"to": outside.person.public_id, "number": "1"}
        )
        call = CallMe.objects.get()
        assert (call.kind, call.due_on) == (
            "debrief",
            add_working_days(member.group.today, 2, member.group),
        )
        assert member.person.pk not in told("debrief_offer", channel=Channel.APP)

    def test_a_no_leaves_no_trace_for_others(self, session, facilitator, member, carer):
        close_session(session, by=facilitator)
        decline_debrief(session, by=member)
        assert told("debrief_offer", channel=Channel.APP) == {carer.person.pk, facilitator.person.pk}
        assert not Activity.objects.filter(person=member.person).exists()

    def test_it_stops_when_the_session_is_settled(self, session, facilitator, member):
        close_session(session, by=facilitator)
        Session.objects.update(state=SessionState.NOTES_SHARED)
        settle_notes(session)
        assert not told("debrief_offer")

    def test_not_before_the_end(self, session, member, outside):
        with pytest.raises(Refused):
            accept_debrief(
                session, to=outside.person, number="1", when_suits="", may_leave_message=False, by=member
            )
