"""What is true of every request at any moment, whoever did what before."""

from datetime import date
from typing import Any

from hypothesis.stateful import RuleBasedStateMachine, invariant

from groups.kinds import KINDS as PROMPT_KINDS
from groups.models import Group, Membership, Notification
from groups.working_days import working_days_between
from lifecycle.kinds.asks import ASK_PROMPTS, FROM_THE_CLOCK
from lifecycle.models import Answer, Ask
from lifecycle.states import (
    AWAITING_ANSWER,
    ESCALATE_TO_FORUM_WORKING_DAYS,
    ESCALATE_TO_SPONSOR_WORKING_DAYS,
    GROUPS_TURN,
    SYSTEMS_TURN,
    AskState,
)

ESCALATIONS = {
    "ask_escalated_sponsor": ESCALATE_TO_SPONSOR_WORKING_DAYS,
    "ask_escalated_forum": ESCALATE_TO_FORUM_WORKING_DAYS,
}


class WhatAlwaysHolds(RuleBasedStateMachine):
    """The invariants of a story about the requests of one group, looked at after each of its steps."""

    group: Group
    today: date

    def __init__(self) -> None:
        super().__init__()
        self.answers: dict[int, list[dict[str, Any]]] = {}
        self.closed: dict[int, dict[str, Any]] = {}

    def asks(self) -> list[Ask]:
        return list(Ask.objects.in_group(self.group).for_list().with_rests().order_by("pk"))

    @invariant()
    def every_request_keeps_its_promises(self) -> None:
        for one in self.asks():
            self.has_one_turn_and_one_clock(one)
            self.only_ever_adds_answers(one)
            self.asks_nobody_in_vain(one)
            if one.is_closed:
                self.never_changes_and_is_not_forgotten(one)

    def has_one_turn_and_one_clock(self, one: Ask) -> None:
        turns = [one.state in SYSTEMS_TURN, one.state in GROUPS_TURN, one.is_closed]
        assert turns.count(True) == 1
        if not one.is_closed:
            assert one.next_step_on, "an open request has a day"
            assert one.next_step_on == one.clock_date(), "the day kept is the day the clock gives"
            assert one.answers.all() or not one.ways_to_close
        assert one.agreed_until is None or one.agreed_until > one.turn_began_on

    def never_changes_and_is_not_forgotten(self, one: Ask) -> None:
        assert one.closing_decision_id, "only the group ends it"
        assert one.closed_on
        now = Ask.objects.filter(pk=one.pk).values().get()
        assert self.closed.setdefault(one.pk, now) == now
        assert one.state != AskState.CARRIED_ON or one.later_links.exists(), "it goes on somewhere"

    def only_ever_adds_answers(self, one: Ask) -> None:
        before = self.answers.get(one.pk, [])
        now = list(Answer.objects.filter(ask=one).values())
        assert now[: len(before)] == before
        assert [each["number"] for each in now] == list(range(1, len(now) + 1))
        self.answers[one.pk] = now

    def asks_nobody_in_vain(self, one: Ask) -> None:
        """What stands on somebody's Today is true, and a rest is silent."""
        standing = Notification.objects.filter(
            kind__in=ASK_PROMPTS, subject=one.public_id, closed_at=None, needs_you=True
        )
        kinds = list(standing.values_list("kind", flat=True))
        assert [kind for kind in kinds if not PROMPT_KINDS[kind].still_true(one)] == []
        from_the_clock = [kind for kind in kinds if kind in FROM_THE_CLOCK]
        assert len(from_the_clock) == len(set(from_the_clock)), "the reminder before leaves Today"
        assert not (from_the_clock and one.rest_on(self.today))
        assert one.state not in GROUPS_TURN or "verdict_to_record" in kinds

    def from_the_clock(self) -> set[tuple[str, str, str]]:
        told = Notification.objects.filter(kind__in=FROM_THE_CLOCK, group=self.group)
        return set(told.values_list("kind", "subject", "occurrence"))

    # When its day has passed.

    def must_be_on_a_list(self, late: Ask) -> None:
        """Somebody who is still here sees on their Today that it waits for them."""
        here = Membership.objects.active().filter(group=self.group)
        seen = Notification.objects.filter(
            kind__in=ASK_PROMPTS,
            subject=late.public_id,
            needs_you=True,
            closed_at=None,
            deliveries__person__memberships__in=here,
        )
        assert seen.exists(), f"nobody here is asked about it: {late.state}"

    def must_have_gone_up(self, late: Ask) -> None:
        if late.state not in AWAITING_ANSWER or late.next_step_on is None:
            return
        days = working_days_between(late.next_step_on, self.today, self.group)
        due = {kind for kind, after in ESCALATIONS.items() if days >= after}
        told = Notification.objects.filter(subject=late.public_id, occurrence=str(late.next_step_on))
        assert due <= set(told.values_list("kind", flat=True))
