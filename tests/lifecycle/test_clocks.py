"""Who hears what, and when. Requests are sent on Monday 1 June 2026; their answers are due on Monday 29 June."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from types import SimpleNamespace

import pytest
from django.utils import timezone

from groups.actions.memberships import move_group
from groups.models import Activity, Delivery, Group, Membership, Notification, Person
from groups.states import Channel, GroupState
from groups.transitions import Refused
from lifecycle.actions import commitments
from lifecycle.actions.asks import report_progress
from lifecycle.actions.clocks import reconcile_clocks, tell_due
from lifecycle.models import Ask, ClockShift
from lifecycle.states import WAYS_TO_CLOSE, AnswerKind, AskState
from lifecycle.tasks import prompt_asks, prompt_commitment_reviews
from lifecycle.tasks import reconcile_clocks as reconcile_task
from tests.cast import CAST, join, make_group
from tests.lifecycle.asking import (
    MONDAY,
    PROMISED,
    answer,
    ask,
    ask_in,
    close,
    end_without_a_word,
    fresh,
    item_of,
    judge,
)
from tests.lifecycle.making import sign_commitment

DUE = date(2026, 6, 29)
DAY = timedelta(days=1)


@pytest.fixture
def outside(lead: Membership) -> SimpleNamespace:
    """The sponsor and the forum's contact, named in the commitment; neither has an account."""
    commitment = sign_commitment(lead)
    commitment.sponsor = Person.objects.create(name="Jo Park", email="jo@demo.example")
    commitment.forum_contact = Person.objects.create(name="Al Reed", email="al@demo.example")
    commitment.save()
    return SimpleNamespace(sponsor=commitment.sponsor, forum=commitment.forum_contact)


def sweep(today: date) -> int:
    return tell_due(today=today)


def days_told(kind: str, until: int, first: date = MONDAY) -> list[date]:
    """The days, from the first on, on which this clock has something to say."""
    told = Notification.objects.filter(kind=kind)
    counts = [told.count()]
    for n in range(until):
        tell_due(today=first + n * DAY)
        counts.append(told.count())
    return [first + n * DAY for n, (before, after) in enumerate(pairwise(counts)) if after > before]


def hear(kind: str) -> set[str]:
    return set(
        Delivery.objects.filter(notification__kind=kind, channel=Channel.APP).values_list(
            "person__name", flat=True
        )
    )


def test_the_lead_is_reminded_before_on_and_every_week_after_the_day(
    lead: Membership, facilitator: Membership
):
    ask(lead, facilitator)
    assert days_told("answer_due", until=50) == [
        date(2026, 6, 22),
        DUE,
        DUE + 7 * DAY,
        DUE + 14 * DAY,
        DUE + 21 * DAY,
    ]
    assert hear("answer_due") == {lead.name}


def test_only_the_latest_reminder_stands_on_today(lead: Membership, facilitator: Membership):
    ask(lead, facilitator)
    days_told("answer_due", until=50)
    assert Notification.objects.filter(kind="answer_due", closed_at=None).count() == 1


def test_a_late_answer_goes_to_the_sponsor_and_then_the_forum(
    lead: Membership, facilitator: Membership, outside: SimpleNamespace
):
    ask(lead, facilitator)
    assert days_told("ask_escalated_sponsor", until=38) == [date(2026, 7, 6)]
    assert hear("ask_escalated_sponsor") == {"Jo Park"}
    assert days_told("ask_escalated_forum", until=60) == [date(2026, 7, 13)]
    assert hear("ask_escalated_forum") == {"Al Reed"}
    assert Activity.objects.filter(verb="ask.escalated_forum", person=None).count() == 1


def test_nothing_is_sent_on_where_nobody_is_named(lead: Membership, facilitator: Membership):
    ask(lead, facilitator)
    assert days_told("ask_escalated_sponsor", until=60) == []


def test_a_new_sponsor_hears_of_what_was_asked_under_the_old_one(
    lead: Membership, facilitator: Membership, outside: SimpleNamespace
):
    asked = ask(lead, facilitator)
    assert asked.commitment
    asked.commitment.state = "replaced"
    asked.commitment.save()
    newer = sign_commitment(lead)
    newer.sponsor = Person.objects.create(name="Kim Lee", email="kim@demo.example")
    newer.save()
    sweep(date(2026, 7, 6))
    assert hear("ask_escalated_sponsor") == {"Kim Lee"}


def test_sweeping_again_says_nothing_twice(
    lead: Membership, facilitator: Membership, outside: SimpleNamespace
):
    for n in range(3):
        ask(lead, facilitator, title=f"Request {n}")
    assert sweep(date(2026, 7, 13)) == 9  # each reminds, and goes to sponsor and forum
    assert sweep(date(2026, 7, 13)) == 0
    assert Delivery.objects.filter(notification__kind="answer_due", channel=Channel.APP).count() == 3


def test_an_answer_stops_what_waited_for_it(
    lead: Membership, facilitator: Membership, outside: SimpleNamespace
):
    asked = ask(lead, facilitator)
    sweep(date(2026, 7, 13))
    answer(asked, today=date(2026, 7, 13))
    kinds = ("ask_raised", "answer_due", "ask_escalated_sponsor", "ask_escalated_forum")
    waiting = Delivery.objects.filter(notification__kind__in=kinds, state="pending")
    assert not waiting.exists()
    assert not Notification.objects.filter(kind__in=kinds, closed_at=None).exists()
    assert days_told("answer_due", until=60, first=date(2026, 7, 14)) == []


def test_sent_back_the_clock_speaks_again(lead: Membership, facilitator: Membership):
    asked = answer(ask(lead, facilitator))
    judge(asked, facilitator, answers_us=False, today=MONDAY + DAY)
    assert days_told("answer_due", until=31)[-1] == DUE + DAY


def test_our_own_lateness_is_told_to_us(
    member: Membership, professional: Membership, lead: Membership, facilitator: Membership
):
    answer(ask(lead, facilitator))
    assert days_told("verdict_wanted", until=50) == [date(2026, 6, 15), date(2026, 7, 15)]
    assert hear("verdict_wanted") == {member.name, professional.name, facilitator.name}


def test_progress_is_wanted_on_the_promised_day_and_monthly(lead: Membership, facilitator: Membership):
    promised = MONDAY + 2 * DAY
    asked = judge(answer(ask(lead, facilitator), promised_on=promised), facilitator, answers_us=True)
    assert days_told("progress_wanted", until=40) == [promised, date(2026, 7, 3)]
    report_progress(asked, words="Half of it", next_on=date(2026, 8, 20), by=lead)
    assert not Notification.objects.filter(kind="progress_wanted", closed_at=None).exists()
    assert days_told("progress_wanted", until=90) == [date(2026, 8, 20)]
    close(fresh(asked), facilitator, AskState.DONE)
    assert days_told("progress_wanted", until=200, first=date(2026, 8, 21)) == []


@pytest.mark.parametrize("state", [GroupState.FORMING, GroupState.PAUSED, GroupState.ENDED])
def test_groups_that_do_not_run_hear_nothing(state: str, lead: Membership, facilitator: Membership):
    ask(lead, facilitator)
    lead.group.state = state
    lead.group.save()
    assert sweep(date(2027, 1, 1)) == 0


@pytest.mark.parametrize("state", [*WAYS_TO_CLOSE, AskState.WITHDRAWN])
def test_closed_requests_are_silent(state: str, lead: Membership, facilitator: Membership):
    ask_in(state, lead, facilitator)
    assert sweep(date(2027, 1, 1)) == 0
    kinds = ("ask_raised", "ask_answered", "verdict_to_record", "ask_going_ahead")
    open_ones = Notification.objects.filter(kind__in=kinds, needs_you=True, closed_at=None)
    assert not open_ones.exists()


def test_when_the_one_asked_has_left_the_other_leads_hear(lead: Membership, facilitator: Membership):
    ask(lead, facilitator)
    lead.state = "left"
    lead.save()
    join(lead.group, CAST["lead"])
    sweep(DUE)
    assert Delivery.objects.filter(notification__kind="answer_due").exclude(person=lead.person).exists()
    assert not Delivery.objects.filter(notification__kind="answer_due", person=lead.person).exists()


def test_a_day_ends_at_midnight_where_the_group_lives(
    lead: Membership, facilitator: Membership, monkeypatch: pytest.MonkeyPatch
):
    """In June, half past eleven at night by universal time is already tomorrow in Britain."""
    ask(lead, facilitator)
    monkeypatch.setattr(timezone, "now", lambda: datetime(2026, 6, 21, 22, 30, tzinfo=UTC))
    assert tell_due() == 0
    monkeypatch.setattr(timezone, "now", lambda: datetime(2026, 6, 21, 23, 30, tzinfo=UTC))
    assert tell_due() == 1


def test_a_changed_calendar_moves_the_date_and_says_so(lead: Membership, facilitator: Membership, sign_in):
    """Scotland keeps Christmas holidays of its own: a group that moves there gets its date moved."""
    asked = ask(lead, facilitator, today=date(2026, 11, 9))
    assert asked.next_step_on == date(2026, 12, 7)
    Group.objects.filter(pk=asked.group_id).update(nation="SCT")
    assert reconcile_clocks() == 1
    assert reconcile_clocks() == 0
    shift = ClockShift.objects.get()
    assert (shift.was_on, shift.now_on) == (date(2026, 12, 7), date(2026, 12, 8))
    assert fresh(asked).next_step_on == shift.now_on
    assert Activity.objects.filter(verb="ask.clock_moved").count() == 1
    page = sign_in(lead).get(f"/g/{asked.group.public_id}/requests/{asked.public_id}/")
    assert "The date moved from" in page.content.decode()


def test_dates_that_somebody_promised_stay(lead: Membership, facilitator: Membership):
    asked = ask_in(AskState.IN_PROGRESS, lead, facilitator, AnswerKind.ACCEPTED)
    Group.objects.filter(pk=asked.group_id).update(nation="SCT")
    assert reconcile_clocks() == 0


def test_the_commitment_is_looked_at_again_on_its_day_and_monthly(lead: Membership, facilitator: Membership):
    commitment = sign_commitment(lead)
    commitment.review_on = MONDAY
    commitment.save()
    days = [MONDAY + n * DAY for n in range(-3, 40)]
    assert [day for day in days if commitments.prompt_commitment_reviews(today=day)] == [
        MONDAY,
        date(2026, 7, 1),
    ]
    assert hear("commitment_review") == {lead.name}


def test_the_sweeps_of_the_clock_run(lead: Membership, facilitator: Membership):
    ask(lead, facilitator, today=date(2025, 1, 6))
    prompt_asks()
    prompt_commitment_reviews()
    reconcile_task()
    assert Notification.objects.filter(kind="answer_due").count() == 1


@pytest.mark.django_db
def test_a_sweep_costs_no_more_queries_for_more_requests(django_assert_max_num_queries):
    group = make_group()
    lead, facilitator = join(group, CAST["lead"]), join(group, CAST["facilitator"])
    for n in range(20):
        ask(lead, facilitator, title=f"Request {n}")
    sweep(DUE)
    with django_assert_max_num_queries(2):
        assert sweep(DUE) == 0
    assert Ask.objects.count() == 20


def test_no_report_keeps_the_clock_quiet_for_years(lead: Membership, facilitator: Membership):
    """A day the group said yes to may be far away; one that only the lead gives may not."""
    doing = ask_in(AskState.IN_PROGRESS, lead, facilitator)
    today = PROMISED + timedelta(days=1)
    with pytest.raises(Refused, match="Report again by"):
        report_progress(doing, words="Not yet", next_on=date(2036, 1, 1), by=lead, today=today)
    assert fresh(doing).next_step_on == doing.next_step_on
    report_progress(doing, words="Not yet", next_on=date(2026, 12, 2), by=lead, today=today)
    assert fresh(doing).next_step_on == date(2026, 12, 2)


def test_a_group_ends_when_none_of_its_requests_is_left_open(lead: Membership, facilitator: Membership):
    """In one that has ended no clock speaks, so a request there would be forgotten."""
    asked = ask(lead, facilitator)
    with pytest.raises(Refused, match="Close it or take it back first"):
        move_group(lead.group, GroupState.ENDED, by=facilitator)
    end_without_a_word(asked, facilitator, AskState.WITHDRAWN)
    assert move_group(lead.group, GroupState.ENDED, by=facilitator).state == GroupState.ENDED
    with pytest.raises(Refused, match="This group has ended"):
        ask(lead, facilitator, item=item_of(lead.group))
    assert Ask.objects.count() == 1
