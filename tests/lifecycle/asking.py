"""Requests brought to where a test begins, by the acts of those who may."""

from dataclasses import replace
from datetime import date
from typing import Any

from facilitation.models import AgendaItem
from groups.models import Group, Membership
from lifecycle.actions.asks import acknowledge_ask, answer_ask
from lifecycle.actions.raising import raise_ask
from lifecycle.actions.trail import Asking, split_ask, withdraw_ask
from lifecycle.actions.verdicts import close_ask, give_verdict
from lifecycle.models import Ask
from lifecycle.states import WAYS_TO_CLOSE, WITHOUT_A_WORD, AnswerKind, AskState
from tests.facilitation.making import make_item, make_session

MONDAY = date(2026, 6, 1)  # twenty working days later is Monday 29 June
PROMISED = date(2026, 9, 1)


def item_of(group: Group) -> AgendaItem:
    """An item of a session that was held: where the group agrees things."""
    session = group.sessions.filter(state="closed").first() or make_session(group, state="closed")
    return session.items.first() or make_item(session)


def ask(lead: Membership, facilitator: Membership, **changes: Any) -> Ask:
    asked = {
        "title": "Letters in large print",
        "words": "Send every letter in large print to those who ask.",
        "why": "Some of us cannot read them.",
        "to": lead,
        "item": item_of(lead.group),
        "by": facilitator,
        "today": MONDAY,
    }
    return raise_ask(**asked | changes)


def answer(asked: Ask, kind: str = AnswerKind.ACCEPTED, today: date = MONDAY, **changes: Any) -> Ask:
    said = {"reason": "Because you are right.", "promised_on": PROMISED, "by": asked.to, "today": today}
    answer_ask(asked, kind=kind, **said | changes)
    return fresh(asked)


def judge(asked: Ask, facilitator: Membership, *, answers_us: bool, today: date = MONDAY) -> Ask:
    item = item_of(asked.group)
    give_verdict(asked, answers_us=answers_us, words="We read it.", item=item, by=facilitator, today=today)
    return fresh(asked)


def close(asked: Ask, facilitator: Membership, way: str, today: date = MONDAY) -> Ask:
    return close_ask(
        asked, way=way, words="So it ended.", item=item_of(asked.group), by=facilitator, today=today
    )


def ask_in(
    state: str, lead: Membership, facilitator: Membership, kind: str = AnswerKind.IN_PART, **changes: Any
) -> Ask:
    """A request that has come to this state by the shortest way."""
    asked = ask(lead, facilitator, **changes)
    if state == AskState.RAISED:
        return asked
    if state in WITHOUT_A_WORD:
        return end_without_a_word(asked, facilitator, state)
    acknowledge_ask(asked, by=lead)
    if state == AskState.ACKNOWLEDGED:
        return fresh(asked)
    asked = answer(asked, kind)
    if state in WAYS_TO_CLOSE:
        return close(asked, facilitator, state)
    if state == AskState.ANSWERED:
        return asked
    return judge(asked, facilitator, answers_us=state == AskState.IN_PROGRESS)


def end_without_a_word(asked: Ask, facilitator: Membership, state: str) -> Ask:
    item = item_of(asked.group)
    if state == AskState.WITHDRAWN:
        return withdraw_ask(asked, words="We asked too soon.", item=item, by=facilitator, today=MONDAY)
    part = Asking("One half", "Half of it.", "Some of us need it.", asked.to)
    split_ask(asked, [part, replace(part, title="The other half")], item=item, by=facilitator, today=MONDAY)
    return fresh(asked)


def fresh(asked: Ask) -> Ask:
    return Ask.objects.select_related("group", "to__person").get(pk=asked.pk)
