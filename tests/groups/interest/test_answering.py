"""Answering those who ask to join: on a clock for the group, with a place or a reason (section 4)."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from groups.actions.interest import (
    Newcomer,
    acknowledge,
    express_interest,
    not_now,
    note_conversation,
    offer_place,
    talk_again,
)
from groups.actions.invitations import accept, decline, revoke
from groups.models import Delivery, Expression, Group, Invitation, Look, Membership, Notification, Person
from groups.permissions import Role
from groups.states import Channel, ExpressionState, GroupState, MembershipState
from groups.tasks import prompt_interest
from groups.transitions import Refused
from groups.working_days import add_working_days
from tests.groups.interest.asked import fresh, here, sent_to

type SignIn = Callable[[Membership | Person], Client]


class TestAnsweringInTime:
    def test_those_who_welcome_are_told_and_see_it_on_today(
        self, jess: Expression, facilitator: Membership, sign_in: SignIn
    ):
        assert "Someone asks to join" in sign_in(facilitator).get("/").text
        acknowledge(jess, words="Let us talk on Monday.", by=facilitator)
        assert "Someone asks to join" not in sign_in(facilitator).get("/").text

    def test_they_are_answered_by_their_own_way(
        self, jess: Expression, kofi: Expression, facilitator: Membership
    ):
        for one in (jess, kofi):
            acknowledge(one, words="Let us talk on Monday.", by=facilitator)
        assert any("Let us talk on Monday." in body for body in sent_to(jess))
        letters = Delivery.objects.waiting_for_hands().filter(person=kofi.person)
        assert [letter.channel for letter in letters] == [Channel.LETTER]

    def test_the_day_is_five_working_days_on_over_a_bank_holiday(self, open_group: Group):
        assert add_working_days(date(2026, 12, 23), 5, open_group) == date(2027, 1, 4)
        newcomer = Newcomer("Jess", "To help", Channel.EMAIL, email="j@n.example")
        asked = express_interest(newcomer, group=open_group)
        assert asked.acknowledge_by == add_working_days(open_group.today, 5, open_group)

    def test_the_clock_reminds_on_the_day_and_then_every_week(self, jess: Expression):
        reminders = []
        for days in (-1, 0, 3, 7, 8, 14):
            day = jess.group.today - timedelta(days=days)
            Expression.objects.filter(pk=jess.pk).update(acknowledge_by=day)
            prompt_interest()
            prompt_interest()
            reminders.append(Notification.objects.filter(kind="interest_waiting").count())
        assert reminders == [0, 1, 1, 2, 2, 3]

    @pytest.mark.parametrize("state", [GroupState.FORMING, GroupState.PAUSED])
    def test_a_forming_group_is_told_once_and_never_prompted(self, state: str, jess: Expression):
        assert Notification.objects.filter(kind="interest_received").exists()
        Group.objects.update(state=state)
        Expression.objects.update(acknowledge_by=jess.group.today - timedelta(days=9))
        prompt_interest()
        assert not Notification.objects.filter(kind="interest_waiting").exists()

    def test_late_is_said_on_the_list(self, jess: Expression, facilitator: Membership, sign_in: SignIn):
        url = reverse("interest", args=[jess.group.public_id])
        assert ">Late<" not in sign_in(facilitator).get(url).text
        Expression.objects.update(acknowledge_by=jess.group.today - timedelta(days=1))
        assert ">Late<" in sign_in(facilitator).get(url).text

    def test_a_call_counts_as_an_answer(self, jess: Expression, facilitator: Membership):
        note_conversation(jess, words="We spoke.", spoken_on=jess.group.today, by=facilitator)
        assert fresh(jess).state == ExpressionState.TALKING
        assert Notification.objects.get(kind="interest_received").closed_at


class TestAPlace:
    def test_an_offer_taken_is_a_place(self, jess: Expression, facilitator: Membership, client: Client):
        acknowledge(jess, words="Hello", by=facilitator)
        offered = offer_place(jess, comes_as="carer", by=facilitator)
        link = next(
            line
            for body in sent_to(jess)
            for line in body.splitlines()
            if "/join/" in line and "http" in line
        )
        client.get(link.removeprefix(settings.SITE_URL))
        client.post(reverse("join_accept"), {"name": "Jess", "line": ""})
        member = Membership.objects.get(person=jess.person)
        assert (member.state, member.holds(Role.MEMBER)) == (MembershipState.ACTIVE, True)
        placed = fresh(offered)
        assert (placed.state, placed.has_ended) == (ExpressionState.PLACED, True)

    def test_someone_who_has_an_account_keeps_one_person_and_their_record(
        self,
        jess: Expression,
        facilitator: Membership,
        coordinator: Membership,
        stranger: Person,
        sign_in: SignIn,
    ):
        sign_in(coordinator).get(here("expression", jess))
        acknowledge(jess, words="Hello", by=facilitator)
        offered = offer_place(jess, comes_as="member", by=facilitator)
        assert stranger.account
        assert offered.invitation
        accept(offered.invitation, name="Gwen", line="", by=stranger.account)
        assert fresh(jess).person == stranger
        assert Look.objects.get(person=stranger).by == coordinator.person

    def test_a_letter_offers_a_place_as_well(self, kofi: Expression, facilitator: Membership):
        acknowledge(kofi, words="Hello", by=facilitator)
        offered = offer_place(kofi, comes_as="member", by=facilitator)
        letter = Delivery.objects.waiting_for_hands().get(notification__kind="invitation")
        assert (letter.person, letter.channel) == (kofi.person, Channel.LETTER)
        assert offered.invitation
        assert offered.invitation.channel == Channel.LETTER

    def test_what_became_of_an_offer_is_seen(
        self, jess: Expression, kofi: Expression, facilitator: Membership, sign_in: SignIn
    ):
        for one in (jess, kofi):
            acknowledge(one, words="Hello", by=facilitator)
        said_no = offer_place(jess, comes_as="member", by=facilitator)
        ran_out = offer_place(kofi, comes_as="member", by=facilitator)
        assert said_no.invitation
        decline(said_no.invitation)
        Invitation.objects.filter(expression=ran_out).update(expires_at=timezone.now() - timedelta(days=1))
        assert fresh(jess).state == ExpressionState.WITHDRAWN
        assert "Said no, thank you" in sign_in(facilitator).get(here("expression", jess)).text
        assert "It has run out" in sign_in(facilitator).get(here("expression", kofi)).text

    def test_an_offer_taken_back_leaves_us_talking(self, jess: Expression, facilitator: Membership):
        acknowledge(jess, words="Hello", by=facilitator)
        offered = offer_place(jess, comes_as="member", by=facilitator)
        assert offered.invitation
        revoke(offered.invitation, by=facilitator)
        assert fresh(jess).state == ExpressionState.TALKING
        again = offer_place(jess, comes_as="member", by=facilitator)
        assert again.invitation != offered.invitation

    def test_nobody_is_offered_a_place_before_anyone_answered(
        self, jess: Expression, facilitator: Membership
    ):
        with pytest.raises(Refused):
            offer_place(jess, comes_as="member", by=facilitator)
        assert not Invitation.objects.exists()


class TestNotNow:
    def test_they_hear_why_and_what_else_they_can_do(
        self, jess: Expression, facilitator: Membership, sign_in: SignIn
    ):
        sign_in(facilitator).post(
            here("expression_not_now", jess),
            {"reason": "The group is full until May.", "other_ways": "Come to the open day."},
        )
        [body] = [body for body in sent_to(jess) if "full until May" in body]
        assert "Come to the open day." in body
        assert fresh(jess).state == ExpressionState.NOT_NOW

    def test_never_without_a_reason(self, jess: Expression, facilitator: Membership, sign_in: SignIn):
        page = sign_in(facilitator).post(here("expression_not_now", jess), {"reason": " "})
        assert page.status_code == 200
        assert fresh(jess).state == ExpressionState.RECEIVED

    def test_not_now_can_become_now(self, jess: Expression, facilitator: Membership):
        told = not_now(jess, reason="Full", other_ways="", by=facilitator)
        talk_again(told, by=facilitator)
        assert not fresh(jess).has_ended
        assert not any("Full" in body for body in sent_to(jess)), "what waited is not sent any more"
        not_now(fresh(jess), reason="Still full", other_ways="", by=facilitator)
        assert any("Still full" in body for body in sent_to(jess))
