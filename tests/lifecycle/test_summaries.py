"""What the overview knows of a group: counted by a sweep that may come late, twice, or die half way."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from groups.models import Activity, Group
from groups.states import Side
from groups.transitions import record
from lifecycle.actions import summaries
from lifecycle.actions.cycles import begin_cycle, say_strength
from lifecycle.actions.summaries import refresh_summaries
from lifecycle.models import Ask, GroupSummary, InvestmentMade, PromisedInvestment, Review
from lifecycle.states import AskState, Strength
from tests.lifecycle.asking import ask, ask_in
from tests.lifecycle.impact import an_item, make_approved, make_report, reviewed
from tests.lifecycle.making import make_ask, sign_commitment
from tests.lifecycle.overseeing import another_group, counted
from tests.lifecycle.test_boards import answered_after

A_DAY = timedelta(days=1)


def as_if_counted(ago: timedelta) -> None:
    """The sweep came last some time ago, and whatever happened so far is long past."""
    Activity.objects.update(at=timezone.now() - timedelta(days=30))
    GroupSummary.objects.update(refreshed_at=timezone.now() - ago)


class Dying:
    """A process that is killed as it writes one summary more than these."""

    def __init__(self, *, after: int) -> None:
        self.left = after

    def __call__(self, execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
        if sql.startswith('INSERT INTO "lifecycle_groupsummary"'):
            self.left -= 1
            if self.left < 0:
                raise SystemExit
        return execute(sql, *rest)


class TestWhatIsCounted:
    def test_requests_by_whose_turn_it_is_and_which_are_late(self, lead, facilitator):
        for state in (AskState.RAISED, AskState.ANSWERED, AskState.IN_PROGRESS, AskState.DONE):
            ask_in(state, lead, facilitator, title=f"Request {state}", today=lead.group.today)
        make_ask(lead, facilitator, title="Late")
        Ask.objects.filter(state=AskState.IN_PROGRESS).update(next_step_on=lead.group.today)
        yesterday = lead.group.today - A_DAY
        Ask.objects.filter(title__in=["Late", "Request answered"]).update(next_step_on=yesterday)
        found = counted(lead.group)
        assert (found.waiting, found.groups_turn, found.overdue) == (2, 1, 1)
        assert found.figures["being_done"] == found.figures["closed"] == found.figures["groups_overdue"] == 1

    def test_the_commitment_and_the_newest_report_the_group_approved(self, lead, facilitator):
        commitment = sign_commitment(lead)
        commitment.review_on = lead.group.today + A_DAY
        commitment.save()
        approved = make_approved(facilitator)
        make_report(facilitator, title="Still being written")
        found = counted(lead.group)
        assert found.committed_on == lead.group.today
        assert found.commitment_review_on == commitment.review_on
        assert found.newest_report == approved
        assert found.newest_report_on == lead.group.today

    def test_how_strong_the_group_finds_each_stage(self, lead, facilitator):
        stage = begin_cycle(by=facilitator).stages.get(number=3)
        say_strength(stage, strength=Strength.GROWING, by=facilitator, item=an_item(lead.group))
        stages = counted(lead.group).figures["stages"]
        assert [one["strength"] for one in stages] == [0, 0, Strength.GROWING, 0, 0, 0]

    def test_answer_times_in_bands_and_their_middle(self, lead, facilitator):
        answered_after([0, 7, 14, 21, 28], lead, facilitator)  # 0, 5, 10, 15 and 20 working days
        times = counted(lead.group).figures["times"]
        assert times["bands"] == [2, 1, 2, 0, 0]
        assert times["middle"] == {"low": 5, "median": 10, "high": 15}

    def test_investments_promised_and_put_in_since(self, lead):
        commitment = sign_commitment(lead)
        here = {"group": lead.group, "kind": "time"}
        PromisedInvestment.objects.create(commitment=commitment, pounds=900, hours=40, **here)
        today = lead.group.today
        for on, pounds in ((today, 200), (today + A_DAY, 300), (today - 90 * A_DAY, 5000)):
            InvestmentMade.objects.create(on=on, pounds=pounds, hours=5, words="Meetings", **here)
        figures = counted(lead.group).figures
        assert figures["promised"] == [{"kind": "time", "pounds": 900, "hours": 40}]
        assert figures["made"] == [{"kind": "time", "pounds": 500, "hours": 10}]

    @pytest.mark.parametrize("people", [7, 8])
    def test_a_shift_needs_eight_people_on_a_side_for_nobody_is_across_groups(
        self, people: int, lead, facilitator
    ):
        reviewed(facilitator, lived=[4] * people, system=[3] * 5)
        shifts = counted(lead.group).figures["shifts"]
        assert len(shifts) == 8
        lived = [one["rounds"][0]["lived"] for one in shifts]
        assert all(lived) if people == 8 else not any(lived)
        assert not any(one["rounds"][0]["system"] for one in shifts)

    def test_a_question_of_the_groups_own_stays_in_the_group(self, lead, facilitator):
        review = reviewed(facilitator, lived=[4] * 8, system=[3] * 8)
        Review.objects.filter(pk=review.pk).update(own=[{"id": "own_1", "text": "Is Bronwen heard?"}])
        assert "Bronwen" not in str(counted(lead.group).figures)

    def test_how_many_people_answered_is_nowhere(self, lead, facilitator):
        reviewed(facilitator, lived=[4] * 9, system=[3] * 8)
        shown = str(counted(lead.group).figures)
        assert "answered" not in shown
        assert str(Side.LIVED) in shown
        assert "9" not in shown


class TestTheSweep:
    def test_a_change_is_there_after_the_next_run(self, lead, facilitator):
        assert counted(lead.group).waiting == 0
        ask(lead, facilitator)
        assert counted(lead.group).waiting == 1

    def test_a_request_is_late_at_midnight_though_nothing_happened(self, lead, facilitator):
        make_ask(lead, facilitator)
        counted(lead.group)
        Ask.objects.update(next_step_on=lead.group.today - A_DAY)
        as_if_counted(A_DAY)
        assert counted(lead.group).overdue == 1

    def test_a_group_in_which_nothing_happened_is_not_read_again_and_its_figures_hold_now(
        self, lead, facilitator, django_assert_max_num_queries
    ):
        counted(lead.group)
        as_if_counted(timedelta(seconds=1))
        before = GroupSummary.objects.get().refreshed_at
        with django_assert_max_num_queries(3):
            assert refresh_summaries() == 0
        assert GroupSummary.objects.get().refreshed_at > before

    def test_an_act_whose_transaction_ended_after_the_run_is_found_by_the_next(self, lead):
        counted(lead.group)
        as_if_counted(timedelta(minutes=5))
        record("late.seen", lead.group, by=lead)
        Activity.objects.filter(verb="late.seen").update(at=timezone.now() - timedelta(minutes=8))
        assert refresh_summaries() == 1

    def test_twice_is_as_once(self, lead, facilitator):
        reviewed(facilitator, lived=[4] * 8, system=[3] * 8)
        ask(lead, facilitator)
        first, again = counted(lead.group), counted(lead.group)
        assert first.pk == again.pk
        assert first.figures == again.figures
        assert GroupSummary.objects.filter(group=lead.group).count() == 1

    def test_a_run_that_dies_half_way_loses_nothing(self, lead):
        for number in range(3):
            another_group(lead, f"Group {number}")
        with connection.execute_wrapper(Dying(after=2)), pytest.raises(SystemExit):
            refresh_summaries()
        assert GroupSummary.objects.count() == 2
        refresh_summaries()
        assert GroupSummary.objects.count() == Group.objects.count() == 4

    def test_a_group_that_cannot_be_counted_holds_up_no_other(self, lead, facilitator):
        review = reviewed(facilitator, lived=[4] * 8, system=[3] * 8)
        Review.objects.filter(pk=review.pk).update(instrument_version=99)  # which no code here knows
        other = another_group(lead, "Another group").group
        refresh_summaries()
        assert GroupSummary.objects.get().group == other

    def test_a_run_takes_so_many_and_the_next_goes_on(self, lead, monkeypatch: pytest.MonkeyPatch):
        monkeypatch.setattr(summaries, "AT_ONCE", 2)
        for number in range(4):
            another_group(lead, f"Group {number}")
        assert [refresh_summaries() for _ in range(3)] == [2, 2, 1]

    def test_a_group_is_read_in_the_same_few_questions_however_much_there_is(
        self, lead, facilitator, django_assert_max_num_queries
    ):
        for number in range(6):
            answered_after([7] * (number + 1), lead, facilitator)
            with django_assert_max_num_queries(14):
                refresh_summaries()
