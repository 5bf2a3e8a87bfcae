"""Leaving a group, at any time and with one's words looked after, and the end of a group."""

import re
from collections.abc import Callable

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from facilitation.actions.contributions import contribute
from facilitation.actions.sessions import open_session
from facilitation.actions.space import post_in_space
from facilitation.models import Contribution, SpacePost
from facilitation.states import SessionState
from groups.actions.invitations import Guest, accept, invite
from groups.actions.memberships import ByHand, Parting, add_by_hand, leave, move_group
from groups.models import Activity, Delivery, Membership, Person
from groups.months import add_months
from groups.notifications import notify
from groups.states import GroupState, MembershipState, WordsAfter
from groups.tasks import sweep_deliveries
from groups.transitions import Refused
from lifecycle.actions.traces import tell_whose_words
from lifecycle.models import Trace
from tests.facilitation.making import make_session
from tests.groups.a_place import again, told
from tests.lifecycle.making import make_ask

type SignIn = Callable[[Membership | Person], Client]


class TestLeaving:
    def test_words_stay_with_the_name_unless_someone_wishes_otherwise(
        self, member: Membership, carer: Membership
    ):
        said = self.says(member)
        leave(by=member)
        said.refresh_from_db()
        assert (said.author, said.words) == (member, "Letters come too late.")

    def test_words_stay_without_the_name(self, member: Membership, sign_in: SignIn, carer: Membership):
        said, post = self.says(member), post_in_space(words="Among us", by=member)
        sign_in(member).post(reverse("leave", args=[member.group.public_id]), {"words": "without_name"})
        said.refresh_from_db()
        post.refresh_from_db()
        assert (said.words, said.author, post.author) == ("Letters come too late.", None, None)
        assert not Activity.objects.filter(target__contains=str(said.pk), person=member.person).exists()
        page = sign_in(carer).get(reverse("space", args=[member.group.public_id])).text
        assert "Someone who has left" in page
        assert not re.search(r"\bAde\b", page)

    def test_words_are_taken_back(self, member: Membership, carer: Membership, sign_in: SignIn):
        said, others = self.says(member), self.says(carer)
        post_in_space(words="Among us", by=member)
        sign_in(member).post(reverse("leave", args=[member.group.public_id]), {"words": "take_back"})
        said.refresh_from_db()
        others.refresh_from_db()
        assert (said.words, said.taken_back_at is not None) == ("", True)
        assert others.words
        assert not SpacePost.objects.exists()

    def test_what_became_of_ones_words_may_still_be_told_and_nothing_else(
        self, member: Membership, lead: Membership, facilitator: Membership, carer: Membership
    ):
        ask = make_ask(lead, facilitator)
        for one in (member, carer):
            Trace.objects.create(group=ask.group, ask=ask, contribution=self.says(one))
        leave(by=member, parting=Parting(tell_me=True))
        leave(by=carer)
        tell_whose_words(ask, "raised")
        notify("ask_closed", ask, group=ask.group, to=[member.person])
        sent = self.sent()
        assert [message.to for message in sent] == [["member@demo.example"]]
        assert "Letters in large print" in sent[0].body
        assert str(ask.public_id) not in sent[0].body, "the page is shut to them"

    def test_a_later_stop_is_kept_even_so(
        self, member: Membership, lead: Membership, facilitator: Membership
    ):
        ask = make_ask(lead, facilitator)
        Trace.objects.create(group=ask.group, ask=ask, contribution=self.says(member))
        leave(by=member, parting=Parting(tell_me=True))
        member.person.stopped_kinds = ["words_came_to"]
        member.person.save()
        tell_whose_words(ask, "raised")
        assert self.sent() == []

    def test_wishes_that_shut_each_other_out_are_said_beside_the_field(
        self, member: Membership, sign_in: SignIn
    ):
        typed = {"words": "without_name", "reach": "words", "note": "Thank you all"}
        page = sign_in(member).post(reverse("leave", args=[member.group.public_id]), typed)
        assert "only if they stay with your name" in page.text
        assert "Thank you all" in page.text
        assert again(member).state == MembershipState.ACTIVE
        with pytest.raises(Refused):
            leave(by=member, parting=Parting(words=WordsAfter.TAKE_BACK, tell_me=True))

    def test_a_note_is_for_facilitators_alone(
        self,
        member: Membership,
        facilitator: Membership,
        coordinator: Membership,
        lead: Membership,
        sign_in: SignIn,
    ):
        url = reverse("leave", args=[member.group.public_id])
        sign_in(member).post(url, {"note": "The room was too loud."})
        assert told("exit_note") == {"Dee"}
        notes = reverse("leaving_notes", args=[member.group.public_id])
        assert "too loud" in sign_in(facilitator).get(notes).text
        for other in (coordinator, lead):
            assert sign_in(other).get(notes).status_code == 403
        assert "too loud" not in "".join(message.body for message in self.sent())

    def test_how_to_reach_someone_goes_when_nothing_needs_it(self, facilitator: Membership):
        colin = add_by_hand(
            ByHand("Colin", "member", ("letter",), address="4 Quarry Lane", phone="01632"), by=facilitator
        )
        leave(by=again(colin))
        person = Person.objects.get(pk=colin.person_id)
        assert (person.address, person.phone, person.email) == ("", "", "")

    def test_it_stays_where_something_does(self, facilitator: Membership):
        colin = add_by_hand(ByHand("Colin", "member", ("letter",), address="4 Quarry Lane"), by=facilitator)
        leave(by=again(colin), parting=Parting(tell_me=True))
        assert Person.objects.get(pk=colin.person_id).address

    def test_coming_again_begins_anew(self, member: Membership, facilitator: Membership):
        leave(by=member, parting=Parting(tell_me=True))
        invitation = invite(Guest("Ade", "carer", email="a@new.example"), group=member.group, by=facilitator)
        assert member.person.account
        back = accept(invitation, name="Ade", line="", by=member.person.account)
        assert (back.pk, back.told_of_words, back.left_on) == (member.pk, False, None)
        assert back.term_ends_on == add_months(member.group.today, 36)

    def says(self, member: Membership) -> Contribution:
        session = member.group.sessions.filter(state=SessionState.OPEN).first() or make_session(member.group)
        return contribute(session, words="Letters come too late.", audience="everyone", by=member)

    def sent(self) -> list[mail.EmailMessage]:
        Person.objects.update(quiet_from="00:00", quiet_until="00:00")
        Delivery.objects.update(due_at=timezone.now())
        sweep_deliveries()
        return mail.outbox


class TestTheEndOfAGroup:
    def test_it_waits_for_the_room_to_close(self, facilitator: Membership, sign_in: SignIn):
        session = make_session(facilitator.group)
        with pytest.raises(Refused, match="Close it first"):
            move_group(facilitator.group, GroupState.ENDED, by=facilitator)
        move_group(facilitator.group, GroupState.PAUSED, by=facilitator)
        session.state = SessionState.CLOSED
        session.save()
        assert move_group(facilitator.group, GroupState.ENDED, by=facilitator).state == GroupState.ENDED

    def test_no_room_opens_in_a_group_that_has_ended(self, facilitator: Membership):
        session = make_session(facilitator.group, state=SessionState.ANNOUNCED)
        move_group(facilitator.group, GroupState.ENDED, by=facilitator)
        with pytest.raises(Refused, match="has ended"):
            open_session(session, by=facilitator)


def test_the_last_place_of_a_lead_is_left_too(lead: Membership, facilitator: Membership):
    make_ask(lead, facilitator)
    assert leave(by=lead).state == MembershipState.LEFT
