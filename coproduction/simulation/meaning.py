"""What people mean to do with a request in their turn, each by their habit, and how they do it."""

from collections.abc import Iterator
from datetime import date, timedelta
from operator import itemgetter

from coproduction.simulation.diary import Act, days_until
from coproduction.simulation.world import Habit, Simulated
from groups.working_days import add_working_days
from lifecycle.actions.asks import acknowledge_ask, answer_ask, report_progress
from lifecycle.actions.more_time import ask_for_more_time, decide_more_time
from lifecycle.actions.resting import let_rest
from lifecycle.actions.trail import Asking, split_ask, withdraw_ask
from lifecycle.actions.verdicts import close_ask, give_verdict
from lifecycle.models import Ask
from lifecycle.states import AWAITING_ANSWER, AnswerKind, AskState

LATEST_ANSWER = {Habit.WELL: 12, Habit.LATE: 70}  # days after the turn began
LATEST_VERDICT = 45
# The chance on each day that a lead says it has come; that something rare happens; that the group changes its mind.
SEEN, RARELY, VERY_RARELY = 1 / 7, 1 / 70, 1 / 280


def what_comes_next(one: Simulated, ask: Ask, today: date) -> tuple[date, Act]:
    """What happens to an open request first: its next step, or a change of mind."""
    changes_mind = (today + days_until(VERY_RARELY, one.random), _change)
    return min([*_next_steps(one, ask, today), changes_mind], key=itemgetter(0))


def _next_steps(one: Simulated, ask: Ask, today: date) -> Iterator[tuple[date, Act]]:
    tomorrow = today + timedelta(days=1)
    rarely = today + days_until(RARELY, one.random)
    if ask.state == AskState.ANSWERED:
        yield max(tomorrow, one.means_to_act(ask, LATEST_VERDICT)), _judge_or_close
    elif ask.state == AskState.IN_PROGRESS:
        yield rarely, _close
        if one.habit is not Habit.NEVER:
            yield max(tomorrow, ask.next_step_on or tomorrow), _report
    elif ask.state in AWAITING_ANSWER and one.habit is not Habit.NEVER:
        yield max(tomorrow, one.means_to_act(ask, LATEST_ANSWER[one.habit])), _answer
        if one.habit is Habit.LATE:
            yield rarely, _ask_for_more_time
        if ask.state == AskState.RAISED:
            yield today + days_until(SEEN, one.random), _acknowledge


def _acknowledge(one: Simulated, ask: Ask, today: date) -> list[Ask]:
    return [acknowledge_ask(ask, by=one.lead)]


def _answer(one: Simulated, ask: Ask, today: date) -> list[Ask]:
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
    return one.has_done(ask)


def _judge_or_close(one: Simulated, ask: Ask, today: date) -> list[Ask]:
    answer = ask.latest_answer
    if answer and not hasattr(answer, "verdict"):
        answers_us = one.random.random() < 0.7
        give_verdict(
            ask, answers_us=answers_us, words="We read it.", item=one.item, by=one.facilitator, today=today
        )
        return one.has_done(ask)
    return _close(one, ask, today)


def _close(one: Simulated, ask: Ask, today: date) -> list[Ask]:
    way = one.random.choice(ask.ways_to_close)
    close_ask(ask, way=way, words="So it ended.", item=one.item, by=one.facilitator, today=today)
    return one.has_done(ask)


def _report(one: Simulated, ask: Ask, today: date) -> list[Ask]:
    later = today + timedelta(days=one.random.randint(14, 60))
    report_progress(ask, words="Some of it is done.", next_on=later, by=one.lead, today=today)
    return [ask]


def _ask_for_more_time(one: Simulated, ask: Ask, today: date) -> list[Ask]:
    """Once for each request, and given or not on the same day."""
    if not ask.next_step_on or ask.more_time.exists():
        return [ask]
    wanted = add_working_days(max(ask.next_step_on, today), 20, ask.group)
    asked = ask_for_more_time(ask, wanted_on=wanted, reason="The figures are late.", by=one.lead, today=today)
    decide_more_time(
        asked, give=one.random.random() < 0.5, words="We talked.", item=one.item, by=one.facilitator
    )
    return [ask]


def _change(one: Simulated, ask: Ask, today: date) -> list[Ask]:
    """What the group does rarely: let it rest, split it, take it back."""
    what = one.random.choice((_let_rest, _split, _withdraw))
    return [*one.has_done(ask), *what(one, ask, today)]


def _let_rest(one: Simulated, ask: Ask, today: date) -> list[Ask]:
    until = today + timedelta(days=one.random.randint(5, 90))
    let_rest(ask, until=until, reason="A pause.", item=one.item, by=one.facilitator, today=today)
    return []


def _split(one: Simulated, ask: Ask, today: date) -> list[Ask]:
    parts = [Asking(f"{ask.title}, part {n}", "Do it.", "It matters.", one.lead) for n in (1, 2)]
    return split_ask(ask, parts, item=one.item, by=one.facilitator, today=today)


def _withdraw(one: Simulated, ask: Ask, today: date) -> list[Ask]:
    withdraw_ask(ask, words="Not now.", item=one.item, by=one.facilitator, today=today)
    return []
