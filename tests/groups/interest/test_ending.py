"""Asking to join is taken back, kept no longer than needed, and seen by nobody who need not (section 4)."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from coproduction.privacy import retain
from groups.actions.interest import (
    Newcomer,
    acknowledge,
    express_interest,
    not_now,
    note_conversation,
    offer_place,
    withdraw,
)
from groups.actions.invitations import accept
from groups.models import Delivery, Expression, Invitation, Look, Membership, Person
from groups.permissions import Role
from groups.states import Channel, DeliveryState, ExpressionState
from groups.transitions import Refused
from tests.groups.interest.asked import fresh, here, sent_to

type SignIn = Callable[[Membership | Person], Client]


class TestTakingItBack:
    def link(self, expression: Expression) -> str:
        lines = [line for body in sent_to(expression) for line in body.splitlines()]
        return next(line for line in lines if "/taking-back/" in line).removeprefix(settings.SITE_URL)

    def test_by_the_link_in_a_message_and_only_by_a_post(self, jess: Expression, client: Client):
        link = self.link(jess)
        assert "Take it back" in client.get(link).text
        assert fresh(jess).state == ExpressionState.RECEIVED
        assert "It is taken back" in client.post(link, follow=True).text
        assert fresh(jess).state == ExpressionState.WITHDRAWN
        assert client.post(link).status_code == 200, "a second time changes nothing"

    def test_then_nothing_more_is_sent(self, jess: Expression, facilitator: Membership):
        acknowledge(jess, words="Hello", by=facilitator)
        offered = offer_place(jess, comes_as="member", by=facilitator)
        withdraw(offered, by=jess.person)
        assert sent_to(jess) == []
        assert not Delivery.objects.exclude(channel=Channel.APP).exclude(state=DeliveryState.STOPPED).exists()
        assert Invitation.objects.get().state == "revoked"
        with pytest.raises(Refused):
            note_conversation(jess, words="x", spoken_on=jess.group.today, by=facilitator)

    def test_a_link_of_another_kind_or_made_up_opens_nothing(
        self, jess: Expression, facilitator: Membership, client: Client
    ):
        acknowledge(jess, words="Hello", by=facilitator)
        invitation = offer_place(jess, comes_as="member", by=facilitator).invitation
        assert invitation
        for token in (invitation.token, jess.token[:-2] + "xx", "abc", "A" * 200):
            assert client.post(reverse("interest_take_back", args=[token])).status_code == 404
        assert client.get(reverse("join_link", args=[jess.token])).status_code == 404
        assert fresh(jess).state == ExpressionState.OFFERED

    def test_the_link_is_not_kept(self, jess: Expression):
        link = self.link(jess)
        assert all(link not in delivery.text for delivery in Delivery.objects.all())

    def test_they_may_say_so_on_the_phone(self, kofi: Expression, facilitator: Membership, sign_in: SignIn):
        sign_in(facilitator).post(here("expression_withdrawn", kofi))
        assert fresh(kofi).state == ExpressionState.WITHDRAWN
        assert not Delivery.objects.waiting_for_hands().exists()


class TestKeeping:
    def test_what_led_to_no_place_is_due_to_be_erased_after_a_year(
        self, jess: Expression, kofi: Expression, facilitator: Membership
    ):
        not_now(jess, reason="Full", other_ways="", by=facilitator)
        withdraw(kofi, by=kofi.person)
        year = timedelta(days=366)
        assert not Expression.objects.past_keeping().exists()
        Expression.objects.filter(pk=jess.pk).update(ended_at=timezone.now() - year)
        assert list(Expression.objects.past_keeping()) == [jess]
        retain()
        assert not Person.objects.filter(name="Jess").exists()
        assert Person.objects.filter(name="Kofi").exists()

    def test_so_is_an_offer_that_nobody_took_and_never_a_place(
        self, jess: Expression, kofi: Expression, facilitator: Membership, stranger: Person
    ):
        for one in (jess, kofi):
            acknowledge(one, words="Hello", by=facilitator)
        ran_out = offer_place(jess, comes_as="member", by=facilitator)
        placed = offer_place(kofi, comes_as="member", by=facilitator)
        assert placed.invitation
        assert stranger.account
        accept(placed.invitation, name="Gwen", line="", by=stranger.account)
        long_ago = timezone.now() - timedelta(days=400)
        Invitation.objects.update(expires_at=long_ago)
        Expression.objects.filter(state=ExpressionState.PLACED).update(ended_at=long_ago)
        assert list(Expression.objects.past_keeping()) == [ran_out]


class TestWhoSees:
    def test_whoever_reads_it_is_written_down_and_looking_at_the_list_is_no_reading(
        self, jess: Expression, coordinator: Membership, sign_in: SignIn
    ):
        client = sign_in(coordinator)
        page = client.get(reverse("interest", args=[jess.group.public_id]))
        assert "I care for my son." not in page.text
        assert not Look.objects.exists()
        client.get(here("expression", jess))
        client.get(here("expression", jess))
        look = Look.objects.get()
        assert (look.person, look.by, look.what) == (jess.person, coordinator.person, "interest")

    @pytest.mark.parametrize("who", ["member", "professional", "lead", "supporter"])
    def test_nobody_else_in_the_group_sees_it(
        self, who: str, jess: Expression, request: pytest.FixtureRequest, sign_in: SignIn
    ):
        client = sign_in(request.getfixturevalue(who))
        group = jess.group.public_id
        for url in (reverse("interest", args=[group]), here("expression", jess)):
            assert client.get(url).status_code == 403
        for url in (
            "/",
            reverse("people", args=[group]),
            reverse("messages"),
            reverse("group", args=[group]),
        ):
            assert "Jess" not in client.get(url).text

    @pytest.mark.parametrize("other", [Role.PROFESSIONAL, Role.LEAD])
    def test_not_even_with_a_coordinators_hat_on(
        self, other: Role, jess: Expression, coordinator: Membership, sign_in: SignIn
    ):
        acknowledge(jess, words="Hello", by=Membership.objects.get(name="Dee"))
        Membership.objects.filter(pk=coordinator.pk).update(roles=Role.COORDINATOR | other)
        assert sign_in(coordinator).get(here("expression", jess)).status_code == 403
        assert not Delivery.objects.filter(
            person=coordinator.person, notification__kind="interest_waiting"
        ).exists()

    @pytest.mark.parametrize("count", [1, 3])
    def test_the_list_takes_the_same_queries_for_one_and_for_three(
        self,
        count: int,
        jess: Expression,
        facilitator: Membership,
        sign_in: SignIn,
        django_assert_num_queries: Any,
    ):
        for n in range(count):
            newcomer = Newcomer(f"N{n}", "x", Channel.EMAIL, email="n@n.example")
            ended = express_interest(newcomer, group=jess.group)
            not_now(ended, reason="Full", other_ways="", by=facilitator)
            express_interest(newcomer, group=jess.group)
        client, url = sign_in(facilitator), reverse("interest", args=[jess.group.public_id])
        with django_assert_num_queries(6):
            client.get(url)
