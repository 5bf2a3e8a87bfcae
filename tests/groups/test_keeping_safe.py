"""Calls, concerns, care ties and no contact: each between the people it names, settled honestly, and never lost."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from facilitation.actions.debrief import accept_debrief, decline_debrief
from facilitation.actions.sessions import close_session, settle_notes
from facilitation.models import Session
from facilitation.states import SessionState
from groups.actions import contacts
from groups.actions import safety as acts
from groups.actions.consents import Given, give_consent
from groups.actions.helpers import accept_helping, name_helper
from groups.actions.invitations import Guest, accept, invite
from groups.actions.memberships import leave
from groups.blocking import may_meet
from groups.models import (
    Activity,
    CallMe,
    CareTie,
    Concern,
    ContactBlock,
    Delivery,
    DutyHolder,
    Look,
    Membership,
    OutsideContact,
)
from groups.outside import whom_to_tell
from groups.states import CallState, Channel, ConcernState, ConsentKind, DeliveryState
from groups.tasks import remind_of_calls_and_concerns
from groups.transitions import Refused
from groups.working_days import add_working_days
from tests.cast import CAST, join
from tests.facilitation.meeting import make_session, path, words_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def outside(group):
    """Joy, who can read here what is written to her."""
    contact = OutsideContact.objects.select_related("person").get(group=group)
    contact.person.email = "joy@healthwatch.example"
    contact.person.save()
    return contact


@pytest.fixture
def second_facilitator(group, facilitator):
    return join(group, CAST["facilitator"], "second@demo.example")


def told(kind: str, **more: object) -> set[int]:
    sent = Delivery.objects.filter(notification__kind=kind, notification__closed_at=None, **more)
    return set(sent.filter(done_at=None).values_list("person", flat=True))


def ask(member, to, **more: object) -> CallMe:
    how = {"number": "01632 960 155", "when_suits": "Mornings", "may_leave_message": False}
    return acts.ask_for_call(to=to, **how, **more, by=member)


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


class TestAConcern:
    def test_it_is_read_and_answered_by_the_one_outside(self, member, outside, sign_in):
        url = path("concern_new", member.group)
        page = sign_in(member).get(url)
        assert "Only Joy Adeyemi, Healthwatch Northshire can read" in words_of(page)
        sign_in(member).post(url, {"words": "They spoke of it at my clinic."})
        concern = Concern.objects.get()
        assert told("concern_sent") == {outside.person.pk}
        acts.see_concern(concern)
        concern.refresh_from_db()
        assert concern.state == ConcernState.SEEN
        acts.answer_concern(concern, reply="I write to the board tomorrow.")
        own = words_of(sign_in(member).get(reverse("concern", args=[concern.public_id])))
        assert "I write to the board tomorrow." in own
        assert told("concern_answered") == {member.person.pk}

    def test_without_an_email_there_is_the_phone_and_no_box_to_write_in(self, member, sign_in):
        page = sign_in(member).get(path("concern_new", member.group))
        assert "01632 960 444" in page.text
        assert "<textarea" not in page.text
        assert sign_in(member).post(path("concern_new", member.group), {"words": "x"}).status_code == 409

    def test_if_nobody_reads_it_both_hear(self, member, outside):
        acts.send_concern(words="Help", by=member)
        Concern.objects.update(sent_at=timezone.now() - timedelta(days=5))
        for _again in range(2):
            remind_of_calls_and_concerns()
        assert told("concern_unread") == {member.person.pk}

    def test_only_the_writer_sends_it_on_to_whoever_comes_after(
        self, member, facilitator, outside, stranger, sign_in
    ):
        concern = acts.send_concern(words="Help", by=member)
        with pytest.raises(Refused):
            acts.send_concern_on(concern)
        Concern.objects.update(to=None)
        OutsideContact.objects.update(person=stranger)
        url = reverse("concern", args=[concern.public_id])
        assert sign_in(stranger).get(url).status_code == 404
        assert sign_in(facilitator).post(url).status_code == 404
        sign_in(member).post(url)
        assert "Help" in words_of(sign_in(stranger).get(url))

    def test_no_letter_and_no_call_carries_word_of_it(self, member, outside):
        """A coordinator writes the letters: these stay in the app."""
        member.person.channels = [Channel.LETTER, Channel.PHONE]
        member.person.save()
        concern = acts.see_concern(acts.send_concern(words="Help", by=member))
        acts.answer_concern(concern, reply="Yes")
        assert not Delivery.objects.filter(state=DeliveryState.BY_HAND).exists()
        assert told("concern_answered", channel=Channel.APP) == {member.person.pk}

    def test_nothing_of_it_is_written_down_elsewhere(self, member, outside):
        before = Activity.objects.count()
        acts.answer_concern(acts.see_concern(acts.send_concern(words="Help", by=member)), reply="Yes")
        assert Activity.objects.count() == before

    def test_where_nobody_has_accepted_the_duty_of_the_system_reads_it(self, member, stranger):
        OutsideContact.objects.all().delete()
        DutyHolder.objects.create(system=member.group.system, person=stranger, duty="concerns")
        assert acts.send_concern(words="Help", by=member).to == stranger

    def test_a_reply_closes_it_and_the_database_wants_one(self, member, outside):
        concern = acts.send_concern(words="Help", by=member)
        with pytest.raises(IntegrityError), transaction.atomic():
            Concern.objects.filter(pk=concern.pk).update(state=ConcernState.CLOSED)


class TestWhoIsInvolvedInMyCare:
    @pytest.fixture
    def tie(self, member, facilitator, professional) -> CareTie:
        contacts.choose_contact(facilitator, by=member)
        return acts.tell_of_care(about=professional, words="She is my nurse.", by=member)

    def test_the_page_says_who_reads_it_before_anything_is_written(self, member, facilitator, sign_in):
        client, url = sign_in(member), path("care_ties", member.group)
        assert "<textarea" not in client.get(url).text  # nobody to tell yet
        contacts.choose_contact(facilitator, by=member)
        assert "Only Dee can read what you write here" in words_of(client.get(url))

    def test_each_look_is_written_down_for_the_person(self, tie, member, facilitator, sign_in):
        assert not Look.objects.exists()
        assert "She is my nurse." in sign_in(facilitator).get(path("told_me", facilitator.group)).text
        look = Look.objects.get()
        assert (look.person, look.by, look.what) == (member.person, facilitator.person, Look.What.CARE_TIE)

    def test_the_contact_before_sees_nothing_at_once_and_the_next_only_when_told(
        self, tie, member, facilitator, second_facilitator, sign_in
    ):
        contacts.choose_contact(second_facilitator, by=member)
        for contact in (facilitator, second_facilitator):
            assert "She is my nurse." not in sign_in(contact).get(path("told_me", member.group)).text
        sign_in(member).post(path("care_tie_show", member.group, tie))
        assert "She is my nurse." in sign_in(second_facilitator).get(path("told_me", member.group)).text
        assert "She is my nurse." not in sign_in(facilitator).get(path("told_me", member.group)).text

    def test_a_stored_link_alone_shows_nothing(self, tie, member, facilitator, sign_in):
        """Even if the row still names them: whoever is no longer the contact does not read it."""
        Membership.objects.filter(pk=member.pk).update(contact=None)
        assert "She is my nurse." not in sign_in(facilitator).get(path("told_me", member.group)).text

    def test_nobody_is_told_about_themselves(self, member, facilitator):
        contacts.choose_contact(facilitator, by=member)
        with pytest.raises(Refused):
            acts.tell_of_care(about=facilitator, words="", by=member)

    def test_it_is_deleted_at_any_time_and_never_recorded(self, tie, member, sign_in):
        sign_in(member).post(path("care_tie_delete", member.group, tie))
        assert not CareTie.objects.exists()
        assert not Activity.objects.filter(person=member.person).exists()


class TestNoContact:
    def test_neither_can_be_the_others_contact_or_buddy(self, member, facilitator, carer):
        contacts.block_contact(facilitator, tell=False, by=member)
        assert not may_meet(member, facilitator)
        assert not may_meet(facilitator, member)
        assert may_meet(member, carer)
        with pytest.raises(Refused):
            contacts.choose_contact(facilitator, by=member)
        Membership.objects.filter(pk__in=[member.pk, carer.pk]).update(could_be_buddy=True)
        contacts.block_contact(carer, tell=False, by=member)
        assert carer not in contacts.buddies_for(member, by=facilitator)
        assert member not in contacts.buddies_for(carer, by=facilitator)

    def test_what_joined_them_ends(self, member, facilitator, professional):
        contacts.choose_contact(facilitator, by=member)
        tie = acts.tell_of_care(about=professional, words="", by=member)
        contacts.block_contact(facilitator, tell=False, by=member)
        member.refresh_from_db()
        tie.refresh_from_db()
        assert (member.contact, tie.told_to) == (None, None)

    def test_the_other_never_learns_it(self, member, facilitator, carer, sign_in):
        Membership.objects.update(could_be_buddy=True, wants_buddy=True)
        addresses = [
            "people",
            "safety",
            "blocks",
            "told_me",
            "keep_apart",
            "buddies",
            "buddy",
            "welcome_contact",
        ]
        before = {name: words_of(sign_in(facilitator).get(path(name, member.group))) for name in addresses}
        before["pair"] = words_of(sign_in(facilitator).get(path("buddy_pair", member.group, member)))
        contacts.block_contact(facilitator, tell=True, by=member)
        after = {name: words_of(sign_in(facilitator).get(path(name, member.group))) for name in addresses}
        after["pair"] = words_of(sign_in(facilitator).get(path("buddy_pair", member.group, member)))
        assert before == after
        assert not Delivery.objects.filter(person=facilitator.person).exists()

    def test_those_who_arrange_see_it_only_if_the_person_wants_that(
        self, member, carer, coordinator, lead, sign_in
    ):
        url = path("keep_apart", member.group)
        block = contacts.block_contact(carer, tell=False, by=member)
        assert "Ade and Bronwen" not in words_of(sign_in(coordinator).get(url))
        contacts.block_contact(carer, tell=True, by=member)
        assert "Ade and Bronwen" in words_of(sign_in(coordinator).get(url))
        assert sign_in(lead).get(url).status_code == 403
        sign_in(member).post(path("block_end", member.group, block))
        assert not ContactBlock.objects.exists()

    def test_the_other_helps_them_and_comes_with_them_no_more(self, member, carer):
        asked = name_helper(member, name="B", email="b@demo.example", powers=["reach"], by=member.person)
        helper = accept_helping(asked, by=carer.person.account)
        Membership.objects.filter(pk=carer.pk).update(comes_with=member)
        contacts.block_contact(carer, tell=False, by=member)
        helper.refresh_from_db()
        carer.refresh_from_db()
        assert (helper.state, carer.comes_with) == ("stopped", None)

    def test_nobody_comes_back_as_supporter_of_whom_they_may_not_meet(self, member, carer, facilitator):
        contacts.block_contact(carer, tell=False, by=member)
        guest = Guest("Bronwen", "supporter", email="b@demo.example", comes_with=member)
        invitation = invite(guest, group=member.group, by=facilitator)
        with pytest.raises(Refused, match="Ask the person who invited you"):
            accept(invitation, name="Bronwen", line="", by=carer.person.account)

    def test_the_other_no_longer_reads_how_to_reach_them(self, member, carer, sign_in):
        details = Given(ConsentKind.CONTACT_DETAILS, "Ring me on 01632 960 777")
        give_consent(details, group=member.group, by=member.person)
        url = path("people", member.group)
        assert "01632 960 777" in words_of(sign_in(carer).get(url))
        contacts.block_contact(carer, tell=False, by=member)
        assert "01632 960 777" not in words_of(sign_in(carer).get(url))
        assert "01632 960 777" in words_of(sign_in(member).get(url))

    def test_whoever_left_no_longer_sees_who_waits_for_a_call_and_the_number(
        self, member, facilitator, second_facilitator, sign_in
    ):
        contacts.choose_contact(facilitator, by=member)
        call = ask(member, facilitator.person)
        assert "01632 960 155" in words_of(sign_in(facilitator).get("/concerns/"))
        leave(by=facilitator)
        assert "01632 960 155" not in words_of(sign_in(facilitator.person).get("/concerns/"))
        gone = sign_in(facilitator.person).post(reverse("call_made", args=[call.public_id]))
        assert gone.status_code == 404

    def test_nobody_who_waits_for_a_call_is_dropped(self, member, facilitator):
        contacts.choose_contact(facilitator, by=member)
        ask(member, facilitator.person)
        with pytest.raises(Refused, match="They wait for a call from you"):
            contacts.block_contact(member, tell=False, by=facilitator)


def test_help_lines_stand_wherever_someone_turns_for_help(member, outside, sign_in):
    for name in ("safety", "call_me", "concern_new"):
        page = words_of(sign_in(member).get(path(name, member.group)))
        assert "Nobody watches this app round the clock. In an emergency call 999." in page
        assert "116 123" in page
    assert whom_to_tell(member.group).reader == outside.person
