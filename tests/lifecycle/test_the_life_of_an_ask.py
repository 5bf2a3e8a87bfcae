"""In whatever order people act, refused or not, a request keeps its promises."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from groups.models import Membership, Notification
from groups.transitions import Refused
from lifecycle.actions.asks import acknowledge_ask, answer_ask, report_progress
from lifecycle.actions.clocks import reconcile_clocks, tell_due
from lifecycle.actions.handing import hand_over_ask
from lifecycle.actions.verdicts import close_ask, give_verdict
from lifecycle.kinds import ASK_PROMPTS
from lifecycle.models import Answer, Ask
from lifecycle.states import (
    AWAITING_ANSWER,
    GROUPS_TURN,
    SYSTEMS_TURN,
    WAYS_TO_CLOSE,
    AnswerKind,
    AskState,
)
from tests.cast import CAST, join, make_group
from tests.lifecycle.asking import MONDAY, ask, item_of

KINDS = st.sampled_from(AnswerKind)
WAYS = st.sampled_from(WAYS_TO_CLOSE)
USUALLY = st.sampled_from([True, True, True, True, False])


class LifeOfAnAsk(RuleBasedStateMachine):
    """Two leads, a facilitator and a clock act on one request; days go by."""

    def __init__(self) -> None:
        super().__init__()
        self.atomic = transaction.atomic()
        self.atomic.__enter__()
        group = make_group()
        self.leads = [join(group, CAST["lead"]), join(group, CAST["lead"])]
        self.facilitator = join(group, CAST["facilitator"])
        self.item = item_of(group)
        self.today = MONDAY
        self.ask = ask(self.leads[0], self.facilitator)
        self.answers: list[dict[str, Any]] = []
        self.closed: dict[str, Any] = {}

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.atomic.__exit__(None, None, None)

    @rule(days=st.integers(5, 60))
    def days_go_by(self, days: int) -> None:
        self.today += timedelta(days=days)
        tell_due(today=self.today)
        reconcile_clocks()

    @rule(named=USUALLY)
    def acknowledge(self, named: bool) -> None:
        self.attempt(acknowledge_ask, by=self.lead(named))

    @rule(named=USUALLY, kind=KINDS, days=st.one_of(st.integers(-5, 60), st.none()))
    def answer(self, named: bool, kind: str, days: int | None) -> None:
        promised = None if days is None else self.today + timedelta(days=days)
        self.attempt(
            answer_ask,
            kind=kind,
            reason="So it is.",
            promised_on=promised,
            by=self.lead(named),
            today=self.today,
        )

    @rule(named=USUALLY, days=st.integers(0, 60))
    def report(self, named: bool, days: int) -> None:
        next_on = self.today + timedelta(days=days)
        self.attempt(report_progress, words="Half of it", next_on=next_on, by=self.lead(named))

    @rule(named=USUALLY)
    def hand_over(self, named: bool) -> None:
        self.attempt(hand_over_ask, to=self.lead(not named), by=self.lead(named))

    @rule(answers_us=st.booleans(), by_the_group=USUALLY)
    def judge(self, answers_us: bool, by_the_group: bool) -> None:
        by = self.facilitator if by_the_group else self.leads[0]
        self.attempt(give_verdict, answers_us=answers_us, words="", item=self.item, by=by, today=self.today)

    @precondition(lambda self: self.today > MONDAY + timedelta(days=60))
    @rule(way=WAYS, by_the_group=USUALLY)
    def close(self, way: str, by_the_group: bool) -> None:
        by = self.facilitator if by_the_group else self.leads[0]
        done = self.attempt(close_ask, way=way, words="So it ended.", item=self.item, by=by, today=self.today)
        assert by_the_group or not done

    @rule(kind=KINDS, days=st.integers(0, 60), yes=st.booleans())
    def go_on(self, kind: str, days: int, yes: bool) -> None:
        """The act that the request waits for, so that stories grow long among all the refusals."""
        now = Ask.objects.get(pk=self.ask.pk)
        if now.state in AWAITING_ANSWER:
            self.answer(named=True, kind=kind, days=days)
        elif now.state in GROUPS_TURN:
            self.judge(answers_us=yes, by_the_group=True)
        elif now.state == AskState.IN_PROGRESS:
            self.report(named=True, days=days)

    def lead(self, named: bool) -> Membership:
        """The one the request waits for now, or the other one."""
        to = Ask.objects.values_list("to", flat=True).get(pk=self.ask.pk)
        return next(one for one in self.leads if (one.pk == to) == named)

    def attempt(self, act: Any, **said: Any) -> bool:
        """An act either happens whole, or is refused and changes nothing."""
        before = Ask.objects.filter(pk=self.ask.pk).values().get()
        try:
            with transaction.atomic():
                act(Ask.objects.get(pk=self.ask.pk), **said)
        except Refused:
            assert Ask.objects.filter(pk=self.ask.pk).values().get() == before
            return False
        assert not self.closed, "a closed request never changes"
        return True

    @invariant()
    def exactly_one_has_the_turn(self) -> None:
        now = Ask.objects.get(pk=self.ask.pk)
        turns = [now.state in SYSTEMS_TURN, now.state in GROUPS_TURN, now.is_closed]
        assert turns.count(True) == 1

    @invariant()
    def open_has_a_clock_and_closed_has_a_decision(self) -> None:
        now = Ask.objects.get(pk=self.ask.pk)
        if now.is_closed:
            assert (now.next_step_on, bool(now.closing_decision), bool(now.closed_on)) == (None, True, True)
            self.closed = self.closed or Ask.objects.filter(pk=now.pk).values().get()
            assert self.closed == Ask.objects.filter(pk=now.pk).values().get()
        else:
            assert now.next_step_on
            assert now.ways_to_close == () or now.answers.exists()

    @invariant()
    def answers_are_only_ever_added(self) -> None:
        now = list(Answer.objects.filter(ask=self.ask).order_by("number").values())
        assert now[: len(self.answers)] == self.answers
        assert [one["number"] for one in now] == list(range(1, len(now) + 1))
        self.answers = now

    @invariant()
    def nobody_is_asked_for_what_is_not_their_turn(self) -> None:
        now = Ask.objects.get(pk=self.ask.pk)
        waiting = Notification.objects.filter(kind__in=ASK_PROMPTS, closed_at=None, needs_you=True)
        kinds = set(waiting.values_list("kind", flat=True))
        if now.is_closed:
            assert not kinds
        elif now.state in GROUPS_TURN:
            assert kinds == {"verdict_to_record"}
        else:
            assert "verdict_to_record" not in kinds


@pytest.mark.django_db
def test_in_any_order_of_acts_a_request_keeps_its_promises():
    run_state_machine_as_test(
        LifeOfAnAsk, settings=settings(max_examples=15, stateful_step_count=25, deadline=None)
    )


def test_the_cast_of_this_story_may_do_what_it_does(lead: Membership, facilitator: Membership):
    """Or else every act above would be refused and nothing shown."""
    asked = ask(lead, facilitator)
    answer_ask(asked, kind=AnswerKind.ACCEPTED, reason="Yes.", promised_on=MONDAY, by=lead)
    assert Answer.objects.count() == 1
