"""How long answers take, as a distribution that shows no single answer; and one page for a decision-maker's turns."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from groups.models import Group, Membership
from lifecycle.answer_times import times_of_group, times_of_lead
from lifecycle.models import Answer, Ask
from tests.cast import CAST, join
from tests.facilitation.meeting import path, words_of
from tests.lifecycle.asking import MONDAY, answer, ask

type SignIn = Callable[[Membership], Client]


def answered_after(days: list[int], lead: Membership, facilitator: Membership) -> None:
    """So many calendar weeks of five working days, each: 7 days are 5 working days. June 2026 has no bank holiday."""
    for number, after in enumerate(days):
        made = answer(ask(lead, facilitator, title=f"Request {number}"))
        noon = datetime(2026, 6, 1, 12, tzinfo=lead.group.tz) + timedelta(days=after)
        Answer.objects.filter(ask=made).update(at=noon)


def test_of_fewer_than_five_answers_nothing_is_shown(member, lead, facilitator, sign_in: SignIn):
    answered_after([7, 7, 14, 14], lead, facilitator)
    assert times_of_group(member.group) is None
    page = sign_in(member).get(path("answer_times", member.group))
    assert "Too few answers to show how long they take." in words_of(page)
    assert '<svg class="drawing' not in page.text


def test_the_middle_and_the_middle_half_in_working_days(member, lead, facilitator, sign_in: SignIn):
    answered_after([0, 7, 14, 21, 28], lead, facilitator)
    middle = times_of_group(member.group).middle
    assert (middle.low, middle.median, middle.high) == (5, 10, 15)
    page = sign_in(member).get(path("answer_times", member.group))
    assert "Half of the first answers came within 10 working days. The middle half took 5 to 15." in words_of(
        page
    )
    assert '<svg class="drawing' in page.text
    assert "<table" in page.text


def test_only_the_first_answer_counts(member, lead, facilitator):
    answered_after([7] * 5, lead, facilitator)
    for one in Answer.objects.all():
        one.pk, one.number, one.at = None, 2, one.at + timedelta(days=200)
        one.save()
    assert times_of_group(member.group).middle.high == 5


def test_over_all_their_groups_it_takes_eight(lead, facilitator):
    answered_after([7] * 7, lead, facilitator)
    assert times_of_lead(lead.person) is None
    answered_after([7], lead, facilitator)
    assert times_of_lead(lead.person).middle.median == 5


def test_all_that_waits_for_one_decision_maker_the_late_ones_first(lead, facilitator, sign_in: SignIn):
    other = Group.objects.create(system=lead.group.system, name="Another group", state="running")
    there = Membership.objects.create(
        group=other,
        person=lead.person,
        name=lead.name,
        side=lead.side,
        roles=lead.roles,
        job="Chief",
        body="A",
    )
    dee = join(other, CAST["facilitator"], "dee@other.example")
    colleague = join(lead.group, CAST["lead"], "colleague@demo.example")
    soon = ask(lead, facilitator, title="Still time", today=lead.group.today)
    late = ask(there, dee, title="Past its day", today=MONDAY - timedelta(days=400))
    answer(ask(lead, facilitator, title="With the group"))
    ask(colleague, facilitator, title="Of a colleague")
    page = words_of(sign_in(lead).get(reverse("requests_to_me")))
    order = [late.title, soon.title, "With the group"]
    assert sorted(order, key=page.index) == order
    assert "Another group" in page
    assert "Of a colleague" not in page


@pytest.mark.parametrize("role", ["member", "facilitator", "coordinator"])
def test_nobody_else_has_such_a_page(role: str, lead, facilitator, request, sign_in: SignIn):
    ask(lead, facilitator)
    assert sign_in(request.getfixturevalue(role)).get(reverse("requests_to_me")).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_the_pages_ask_the_database_no_more_for_more(
    count: int, lead, facilitator, sign_in: SignIn, django_assert_num_queries
):
    for number in range(count):
        ask(lead, facilitator, title=f"Waits {number}")
        answer(ask(lead, facilitator, title=f"Answered {number}"))
    client = sign_in(Membership.objects.get(pk=lead.pk))
    for where, questions in ((reverse("requests_to_me"), 13), (path("answer_times", lead.group), 4)):
        client.get(where)
        with django_assert_num_queries(questions):
            client.get(where)
    assert Ask.objects.count() == 2 * count
