"""Asking to join: short for the person, and with nothing told to anyone about who is known here (section 4)."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from groups.actions.interest import set_questions
from groups.models import Activity, Delivery, Expression, Group, Membership, Person
from groups.states import Channel, GroupState
from groups.working_days import add_working_days
from tests.groups.interest.asked import here
from tests.pages import bare

type SignIn = Callable[[Membership | Person], Client]


TYPED = {"name": "Jess", "why": "I care for my son.", "channel": "email", "email": "jess@new.example"}


def ask_url(group: Group) -> str:
    return reverse("public_interest", args=[group.public_id])


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
