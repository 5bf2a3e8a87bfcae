"""In whatever order people act, refused or not, requests keep their promises."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import transaction
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    initialize,
    precondition,
    rule,
    run_state_machine_as_test,
)

from groups.actions.memberships import leave
from groups.models import Membership, Person
from groups.transitions import Refused
from lifecycle.actions.asks import acknowledge_ask, answer_ask, report_progress
from lifecycle.actions.clocks import reconcile_clocks, tell_due
from lifecycle.actions.handing import hand_over_ask, tell_of_those_without_lead
from lifecycle.actions.more_time import ask_for_more_time, decide_more_time
from lifecycle.actions.resting import go_on, let_rest
from lifecycle.actions.trail import Asking, follow_on, merge_asks, split_ask, withdraw_ask
from lifecycle.actions.verdicts import close_ask, give_verdict
from lifecycle.models import Answer, Ask, MoreTime
from lifecycle.states import (
    AWAITING_ANSWER,
    CLOSED_ASK,
    GROUPS_TURN,
    SYSTEMS_TURN,
    WAYS_TO_CLOSE,
    AnswerKind,
    AskState,
    LinkKind,
    MoreTimeState,
)
from tests.cast import CAST, join, make_group
from tests.lifecycle.asking import MONDAY, ask, ask_in, item_of
from tests.lifecycle.making import sign_commitment
from tests.lifecycle.what_always_holds import WhatAlwaysHolds

KINDS = st.sampled_from(AnswerKind)
USUALLY = st.sampled_from([True, True, True, True, False])
WHICH = st.integers(0, 3)
MOST_OPEN = 3
OPEN = [state for state in AskState if state not in CLOSED_ASK]


class LivesOfAsks(WhatAlwaysHolds):
    """Leads who come and go, a facilitator and a clock act on a few requests; days go by."""

    def __init__(self) -> None:
        super().__init__()
        self.atomic = transaction.atomic()
        self.atomic.__enter__()
        self.group = make_group()
        self.leads = [join(self.group, CAST["lead"]), join(self.group, CAST["lead"])]
        self.facilitator = join(self.group, CAST["facilitator"])
        self.item = item_of(self.group)
        self.today = MONDAY
        commitment = sign_commitment(self.leads[0])
        commitment.sponsor = Person.objects.create(name="Jo Park")
        commitment.forum_contact = Person.objects.create(name="Al Reed")
        commitment.save()

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.atomic.__exit__(None, None, None)

    @initialize(state=st.sampled_from(OPEN), kind=KINDS, days=st.integers(0, 120))
    def one_is_on_its_way(self, state: str, kind: str, days: int) -> None:
        """Anywhere, so that stories are about more than its beginning."""
        ask_in(state, self.leads[0], self.facilitator, kind)
        self.time_goes_by(days)

    # What the clock does.

    @rule(days=st.integers(1, 9))
    def days_go_by(self, days: int) -> None:
        self.time_goes_by(days)

    @rule(days=st.integers(10, 60))
    def weeks_go_by(self, days: int) -> None:
        self.time_goes_by(days)

    def time_goes_by(self, days: int) -> None:
        self.today += timedelta(days=days)
        assert reconcile_clocks() == 0, "no act leaves a day for the night to put right"
        tell_of_those_without_lead()
        before = self.from_the_clock()
        tell_due(today=self.today)
        asks = {str(one.public_id): one for one in self.asks()}
        for kind, subject, _occurrence in self.from_the_clock() - before:
            assert not asks[subject].rest_on(self.today), f"{kind} while it rests"
        assert tell_due(today=self.today) == 0, "nothing is said twice"
        for one in asks.values():
            if one.is_late(self.today) and not one.rest_on(self.today):
                self.must_be_on_a_list(one)
                self.must_have_gone_up(one)

    # What leads do.

    def acknowledge(self, which: int, named: bool) -> None:
        one = self.pick(which, AskState.RAISED)
        self.attempt(one, acknowledge_ask, by=self.lead(one, named))

    @rule(which=WHICH, named=USUALLY, kind=KINDS, days=st.one_of(st.integers(-5, 60), st.none()))
    def answer(self, which: int, named: bool, kind: str, days: int | None) -> None:
        one = self.pick(which, *SYSTEMS_TURN)
        promised = None if days is None else self.day(days)
        said = {"kind": kind, "reason": "So it is.", "promised_on": promised, "by": self.lead(one, named)}
        self.attempt(one, answer_ask, **said, today=self.today)

    def report(self, which: int, named: bool, days: int) -> None:
        one = self.pick(which, AskState.IN_PROGRESS)
        said = {"words": "Half of it", "next_on": self.day(days), "by": self.lead(one, named)}
        self.attempt(one, report_progress, **said, today=self.today)

    @rule(which=WHICH, named=USUALLY, to=WHICH)
    def hand_over(self, which: int, named: bool, to: int) -> None:
        one = self.pick(which)
        self.attempt(one, hand_over_ask, to=self.leads[to % len(self.leads)], by=self.lead(one, named))

    @rule(leaves=st.booleans(), which=WHICH)
    def leads_come_and_go(self, leaves: bool, which: int) -> None:
        if not leaves or len(self.leads) == 1:
            self.leads.append(join(self.group, CAST["lead"]))
        else:
            leave(by=self.leads.pop(which % len(self.leads)))

    # What the group does.

    def judge(self, which: int, answers_us: bool, by_the_group: bool) -> None:
        one = self.pick(which, *GROUPS_TURN)
        self.attempt_of_group(one, by_the_group, give_verdict, answers_us=answers_us, words="")

    @precondition(lambda self: self.today > MONDAY + timedelta(days=60))
    @rule(which=WHICH, way=st.sampled_from([*WAYS_TO_CLOSE, AskState.WITHDRAWN]), by_the_group=USUALLY)
    def end(self, which: int, way: str, by_the_group: bool) -> None:
        if way == AskState.WITHDRAWN:
            self.attempt_of_group(self.pick(which), by_the_group, withdraw_ask, words="Too soon.")
        else:
            one = self.pick(which, *GROUPS_TURN, AskState.IN_PROGRESS)
            self.attempt_of_group(one, by_the_group, close_ask, way=way, words="So it ended.")

    @rule(which=WHICH, days=st.integers(0, 120), again=USUALLY, by_the_group=USUALLY)
    def rest_or_wake(self, which: int, days: int, again: bool, by_the_group: bool) -> None:
        one = self.pick(which)
        if bool(one.rest_on(self.today)) == again:
            self.attempt_of_group(one, by_the_group, go_on)
        else:
            said = {"until": self.day(days), "reason": "They move house."}
            self.attempt_of_group(one, by_the_group, let_rest, **said)

    @rule(which=WHICH, named=USUALLY, days=st.integers(-3, 60), give=st.booleans(), by_the_group=USUALLY)
    def more_time(self, which: int, named: bool, days: int, give: bool, by_the_group: bool) -> None:
        """The lead asks for it; or the group says what it thinks of what was asked before."""
        asked = MoreTime.objects.filter(state=MoreTimeState.ASKED).select_related("ask").first()
        if asked:
            self.decide(asked, give, by_the_group)
        else:
            one = self.pick(which, *AWAITING_ANSWER)
            wanted = (one.next_step_on or self.today) + timedelta(days=days)
            said = {"wanted_on": wanted, "reason": "It is long.", "by": self.lead(one, named)}
            self.attempt(one, ask_for_more_time, **said, today=self.today)

    def decide(self, asked: MoreTime, give: bool, by_the_group: bool) -> None:
        was = asked.ask.next_step_on
        by = self.facilitator if by_the_group else self.leads[0]
        said = {"give": give, "words": "", "item": self.item, "by": by}
        if self.attempt(asked.ask, lambda _ask, **kw: decide_more_time(asked, **kw), **said):
            assert by_the_group
            now = Ask.objects.get(pk=asked.ask_id).next_step_on
            assert now
            assert was
            assert (now >= was) if give else (now == was), "more time never ends before it began"

    @rule(which=WHICH, how=st.sampled_from(LinkKind), by_the_group=USUALLY)
    def carry_on(self, which: int, how: str, by_the_group: bool) -> None:
        if how == LinkKind.MERGED:
            both = self.pick(which), self.pick(which + 1)
            into = self.asking("Both", which)
            self.attempt_of_group(both[0], by_the_group, lambda _ask, **kw: merge_asks(both, into, **kw))
        elif how == LinkKind.SPLIT and self.open_ones() < MOST_OPEN:
            parts = [self.asking("Half", which), self.asking("Other half", which + 1)]
            self.attempt_of_group(self.pick(which), by_the_group, split_ask, parts=parts)
        elif self.open_ones() < MOST_OPEN:
            ended, after = self.pick(which, *CLOSED_ASK), self.asking("And then", which)
            self.attempt_of_group(ended, by_the_group, follow_on, next_one=after)

    @rule(which=WHICH, kind=KINDS, days=st.integers(0, 60), yes=st.booleans())
    def go_its_way(self, which: int, kind: str, days: int, yes: bool) -> None:
        """The act that a request waits for, so that stories grow long among all the refusals."""
        state = self.pick(which).state
        if state in AWAITING_ANSWER:
            self.answer(which, named=True, kind=kind, days=days)
        elif state in GROUPS_TURN:
            self.judge(which, answers_us=yes, by_the_group=True)
        elif state == AskState.IN_PROGRESS:
            self.report(which, named=True, days=days)

    @rule(which=WHICH, act=st.integers(0, 2), yes=st.booleans(), rightly=USUALLY)
    def try_something(self, which: int, act: int, yes: bool, rightly: bool) -> None:
        """Out of turn as often as not."""
        if act == 0:
            self.acknowledge(which, rightly)
        elif act == 1:
            self.judge(which, yes, rightly)
        else:
            self.report(which, rightly, days=30)

    # How acts are tried.

    def open_ones(self) -> int:
        return Ask.objects.in_group(self.group).open().count()

    def pick(self, which: int, *fitting: str) -> Ask:
        """One in a fitting state, while there is any; or else any, and the act is refused."""
        asks = self.asks()
        choice = [one for one in asks if one.state in (fitting or OPEN)] or asks
        return choice[which % len(choice)]

    def lead(self, one: Ask, named: bool) -> Membership:
        """The one it waits for, while they are here; or another."""
        fitting = [lead for lead in self.leads if (lead.pk == one.to_id) == named]
        return (fitting or self.leads)[0]

    def asking(self, title: str, whom: int) -> Asking:
        return Asking(title, "Do it.", "It matters.", self.leads[whom % len(self.leads)])

    def day(self, days: int) -> date:
        return self.today + timedelta(days=days)

    def attempt_of_group(self, one: Ask, by_the_group: bool, act: Callable[..., Any], **said: Any) -> None:
        """Only a facilitator records what the group says (promise 1)."""
        by = self.facilitator if by_the_group else self.leads[0]
        done = self.attempt(one, act, item=self.item, by=by, today=self.today, **said)
        assert by_the_group or not done

    def attempt(self, one: Ask, act: Callable[..., Any], **said: Any) -> bool:
        """An act either happens whole, or is refused and changes nothing."""
        before = list(Ask.objects.order_by("pk").values())
        try:
            with transaction.atomic():
                act(one, **said)
        except Refused:
            assert list(Ask.objects.order_by("pk").values()) == before
            return False
        return True


@pytest.mark.django_db
def test_in_any_order_of_acts_requests_keep_their_promises():
    run_state_machine_as_test(
        LivesOfAsks, settings=settings(max_examples=20, stateful_step_count=25, deadline=None)
    )


def test_the_cast_of_this_story_may_do_what_it_does(lead: Membership, facilitator: Membership):
    """Or else every act above would be refused and nothing shown."""
    asked = ask(lead, facilitator)
    answer_ask(asked, kind=AnswerKind.ACCEPTED, reason="Yes.", promised_on=MONDAY, by=lead)
    assert Answer.objects.count() == 1
