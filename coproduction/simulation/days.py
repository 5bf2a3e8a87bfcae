"""What people do with their requests on one day, each by their habit. Only the real actions change anything."""

from collections import defaultdict
from datetime import date, timedelta

from coproduction.simulation.world import Habit, Simulated
from groups.working_days import add_working_days, is_working_day
from lifecycle.actions.asks import acknowledge_ask, answer_ask, raise_ask, report_progress
from lifecycle.actions.more_time import ask_for_more_time, decide_more_time
from lifecycle.actions.resting import let_rest
from lifecycle.actions.trail import Asking, split_ask, withdraw_ask
from lifecycle.actions.verdicts import close_ask, give_verdict
from lifecycle.models import Ask
from lifecycle.states import AnswerKind, AskState, MoreTimeState

MOST_OPEN = 6
ONE_IN = 25  # working days between two new requests
LATEST_ANSWER = {Habit.WELL: 12, Habit.LATE: 70}  # days after the turn began
LATEST_VERDICT = 45
RARELY = 0.02


def live(groups: list[Simulated], today: date) -> None:
    """A day in all groups."""
    asks = defaultdict(list)
    for ask in Ask.objects.open().select_related("group", "to").with_rests().order_by("pk"):
        asks[ask.group_id].append(ask)
    for one in groups:
        if is_working_day(today, one.group):
            _live(one, asks[one.group.pk], today)


def _live(one: Simulated, asks: list[Ask], today: date) -> None:
    for ask in asks:
        if not ask.rest_on(today):
            _act(one, ask, today)
    if len(asks) < MOST_OPEN and one.random.random() < 1 / ONE_IN:
        _raise(one, today)


def _raise(one: Simulated, today: date) -> None:
    number = Ask.objects.in_group(one.group).count()
    words = [one.said(number * 2, unnamed=False), one.said(number * 2 + 1, unnamed=one.random.random() < 0.5)]
    raise_ask(
        title=f"Request {number}",
        words="Do it.",
        why="It matters.",
        to=one.lead,
        item=one.item,
        by=one.facilitator,
        contributions=words,
        today=today,
    )


def _act(one: Simulated, ask: Ask, today: date) -> None:
    if one.random.random() < RARELY / 4:
        _change(one, ask, today)
    elif ask.state == AskState.ANSWERED:
        _judge_or_close(one, ask, today)
    elif ask.state == AskState.IN_PROGRESS:
        _go_on(one, ask, today)
    else:
        _answer(one, ask, today)


def _answer(one: Simulated, ask: Ask, today: date) -> None:
    if one.habit is Habit.NEVER:
        return
    if ask.state == AskState.RAISED and one.random.random() < 0.2:
        acknowledge_ask(ask, by=one.lead)
    elif one.habit is Habit.LATE and one.random.random() < RARELY:
        _more_time(one, ask, today)
    elif today >= one.means_to_act(ask, ask.turn_began_on, LATEST_ANSWER[one.habit]):
        del one.acts_on[ask.pk]
        if ask.latest_answer is None:
            one.first_answers.append((today - ask.raised_on).days)
        answer_ask(
            ask,
            kind=one.random.choice(list(AnswerKind)),
            reason="Because we looked into it.",
            by=one.lead,
            promised_on=today + timedelta(days=one.random.randint(20, 200)),
            today=today,
        )


def _judge_or_close(one: Simulated, ask: Ask, today: date) -> None:
    if today < one.means_to_act(ask, ask.turn_began_on, LATEST_VERDICT):
        return
    answer = ask.latest_answer
    if answer and not hasattr(answer, "verdict"):
        answers_us = one.random.random() < 0.7
        give_verdict(
            ask, answers_us=answers_us, words="We read it.", item=one.item, by=one.facilitator, today=today
        )
    elif ask.ways_to_close:
        _close(one, ask, today)
    del one.acts_on[ask.pk]


def _go_on(one: Simulated, ask: Ask, today: date) -> None:
    if one.random.random() < RARELY:
        _close(one, ask, today)
    elif one.habit is not Habit.NEVER and ask.next_step_on and today >= ask.next_step_on:
        later = today + timedelta(days=one.random.randint(14, 60))
        report_progress(ask, words="Some of it is done.", next_on=later, by=one.lead)


def _close(one: Simulated, ask: Ask, today: date) -> None:
    way = one.random.choice(ask.ways_to_close)
    close_ask(ask, way=way, words="So it ended.", item=one.item, by=one.facilitator, today=today)


def _more_time(one: Simulated, ask: Ask, today: date) -> None:
    """Asked for, and given or not on the same day."""
    if not ask.next_step_on or ask.more_time.exists():
        return
    wanted = add_working_days(max(ask.next_step_on, today), 20, ask.group)
    ask_for_more_time(ask, wanted_on=wanted, reason="The figures are late.", by=one.lead, today=today)
    asked = ask.more_time.get(state=MoreTimeState.ASKED)
    decide_more_time(
        asked, give=one.random.random() < 0.5, words="We talked.", item=one.item, by=one.facilitator
    )


def _change(one: Simulated, ask: Ask, today: date) -> None:
    """What the group does rarely: let it rest, split it, take it back."""
    one.acts_on.pop(ask.pk, None)
    what = one.random.choice(("rest", "split", "withdraw"))
    if what == "rest":
        until = today + timedelta(days=one.random.randint(5, 90))
        let_rest(ask, until=until, reason="A pause.", item=one.item, by=one.facilitator, today=today)
    elif what == "split":
        parts = [Asking(f"{ask.title}, part {n}", "Do it.", "It matters.", one.lead) for n in (1, 2)]
        split_ask(ask, parts, item=one.item, by=one.facilitator, today=today)
    else:
        withdraw_ask(ask, words="Not now.", item=one.item, by=one.facilitator, today=today)
