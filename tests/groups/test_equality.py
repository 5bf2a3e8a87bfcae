"""Questions about equality: free, apart from every person, and seen only where many answered (promises 5 and 6)."""

import csv
import io
from collections.abc import Callable
from datetime import date, datetime
from typing import Any
from uuid import uuid4

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from groups.actions.equality import answer_equality, close_half_year
from groups.equality import QUESTIONS, half_year
from groups.models import DutyHolder, EqualityAnswer, EqualityPeriod, Group, Membership, Person, System
from groups.permissions import Duty
from groups.tasks import close_half_years
from tests.cast import make_group, make_person
from tests.facilitation.meeting import words_of

type SignIn = Callable[[Membership | Person], Client]

# 40 yes, 52 no, 3 and 6: two answers are too few to show, and neither can be worked out.
CARERS = {"yes": 40, "no": 52, "not_said": 3}
SEXES = {"female": 52, "male": 40, "not_said": 3}


@pytest.fixture(autouse=True)
def no_tries_yet():
    cache.clear()


@pytest.fixture
def officer(group: Group) -> Person:
    """Who holds a duty for the system that lets them see figures."""
    person = make_person("Alex", "alex@demo.example")
    DutyHolder.objects.create(system=group.system, person=person, duty=Duty.ADMINISTRATOR)
    return person


def gather(system: System, question: str, numbers: dict[str, int], period: str = "2025-2") -> None:
    EqualityAnswer.objects.bulk_create(
        EqualityAnswer(system=system, period=period, question=question, option=option)
        for option, number in numbers.items()
        for _ in range(number)
    )


def url(group: Group) -> str:
    return reverse("equality", args=[group.system.public_id])


@pytest.mark.parametrize(
    ("day", "period"),
    [
        (date(2026, 1, 1), "2026-1"),
        (date(2026, 6, 30), "2026-1"),
        (date(2026, 7, 1), "2026-2"),
        (date(2026, 12, 31), "2026-2"),
    ],
)
def test_half_years_follow_one_another_without_overlap(day: date, period: str):
    assert half_year(day) == period


class TestAnswering:
    def test_nobody_has_to_answer_anything(self, group: Group, client: Client):
        assert client.post(url(group), {}, follow=True).status_code == 200
        assert not EqualityAnswer.objects.exists()

    def test_each_answer_is_a_row_apart(self, group: Group, client: Client):
        client.post(url(group), {"age": "25_34", "carer": "yes", "sex": ""})
        kept = EqualityAnswer.objects.order_by("question").values_list("question", "option", "period")
        now = half_year(timezone.localdate())
        assert list(kept) == [("age", "25_34", now), ("carer", "yes", now)]

    def test_every_question_can_be_answered_with_no_answer(self, group: Group, client: Client):
        page = client.get(url(group)).text
        assert page.count('value="not_said"') == len(QUESTIONS) == 8

    def test_made_up_answers_are_refused(self, group: Group, client: Client):
        page = client.post(url(group), {"age": "elf", "x": "y"})
        assert page.status_code == 200
        assert not EqualityAnswer.objects.exists()

    def test_a_system_that_is_not_there(self, group: Group, client: Client):
        assert client.get(reverse("equality", args=[uuid4()])).status_code == 404

    def test_it_is_offered_after_asking_to_join_and_to_anyone_signed_in(
        self, group: Group, member: Membership, client: Client, sign_in: SignIn
    ):
        Group.objects.update(is_public=True, welcomes_interest=True)
        assert url(group) in client.get(reverse("public_interest_sent", args=[group.public_id])).text
        assert reverse("my_equality") in sign_in(member).get(reverse("me")).text
        assert url(group) in sign_in(member).get(reverse("my_equality")).text


class TestClosing:
    def test_only_what_has_ended_is_counted_and_only_once(self, group: Group):
        gather(group.system, "carer", CARERS)
        gather(group.system, "carer", CARERS, half_year(timezone.localdate()))
        close_half_years()
        closed = EqualityPeriod.objects.get()
        assert closed.period == "2025-2"
        gather(group.system, "carer", {"yes": 30})
        close_half_years()
        assert EqualityPeriod.objects.get().figures == closed.figures
        assert close_half_year(system=group.system, period="2025-2") == closed

    def test_another_rule_later_shows_nothing_more(self, group: Group, settings: Any):
        gather(group.system, "sex", {"female": 40, "male": 30, "not_said": 6})
        close_half_years()
        before = EqualityPeriod.objects.get().figures
        settings.FEWEST_PEOPLE = {"public": 5}
        close_half_years()
        assert EqualityPeriod.objects.get().figures == before

    def test_answers_and_keys_are_all_still_there(self, group: Group):
        gather(group.system, "carer", CARERS)
        before = set(EqualityAnswer.objects.values_list("id", "option"))
        close_half_years()
        assert set(EqualityAnswer.objects.values_list("id", "option")) == before


class TestSeeing:
    def test_figures_are_rounded_and_small_ones_are_hidden_with_another(
        self, group: Group, officer: Person, sign_in: SignIn
    ):
        gather(group.system, "carer", CARERS)
        gather(group.system, "disability", {"a_lot": 3, "a_little": 6, "no": 52, "not_said": 22})
        close_half_years()
        figures = EqualityPeriod.objects.get().figures
        assert figures["carer"] == {"yes": None, "no": None, "not_said": None}
        assert figures["disability"] == {"a_lot": None, "a_little": None, "no": 50, "not_said": 20}
        page = sign_in(officer).get(reverse("equality_figures")).text
        assert ">50<" in page
        assert ">52<" not in page
        assert ">Hidden<" in page
        assert "Too few to show" in page

    def test_the_spreadsheet_says_the_same(self, group: Group, officer: Person, sign_in: SignIn):
        gather(group.system, "disability", {"a_lot": 3, "a_little": 6, "no": 52, "not_said": 22})
        close_half_years()
        text = sign_in(officer).get(reverse("equality_csv")).content.decode("utf-8-sig")
        rows = list(csv.reader(io.StringIO(text)))[1:]
        shown = [(row[3], row[4]) for row in rows if row[2].startswith("Does an illness")]
        assert shown == [
            ("Yes, a lot", "Hidden"),
            ("Yes, a little", "Hidden"),
            ("No", "50"),
            ("I prefer not to say", "20"),
        ]

    def test_nothing_of_the_half_year_that_runs(self, group: Group, officer: Person, sign_in: SignIn):
        gather(group.system, "sex", {"female": 40, "male": 40}, half_year(timezone.localdate()))
        close_half_years()
        assert "No half-year has been counted yet" in sign_in(officer).get(reverse("equality_figures")).text

    def test_only_of_systems_one_holds_a_duty_for(self, group: Group, officer: Person, sign_in: SignIn):
        gather(make_group("Elsewhere").system, "sex", {"female": 40, "male": 40, "not_said": 20})
        close_half_years()
        for name in ("equality_figures", "equality_csv"):
            assert "40" not in words_of(sign_in(officer).get(reverse(name)))

    @pytest.mark.parametrize("who", ["facilitator", "lead", "member", "coordinator"])
    def test_a_place_in_a_group_is_not_enough(
        self, who: str, request: pytest.FixtureRequest, sign_in: SignIn
    ):
        client = sign_in(request.getfixturevalue(who))
        for name in ("equality_figures", "equality_csv"):
            assert client.get(reverse(name)).status_code == 404

    def test_payments_officers_do_not_see_it(self, group: Group, sign_in: SignIn):
        person = make_person("Pat", "pat@demo.example")
        DutyHolder.objects.create(system=group.system, person=person, duty=Duty.PAYMENTS)
        assert sign_in(person).get(reverse("equality_figures")).status_code == 404


def test_made_up_option_ids_are_never_kept(group: Group):
    answer_equality({"age": "elf", "spell": "yes", "sex": "male"}, system=group.system)
    assert list(EqualityAnswer.objects.values_list("question", "option")) == [("sex", "male")]


def test_a_half_year_ends_at_midnight_here(monkeypatch: pytest.MonkeyPatch, group: Group):
    before = datetime(2026, 6, 30, 22, 59, tzinfo=timezone.get_default_timezone())
    monkeypatch.setattr(timezone, "now", lambda: before)
    answer_equality({"sex": "male"}, system=group.system)
    assert EqualityAnswer.objects.get().period == "2026-1"
