"""One person's place in a group: their page, their dates, their break, and how they go."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from facilitation.actions.positions import take_position
from facilitation.actions.rounds import open_round
from groups.actions import terms
from groups.actions.invitations import Guest, accept, invite
from groups.actions.memberships import ByHand, add_by_hand, come_back, leave, pause
from groups.models import Delivery, Membership, Notification, Person
from groups.months import add_months
from groups.states import GroupState, MembershipState
from groups.tasks import prompt_places, sweep_deliveries
from groups.transitions import Refused
from tests.facilitation.making import make_topic
from tests.groups.a_place import again, told

type SignIn = Callable[[Membership | Person], Client]


TODAY = timezone.localdate


def page_of(one: Membership) -> str:
    return reverse("person", args=[one.group.public_id, one.public_id])


def dated(member: Membership, **dates: date) -> Membership:
    Membership.objects.filter(pk=member.pk).update(**dates)
    return again(member)


class TestThePage:
    def test_everyone_reads_who_someone_is(
        self, member: Membership, lead: Membership, supporter: Membership, sign_in: SignIn
    ):
        dated(member, strength="I explain things simply")
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
