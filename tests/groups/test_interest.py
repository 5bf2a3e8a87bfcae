"""Asking to join: short for the person, on a clock for the group, and seen by nobody who need not (section 4)."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.conf import settings
from django.core import mail
from django.core.cache import cache
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
    set_questions,
    talk_again,
    withdraw,
)
from groups.actions.invitations import accept, decline, revoke
from groups.models import (
    Activity,
    Delivery,
    Expression,
    Group,
    Invitation,
    Look,
    Membership,
    Notification,
    Person,
)
from groups.notifications.sending import send_due
from groups.permissions import Role
from groups.states import Channel, DeliveryState, ExpressionState, GroupState, MembershipState
from groups.tasks import prompt_interest
from groups.transitions import Refused
from groups.working_days import add_working_days
from tests.pages import bare

type SignIn = Callable[[Membership | Person], Client]

TYPED = {"name": "Jess", "why": "I care for my son.", "channel": "email", "email": "jess@new.example"}


@pytest.fixture(autouse=True)
def no_tries_yet():
    cache.clear()


@pytest.fixture
def open_group(group: Group) -> Group:
    group.is_public = group.welcomes_interest = True
    group.looking_for = "People from the north"
    group.save()
    return group


@pytest.fixture
def jess(open_group: Group, facilitator: Membership) -> Expression:
    newcomer = Newcomer("Jess", "I care for my son.", Channel.EMAIL, email="jess@new.example")
    return express_interest(newcomer, group=open_group)


@pytest.fixture
def kofi(open_group: Group, facilitator: Membership) -> Expression:
    """No email: by letter."""
    newcomer = Newcomer("Kofi", "I know the clinics.", Channel.LETTER, address="4 Quarry Lane")
    return express_interest(newcomer, group=open_group)


def ask_url(group: Group) -> str:
    return reverse("public_interest", args=[group.public_id])


def here(name: str, expression: Expression) -> str:
    return reverse(name, args=[expression.group.public_id, expression.public_id])


def fresh(expression: Expression) -> Expression:
    return Expression.objects.select_related("group", "person", "invitation").get(pk=expression.pk)


def sent_to(expression: Expression) -> list[str]:
    Delivery.objects.update(due_at=timezone.now())
    Person.objects.update(quiet_from="00:00", quiet_until="00:00")
    send_due()
    return [each.body for each in mail.outbox if each.to == [expression.person.email]]


class TestAsking:
    def test_anyone_asks_from_the_public_page_and_learns_what_comes_next(
        self, open_group: Group, facilitator: Membership, client: Client
    ):
        public = client.get(reverse("public_group", args=[open_group.public_id])).text
        assert ask_url(open_group) in public
        assert "People from the north" in public
        page = client.post(ask_url(open_group), TYPED, follow=True)
        by = add_working_days(open_group.today, 5, open_group)
        assert f"{by.day} {by:%B %Y}" in page.text
        asked = Expression.objects.get()
        assert (asked.person.name, asked.why, asked.acknowledge_by) == ("Jess", "I care for my son.", by)
        assert asked.person.account is None
        assert Activity.objects.get().verb == "expression.received"

    @pytest.mark.parametrize(
        "way", [{"email": "a@b.example"}, {"phone": "01632 960 001"}, {"address": "1 High Street"}]
    )
    def test_one_way_to_reach_them_is_enough(self, way: dict[str, str], open_group: Group, client: Client):
        channel = {"email": "email", "phone": "phone", "address": "letter"}[next(iter(way))]
        answer = client.post(
            ask_url(open_group), {"name": "Jess", "why": "To help", "channel": channel, **way}
        )
        assert answer.status_code == 302
        assert Expression.objects.get().person.channels == [channel]

    def test_what_is_missing_is_said_and_nothing_is_lost(self, open_group: Group, client: Client):
        page = client.post(ask_url(open_group), TYPED | {"channel": "letter"})
        assert "Write an address" in page.text
        assert "I care for my son." in page.text
        assert not Expression.objects.exists()
        assert not Person.objects.filter(name="Jess").exists()

    @pytest.mark.parametrize(
        "closed",
        [{"is_public": False}, {"welcomes_interest": False}, {"state": GroupState.ENDED}],
        ids=lambda closed: next(iter(closed)),
    )
    def test_a_group_that_does_not_welcome_it_looks_like_no_group(
        self, closed: dict[str, Any], open_group: Group, client: Client
    ):
        Group.objects.filter(pk=open_group.pk).update(**closed)
        nowhere = "00000000-0000-4000-8000-000000000000"
        for name in ("public_interest", "public_interest_sent"):
            for method in (client.get, client.post):
                there = method(reverse(name, args=[open_group.public_id]), TYPED)
                none = method(reverse(name, args=[nowhere]), TYPED)
                assert there.status_code == none.status_code
                assert there.status_code in (404, 405)
                assert bare(there, open_group.public_id) == bare(none, nowhere)
        assert not Expression.objects.exists()

    def test_nothing_tells_whether_someone_is_known(
        self, open_group: Group, member: Membership, client: Client
    ):
        """Neither the page, nor what is written down, nor what is sent."""
        known = TYPED | {"email": "member@demo.example", "name": "X"}
        pages = [
            client.post(ask_url(open_group), each, follow=True)
            for each in (known, TYPED, known, known, known)
        ]
        assert len({(page.status_code, bare(page)) for page in pages}) == 1
        assert Expression.objects.count() == 5
        assert not Expression.objects.filter(person=member.person).exists()

    def test_nobodys_letter_box_is_flooded_from_here(self, open_group: Group):
        for n in range(8):
            Client(REMOTE_ADDR=f"10.0.0.{n}").post(ask_url(open_group), TYPED)
        thanks = Delivery.objects.filter(notification__kind="interest_thanks", channel=Channel.EMAIL)
        assert (Expression.objects.count(), thanks.count()) == (8, 3)

    def test_after_some_tries_one_must_wait_and_keeps_the_words(self, open_group: Group, client: Client):
        answers = [client.post(ask_url(open_group), TYPED) for _ in range(11)]
        assert [answer.status_code for answer in answers] == [302] * 10 + [429]
        assert "I care for my son." in answers[-1].text

    def test_the_groups_own_questions_are_asked_and_kept_as_asked(
        self, open_group: Group, facilitator: Membership, client: Client, sign_in: SignIn
    ):
        url = reverse("interest_questions", args=[open_group.public_id])
        sign_in(facilitator).post(url, {"questions": "When could you come?\n\nWho told you about us?"})
        name = re.findall(r'name="(question_\d+)"', client.get(ask_url(open_group)).text)[0]
        client.post(ask_url(open_group), TYPED | {name: "On Mondays"})
        set_questions(["Something else?"], by=facilitator)
        shown = sign_in(facilitator).get(here("expression", Expression.objects.get())).text
        assert "When could you come?" in shown
        assert "On Mondays" in shown
        assert "Who told you about us?" not in shown, "nobody has to answer"

    def test_six_questions_are_too_many(self, facilitator: Membership, sign_in: SignIn):
        url = reverse("interest_questions", args=[facilitator.group.public_id])
        page = sign_in(facilitator).post(url, {"questions": "A?\nB?\nC?\nD?\nE?\nF?"})
        assert "Five questions at most" in page.text
        assert not facilitator.group.interest_questions.exists()


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


class TestEnteredForSomeone:
    def test_a_call_is_typed_in_with_who_typed_it_and_whether_it_was_read_back(
        self, group: Group, coordinator: Membership, sign_in: SignIn
    ):
        """The group need not be seen by anyone for that."""
        url = reverse("interest_enter", args=[group.public_id])
        typed = TYPED | {
            "channel": "phone",
            "phone": "01632 960 001",
            "origin": "phone",
            "received_on": group.today.isoformat(),
            "read_back": "on",
            "agreed": "on",
        }
        page = sign_in(coordinator).post(url, typed, follow=True)
        assert "Typed by Evan." in page.text
        assert "It was read back to them." in page.text
        assert "Said on the phone" in page.text
        asked = Expression.objects.get()
        assert (asked.origin, asked.typed_by, asked.read_back) == ("phone", coordinator, True)

    def test_not_without_their_yes_and_not_from_next_week(
        self, group: Group, coordinator: Membership, sign_in: SignIn
    ):
        url = reverse("interest_enter", args=[group.public_id])
        soon = (group.today + timedelta(days=7)).isoformat()
        page = sign_in(coordinator).post(url, TYPED | {"origin": "letter", "received_on": soon})
        assert "up to today" in page.text
        assert not Expression.objects.exists()


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
