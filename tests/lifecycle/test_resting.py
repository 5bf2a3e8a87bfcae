"""The group lets a request rest: its clock stands still, nobody is reminded, and the days left stay the same."""

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from groups.models import Group, Membership, Notification
from groups.transitions import Refused
from groups.working_days import add_working_days, working_days_between
from lifecycle.actions.clocks import reconcile_clocks, tell_due
from lifecycle.actions.more_time import ask_for_more_time, decide_more_time
from lifecycle.actions.resting import go_on, let_rest
from lifecycle.models import Ask, ClockShift
from lifecycle.states import AnswerKind, AskState, MoreTimeState
from tests.lifecycle.asking import MONDAY, answer, ask, ask_in, fresh, item_of, judge

DUE = date(2026, 6, 29)  # twenty working days after MONDAY


def rest(asked: Ask, facilitator: Membership, today: date, until: date) -> Ask:
    item = item_of(asked.group)
    let_rest(asked, until=until, reason="The board is being chosen.", item=item, by=facilitator, today=today)
    return fresh(asked)


def wake(asked: Ask, facilitator: Membership, today: date) -> Ask:
    go_on(asked, item=item_of(asked.group), by=facilitator, today=today)
    return fresh(asked)


def test_the_day_moves_by_the_working_days_of_the_rest(lead: Membership, facilitator: Membership):
    rested = rest(ask(lead, facilitator), facilitator, date(2026, 6, 8), date(2026, 6, 22))
    assert rested.next_step_on == date(2026, 7, 13)  # ten working days later
    assert reconcile_clocks() == 0, "the clock at night counts the same"


def test_nobody_is_reminded_while_it_rests_and_all_is_said_after(lead: Membership, facilitator: Membership):
    rested = rest(ask(lead, facilitator), facilitator, date(2026, 6, 28), date(2026, 9, 1))
    for day in (DUE, date(2026, 7, 20), date(2026, 8, 31)):
        tell_due(today=day)
    assert not Notification.objects.filter(kind__in=["answer_due", "ask_escalated_sponsor"]).exists()
    assert rested.next_step_on
    tell_due(today=rested.next_step_on)
    assert Notification.objects.filter(kind="answer_due").count() == 1


def test_a_promised_date_stays_but_is_not_asked_about(lead: Membership, facilitator: Membership):
    doing = ask_in(AskState.IN_PROGRESS, lead, facilitator)
    promised = doing.next_step_on
    assert promised
    rested = rest(doing, facilitator, promised - timedelta(days=3), promised + timedelta(days=30))
    assert rested.next_step_on == promised
    tell_due(today=promised + timedelta(days=10))
    assert not Notification.objects.filter(kind="progress_wanted").exists()
    tell_due(today=promised + timedelta(days=30))
    assert Notification.objects.filter(kind="progress_wanted").exists()


def test_what_a_rest_took_off_today_comes_back_when_it_is_over(lead: Membership, facilitator: Membership):
    doing = ask_in(AskState.IN_PROGRESS, lead, facilitator)
    due = doing.next_step_on
    assert due
    wanted = Notification.objects.filter(kind="progress_wanted", closed_at=None)
    tell_due(today=due)
    assert wanted.count() == 1
    rest(doing, facilitator, due + timedelta(days=2), due + timedelta(days=5))
    assert not wanted.exists()
    tell_due(today=due + timedelta(days=5))
    assert wanted.count() == 1
    tell_due(today=due + timedelta(days=30))
    assert Notification.objects.filter(kind="progress_wanted").count() == 2, "a month has not gone by"


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
@given(
    begins=st.integers(0, 40), rests=st.integers(1, 200), wakes=st.integers(0, 250), again=st.integers(1, 60)
)
def test_the_days_left_are_never_lost_nor_won(
    lead: Membership, facilitator: Membership, begins: int, rests: int, wakes: int, again: int
):
    """However long it rests, and whether it is woken or wakes by itself, twice over."""
    asked = ask(lead, facilitator)
    group = asked.group
    spent = 0
    day = MONDAY + timedelta(days=begins)
    spent += working_days_between(MONDAY, day, group)
    until = day + timedelta(days=rests)
    asked = rest(asked, facilitator, day, until)
    woken = min(day + timedelta(days=wakes), until)
    if woken < until:
        asked = wake(asked, facilitator, woken)
    left = asked.response_days - spent
    assert asked.next_step_on == add_working_days(
        MONDAY, asked.response_days + _rested(group, day, woken), group
    )
    if left > 0:
        assert working_days_between(woken, asked.next_step_on, group) == left
    twice = rest(asked, facilitator, woken, woken + timedelta(days=again))
    assert twice.next_step_on == add_working_days(
        asked.next_step_on, _rested(group, woken, woken + timedelta(days=again)), group
    )
    assert reconcile_clocks() == 0
    Ask.objects.filter(pk=asked.pk).update(next_step_on=MONDAY, state=AskState.RAISED)
    reconcile_clocks()
    assert fresh(asked).next_step_on == twice.next_step_on
    ClockShift.objects.all().delete()


def _rested(group: Group, start: date, end: date) -> int:
    return working_days_between(start, end, group)


def test_an_answer_ends_the_rest(lead: Membership, facilitator: Membership):
    rested = rest(ask(lead, facilitator), facilitator, date(2026, 6, 8), date(2026, 9, 1))
    answered = answer(rested, today=date(2026, 6, 10))
    assert answered.next_step_on == add_working_days(date(2026, 6, 10), 10, answered.group)
    assert answered.rest_on(date(2026, 6, 11)) is None
    assert reconcile_clocks() == 0


@pytest.mark.parametrize("kind", AnswerKind)
@pytest.mark.parametrize("answers_us", [True, False])
def test_the_groups_word_ends_the_rest_and_the_day_is_right_at_once(
    kind: str, answers_us: bool, lead: Membership, facilitator: Membership
):
    answered = answer(ask(lead, facilitator), kind)
    rested = rest(answered, facilitator, date(2026, 6, 8), date(2026, 9, 1))
    judged = judge(rested, facilitator, answers_us=answers_us, today=date(2026, 6, 10))
    assert judged.rest_on(date(2026, 6, 11)) is None
    assert judged.next_step_on == judged.clock_date()
    if judged.state == AskState.ANSWERED:  # a no that answers us: two days of ten have gone to the rest
        assert judged.next_step_on == date(2026, 6, 17)
    assert reconcile_clocks() == 0


@pytest.mark.parametrize("until", [date(2026, 6, 8), date(2026, 6, 1), date(2028, 1, 1)])
def test_a_rest_ends_after_today_and_within_a_year(until: date, lead: Membership, facilitator: Membership):
    with pytest.raises(Refused):
        rest(ask(lead, facilitator), facilitator, date(2026, 6, 8), until)


def test_only_the_group_lets_it_rest_and_not_twice(lead: Membership, facilitator: Membership):
    asked = ask(lead, facilitator)
    with pytest.raises(Refused):
        rest(asked, lead, MONDAY, DUE)
    rested = rest(asked, facilitator, MONDAY, DUE)
    with pytest.raises(Refused):
        rest(rested, facilitator, MONDAY, DUE)
    with pytest.raises(Refused):
        wake(ask(lead, facilitator), facilitator, MONDAY)


def more_time(asked: Ask, lead: Membership, wanted: date):
    return ask_for_more_time(asked, wanted_on=wanted, reason="The figures come in July.", by=lead)


def decided(asked: Ask, facilitator: Membership, *, give: bool) -> Ask:
    waiting = asked.more_time.get(state=MoreTimeState.ASKED)
    decide_more_time(waiting, give=give, words="We talked.", item=item_of(asked.group), by=facilitator)
    return fresh(asked)


def test_asking_moves_nothing_until_the_group_gives_the_time(lead: Membership, facilitator: Membership):
    asked = ask(lead, facilitator, today=date(2126, 6, 3))
    wanted = asked.next_step_on + timedelta(days=30)
    more_time(asked, lead, wanted)
    assert fresh(asked).next_step_on == asked.next_step_on
    assert decided(asked, facilitator, give=True).next_step_on == wanted
    assert reconcile_clocks() == 0, "a day the group gave stands"


def test_the_group_may_keep_the_day(lead: Membership, facilitator: Membership):
    asked = ask(lead, facilitator, today=date(2126, 6, 3))
    more_time(asked, lead, asked.next_step_on + timedelta(days=30))
    assert decided(asked, facilitator, give=False).next_step_on == asked.next_step_on


def test_a_given_day_holds_for_one_turn(lead: Membership, facilitator: Membership):
    asked = ask(lead, facilitator, today=date(2126, 6, 3))
    more_time(asked, lead, asked.next_step_on + timedelta(days=30))
    given = decided(asked, facilitator, give=True)
    assert answer(given, today=date(2126, 6, 10), promised_on=date(2127, 1, 1)).agreed_until is None


def test_days_rested_count_on_top_of_the_day_that_was_asked_for(lead: Membership, facilitator: Membership):
    asked = ask(lead, facilitator, today=date(2126, 6, 3))
    assert asked.next_step_on
    wanted = asked.next_step_on + timedelta(days=7)
    more_time(asked, lead, wanted)
    day = date(2126, 6, 5)
    rested = rest(asked, facilitator, day, date(2126, 9, 2))
    given = decided(rested, facilitator, give=True)
    assert given.next_step_on == add_working_days(
        wanted, _rested(asked.group, day, date(2126, 9, 2)), asked.group
    )
    assert wake(given, facilitator, day).next_step_on == wanted


def test_an_answer_overtakes_what_was_asked(lead: Membership, facilitator: Membership):
    asked = ask(lead, facilitator, today=date(2126, 6, 3))
    waiting = more_time(asked, lead, asked.next_step_on + timedelta(days=30))
    answer(asked, today=date(2126, 6, 10), promised_on=date(2127, 1, 1))
    waiting.refresh_from_db()
    assert waiting.state == MoreTimeState.OVERTAKEN
    assert not Notification.objects.filter(
        kind="more_time_to_decide", needs_you=True, closed_at=None
    ).exists()


def test_more_time_is_asked_by_the_one_named_once_for_a_later_day(
    lead: Membership, facilitator: Membership, coordinator: Membership
):
    asked = ask(lead, facilitator, today=date(2126, 6, 3))
    later = asked.next_step_on + timedelta(days=30)
    for who, wanted in ((coordinator, later), (facilitator, later), (lead, asked.next_step_on)):
        with pytest.raises(Refused):
            more_time(asked, who, wanted)
    more_time(asked, lead, later)
    with pytest.raises(Refused):
        more_time(asked, lead, later)
