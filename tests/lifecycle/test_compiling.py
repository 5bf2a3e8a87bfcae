"""The facts of a report are those of the record, and nothing else."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from facilitation.actions.agreements import record_agreement
from facilitation.models import Decision, Session
from groups.models import Group, Membership
from lifecycle.compiling import Facts, compile_facts
from lifecycle.models import Answer, Ask, ImpactReport, PromisedInvestment
from tests.facilitation.making import make_item, make_session, make_topic
from tests.lifecycle.impact import make_approved, make_cycle, reviewed
from tests.lifecycle.making import make_ask, sign_commitment

YEAR = (date(2026, 1, 1), date(2026, 12, 31))


def facts_of(group: Group, period: tuple[date, date] = YEAR) -> Facts:
    starts_on, ends_on = period
    return compile_facts(ImpactReport(group=group, starts_on=starts_on, ends_on=ends_on))


def held(group: Group, on: date, **changes: object) -> Session:
    session = make_session(group, state="settled", title=f"On {on}")
    start = datetime(on.year, on.month, on.day, 14, tzinfo=ZoneInfo("Europe/London"))
    Session.objects.filter(pk=session.pk).update(
        starts_at=start, ends_at=start + timedelta(hours=2), **changes
    )
    return session


def asked(lead: Membership, facilitator: Membership, on: date, **changes: object) -> Ask:
    ask = make_ask(lead, facilitator)
    Ask.objects.filter(pk=ask.pk).update(raised_on=on, **changes)
    return ask


def answered(ask: Ask, lead: Membership, on: date, kind: str = "accepted", number: int = 1) -> None:
    at = datetime(on.year, on.month, on.day, 12, tzinfo=ZoneInfo("Europe/London"))
    Answer.objects.create(
        group=ask.group,
        ask=ask,
        number=number,
        kind=kind,
        reason=f"Reason {number}",
        will_do="As it says",
        promised_on=on,
        by=lead,
        at=at,
    )


def test_sessions_held_with_those_who_took_part_by_side(group: Group):
    held(group, date(2026, 3, 2), took_part_lived=9, took_part_system=4)
    held(group, date(2026, 6, 1))
    held(group, date(2025, 12, 31))
    make_session(group, state="cancelled")
    shown = [(one["on"], one["lived"], one["system"]) for one in facts_of(group)["sessions"]]
    assert shown == [("2026-03-02", 9, 4), ("2026-06-01", None, None)]


def test_both_ends_of_the_period_count(group: Group):
    held(group, date(2026, 1, 1))
    held(group, date(2026, 12, 31))
    assert len(facts_of(group)["sessions"]) == 2


def test_requests_by_outcome_with_the_latest_answer_and_its_reason(lead: Membership, facilitator: Membership):
    first = asked(lead, facilitator, date(2026, 3, 2), is_public=True)
    answered(first, lead, date(2026, 3, 9))
    answered(first, lead, date(2026, 4, 1), kind="not_accepted", number=2)
    asked(lead, facilitator, date(2026, 5, 1))
    asked(lead, facilitator, date(2025, 5, 1))
    facts = facts_of(lead.group)
    assert facts["outcomes"] == {"raised": 2}
    assert [(ask["answer"], ask["reason"], ask["public"]) for ask in facts["asks"]] == [
        ("not_accepted", "Reason 2", True),
        ("", "", False),
    ]


def test_days_to_answer_are_working_days_to_the_first_answer(lead: Membership, facilitator: Membership):
    for answered_on in (date(2026, 3, 9), date(2026, 3, 13), date(2026, 4, 7)):
        ask = asked(lead, facilitator, date(2026, 3, 2))
        answered(ask, lead, answered_on)
    facts = facts_of(lead.group)
    assert [ask["days"] for ask in facts["asks"]] == [5, 9, 24]  # Good Friday and Easter Monday do not count
    assert facts["days_to_answer"] == 9


def test_no_answer_gives_no_figure(lead: Membership, facilitator: Membership):
    asked(lead, facilitator, date(2026, 3, 2))
    assert facts_of(lead.group)["days_to_answer"] is None


def test_decisions_on_topics_say_where_they_differ(facilitator: Membership):
    item = make_item(make_session(facilitator.group))
    item.topic = make_topic(facilitator)
    item.save()
    decision = record_agreement(wording="Large print for all", item=item, by=facilitator)
    Decision.objects.filter(pk=decision.pk).update(
        decided_on=date(2026, 3, 2), outcome="For those who ask", differs="Money", is_as_asked=False
    )
    (shown,) = facts_of(facilitator.group)["decisions"]
    assert shown == {
        "title": "Letters people can read",
        "wording": "Large print for all",
        "on": "2026-03-02",
        "outcome": "For those who ask",
        "differs": "Money",
    }


def test_acts_of_business_are_no_decisions_on_topics(facilitator: Membership, lead: Membership):
    ask = make_ask(lead, facilitator)
    approved = make_approved(facilitator)
    topic = make_topic(facilitator)
    Decision.objects.update(topic=topic, topic_version=topic.current)
    assert ask.decision
    assert approved.decision
    today = timezone.localdate()
    assert facts_of(lead.group, (today - timedelta(days=1), today))["decisions"] == []


def test_what_the_commitment_of_the_time_promised(lead: Membership):
    commitment = sign_commitment(lead)
    PromisedInvestment.objects.create(
        group=lead.group, commitment=commitment, kind="time", pounds=500, hours=40
    )
    today = timezone.localdate()
    assert facts_of(lead.group, (today - timedelta(days=1), today))["promised"] == [
        {"kind": "time", "pounds": 500, "hours": 40}
    ]
    assert facts_of(lead.group, (date(2001, 1, 1), date(2001, 2, 1)))["promised"] == []


@pytest.mark.parametrize("count", [1, 5])
def test_as_many_questions_for_five_of_each_as_for_one(
    facilitator: Membership,
    lead: Membership,
    django_assert_num_queries: Callable[[int], AbstractContextManager[object]],
    count: int,
):
    make_cycle(facilitator.group)
    sign_commitment(lead)
    for _ in range(count):
        held(lead.group, timezone.localdate())
        answered(make_ask(lead, facilitator), lead, timezone.localdate())
        reviewed(facilitator, [1, 2, 3, 4, 5], [3, 4, 5, 6, 7])
    today = timezone.localdate()
    with django_assert_num_queries(9):
        facts = facts_of(lead.group, (today - timedelta(days=1), today))
    assert len(facts["asks"]) == len(facts["shifts"][0]["rounds"]) == count
