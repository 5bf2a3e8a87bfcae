"""Concerns and care ties: read by those they are for, and by nobody else."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from groups.actions import contacts
from groups.actions import safety as acts
from groups.models import Activity, CareTie, Concern, Delivery, DutyHolder, Look, Membership, OutsideContact
from groups.outside import whom_to_tell
from groups.states import Channel, ConcernState, DeliveryState
from groups.tasks import remind_of_calls_and_concerns
from groups.transitions import Refused
from tests.facilitation.meeting import path, words_of
from tests.groups.keeping_safe.telling import told

pytestmark = pytest.mark.django_db


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


def test_help_lines_stand_wherever_someone_turns_for_help(member, outside, sign_in):
    for name in ("safety", "call_me", "concern_new"):
        page = words_of(sign_in(member).get(path(name, member.group)))
        assert "Nobody watches this app round the clock. In an emergency call 999." in page
        assert "116 123" in page
    assert whom_to_tell(member.group).reader == outside.person


class TestThePage:
    def test_whoever_wrote_reads_their_own_title_and_a_way_back(self, member, outside, sign_in):
        client = sign_in(member)
        assert "You have written nothing" in words_of(client.get("/concerns/"))
        acts.send_concern(words="Help", by=member)
        page = client.get("/concerns/")
        assert "<h1>What you wrote to someone outside</h1>" in page.text
        assert "Back to Today" in words_of(page)
        assert "What you wrote on" in words_of(page)
        assert "Nobody has written to you" not in words_of(page)

    def test_whoever_is_outside_reads_who_turned_to_them(self, member, stranger, sign_in):
        OutsideContact.objects.update(person=stranger)
        acts.send_concern(words="Help", by=member)
        page = sign_in(stranger).get("/concerns/")
        assert "<h1>People who turned to you</h1>" in page.text
        assert "From Ade" in words_of(page)
