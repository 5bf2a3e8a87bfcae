"""One person's place in a group: their page, their dates, their break, and how they go."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from facilitation.actions.contributions import contribute
from facilitation.actions.rounds import open_round, take_position
from facilitation.actions.sessions import open_session
from facilitation.actions.space import post_in_space
from facilitation.models import Contribution, SpacePost
from facilitation.states import SessionState
from groups.actions import terms
from groups.actions.invitations import Guest, accept, invite
from groups.actions.memberships import (
    ByHand,
    Parting,
    add_by_hand,
    come_back,
    leave,
    move_group,
    pause,
)
from groups.models import Activity, Delivery, Membership, Notification, Person
from groups.months import add_months
from groups.notifications import notify
from groups.states import GroupState, MembershipState, WordsAfter
from groups.tasks import prompt_places, sweep_deliveries
from groups.transitions import Refused
from lifecycle.actions.traces import tell_whose_words
from lifecycle.models import Trace
from tests.facilitation.making import make_session, make_topic
from tests.lifecycle.making import make_ask

type SignIn = Callable[[Membership | Person], Client]
TODAY = timezone.localdate


def told(kind: str) -> set[str]:
    shown = Delivery.objects.filter(notification__kind=kind, notification__closed_at=None, channel="app")
    return {delivery.person.name for delivery in shown.select_related("person")}


def again(member: Membership) -> Membership:
    return Membership.objects.select_related("group", "person").get(pk=member.pk)


def page_of(one: Membership) -> str:
    return reverse("person", args=[one.group.public_id, one.public_id])


def dated(member: Membership, **dates: date) -> Membership:
    Membership.objects.filter(pk=member.pk).update(**dates)
    return again(member)


class TestThePage:
    def test_everyone_reads_who_someone_is(
        self, member: Membership, lead: Membership, supporter: Membership, sign_in: SignIn
    ):
        dated(member, strength="I explain things simply")  # type: ignore[arg-type]
        text = sign_in(lead).get(page_of(member)).text
        for words in ("Ade", "Lived experience", "takes part", "I explain things simply", "Fatima"):
            assert words in text
        assert "How long this place is for" not in text, "dates are for them and for facilitators"

    def test_the_list_of_people_leads_there(self, member: Membership, sign_in: SignIn):
        assert page_of(member) in sign_in(member).get(reverse("people", args=[member.group.public_id])).text

    def test_a_name_is_changed_by_its_owner_alone(
        self, member: Membership, facilitator: Membership, sign_in: SignIn
    ):
        url = reverse("my_place", args=[member.group.public_id])
        sign_in(member).post(url, {"name": "Adé", "line": "Gardener"})
        assert (again(member).name, again(member).line) == ("Adé", "Gardener")
        client = sign_in(facilitator)
        assert url not in client.get(page_of(member)).text
        client.post(url, {"name": "Somebody", "line": "x", "member_id": str(member.public_id)})
        assert again(member).name == "Adé"
        assert again(facilitator).name == "Somebody"

    def test_an_empty_name_is_answered_beside_the_field(self, member: Membership, sign_in: SignIn):
        page = sign_in(member).post(
            reverse("my_place", args=[member.group.public_id]), {"name": " ", "line": "Gardener"}
        )
        assert "There is a problem" in page.text
        assert "Gardener" in page.text
        assert again(member).name == "Ade"

    def test_whoever_left_has_no_page(self, member: Membership, carer: Membership, sign_in: SignIn):
        leave(by=carer)
        assert sign_in(member).get(page_of(carer)).status_code == 404


class TestTermAndReview:
    def test_everyone_who_joins_has_both_dates(self, facilitator: Membership, stranger: Person):
        invitation = invite(
            Guest("Gwen", "member", email="g@new.example"), group=facilitator.group, by=facilitator
        )
        assert stranger.account
        came = accept(invitation, name="Gwen", line="", by=stranger.account)
        added = add_by_hand(ByHand("Colin", "member", ("letter",)), by=facilitator)
        for place in (again(came), again(added)):
            today = place.group.today
            assert place.term_ends_on == add_months(today, 36)
            assert place.review_on == add_months(today, 12)

    def test_a_month_before_the_end_both_are_asked_once(self, member: Membership, facilitator: Membership):
        dated(member, term_ends_on=add_months(TODAY(), 1) + timedelta(days=2))
        prompt_places()
        assert told("term_ending") == set()
        dated(member, term_ends_on=add_months(TODAY(), 1))
        prompt_places()
        prompt_places()
        assert told("term_ending") == {"Ade", "Dee"}
        assert Delivery.objects.filter(notification__kind="term_ending", channel="app").count() == 2

    def test_on_the_review_date_both_are_asked(self, member: Membership, facilitator: Membership):
        dated(member, review_on=TODAY() + timedelta(days=1))
        prompt_places()
        assert told("place_review") == set()
        dated(member, review_on=TODAY())
        prompt_places()
        assert told("place_review") == {"Ade", "Dee"}

    @pytest.mark.parametrize("state", [GroupState.FORMING, GroupState.PAUSED, GroupState.ENDED])
    def test_a_group_at_rest_asks_nothing(self, state: GroupState, member: Membership):
        dated(member, review_on=TODAY(), term_ends_on=TODAY())
        member.group.state = state
        member.group.save()
        prompt_places()
        assert not Notification.objects.exists()

    def test_it_stops_when_the_person_stays(self, member: Membership, facilitator: Membership):
        dated(member, term_ends_on=TODAY())
        prompt_places()
        renewed = terms.renew_term(note="We talked about it in March", by=member)
        assert renewed.term_ends_on == add_months(member.group.today, 36)
        assert told("term_ending") == set()
        prompt_places()
        assert told("term_ending") == set()

    def test_it_stops_when_the_dates_change_or_they_go(self, member: Membership, facilitator: Membership):
        dated(member, term_ends_on=TODAY(), review_on=TODAY())
        prompt_places()
        later = TODAY() + timedelta(days=200)
        terms.set_dates(again(member), term_ends_on=later, review_on=later, by=facilitator)
        assert told("term_ending") | told("place_review") == set()
        dated(member, term_ends_on=TODAY())
        prompt_places()
        leave(by=again(member))
        assert told("term_ending") == set()

    def test_talked_about_means_a_year_of_peace(
        self, member: Membership, facilitator: Membership, carer: Membership
    ):
        dated(member, review_on=TODAY())
        prompt_places()
        with pytest.raises(Refused):
            terms.talked(again(member), by=carer)
        assert terms.talked(again(member), by=facilitator).review_on == add_months(member.group.today, 12)
        assert told("place_review") == set()

    def test_only_facilitators_change_dates(self, member: Membership, coordinator: Membership):
        for by in (member, coordinator):
            with pytest.raises(Refused):
                terms.set_dates(member, term_ends_on=None, review_on=None, by=by)

    def test_a_date_that_cannot_be_is_answered_beside_the_field(
        self, member: Membership, facilitator: Membership, sign_in: SignIn
    ):
        url = reverse("place_dates", args=[member.group.public_id, member.public_id])
        client = sign_in(facilitator)
        for typed in ("yesterday", "2001-01-01", "9999-12-31", "31/02/2027"):
            assert "There is a problem" in client.post(url, {"term_ends_on": typed}).text, typed
        client.post(url, {"term_ends_on": "2029-01-31", "review_on": ""})
        assert again(member).term_ends_on == date(2029, 1, 31)


class TestABreak:
    def test_it_says_until_when_and_asks_once_on_that_day(self, member: Membership, sign_in: SignIn):
        day = member.group.today + timedelta(days=30)
        sign_in(member).post(reverse("pause", args=[member.group.public_id]), {"back_on": day.isoformat()})
        assert again(member).back_on == day
        prompt_places()
        assert told("break_over") == set()
        dated(member, back_on=member.group.today)
        prompt_places()
        prompt_places()
        assert Delivery.objects.filter(notification__kind="break_over", channel="app").count() == 1
        Delivery.objects.update(due_at=timezone.now())
        Person.objects.update(quiet_from="00:00", quiet_until="00:00")
        sweep_deliveries()
        assert [message.to for message in mail.outbox] == [["member@demo.example"]], (
            "a break lets this through"
        )
        come_back(by=again(member))
        assert told("break_over") == set()
        assert again(member).back_on is None

    def test_a_day_that_is_over_is_answered_and_nothing_happens(self, member: Membership, sign_in: SignIn):
        page = sign_in(member).post(
            reverse("pause", args=[member.group.public_id]), {"back_on": "2020-01-01"}
        )
        assert "Choose a day to come" in page.text
        assert again(member).state == MembershipState.ACTIVE

    def test_no_other_prompt_reaches_someone_having_a_break(self, member: Membership):
        dated(member, review_on=TODAY(), term_ends_on=TODAY())
        pause(by=again(member))
        prompt_places()
        assert told("term_ending") | told("place_review") == set()

    def test_a_position_counts_only_from_those_who_are_back(
        self, member: Membership, facilitator: Membership, sign_in: SignIn
    ):
        decision = open_round(topic=make_topic(facilitator), wording="Plain words", by=facilitator)
        paused = pause(by=member)
        with pytest.raises(Refused, match="Come back first"):
            take_position(decision, answer="agree", reason="", by=paused)
        url = reverse("decision", args=[member.group.public_id, decision.public_id])
        assert "come back first" in sign_in(member).get(url).text
        assert take_position(decision, answer="agree", reason="", by=come_back(by=paused))


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
        assert "Ade" not in page

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
