"""Two people act on one request at the same moment: one act happens, the other is told."""

from collections.abc import Callable
from datetime import timedelta
from threading import Barrier, Thread
from typing import Any

import pytest
from django.db import connection

from groups.models import Delivery, Membership, Notification
from groups.transitions import Refused
from lifecycle.actions.asks import answer_ask
from lifecycle.actions.clocks import tell_due
from lifecycle.actions.verdicts import close_ask, give_verdict
from lifecycle.models import Answer, Verdict
from lifecycle.states import CLOSED_ASK, AnswerKind, AskState
from tests.lifecycle.asking import MONDAY, PROMISED, ask, ask_in, fresh, item_of

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def several_writers(transactional_db: None) -> None:
    if connection.vendor == "sqlite" and connection.is_in_memory_db():
        pytest.skip("SQLite in memory has one writer for all threads; runs on disk and on PostgreSQL")


def at_once(*acts: Callable[[], Any]) -> list[str]:
    """Start all acts together; how each ended."""
    start, ends = Barrier(len(acts)), []

    def run(act: Callable[[], Any]) -> None:
        start.wait(timeout=10)
        try:
            act()
            ends.append("done")
        except Refused:
            ends.append("refused")
        finally:
            connection.close()

    threads = [Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    return sorted(ends)


@pytest.mark.parametrize("attempt", range(5))
def test_a_new_answer_and_a_closing(attempt: int, lead: Membership, facilitator: Membership):
    """Whichever comes first, the request ends whole: closed with one answer, or our turn with two, or both in order."""
    asked = ask_in(AskState.IN_PROGRESS, lead, facilitator, AnswerKind.ACCEPTED)
    item = item_of(lead.group)
    ends = at_once(
        lambda: answer_ask(
            fresh(asked), kind=AnswerKind.IN_PART, reason="Less.", promised_on=PROMISED, by=lead
        ),
        lambda: close_ask(fresh(asked), way=AskState.DONE, words="Done.", item=item, by=facilitator),
    )
    now, answers = fresh(asked), Answer.objects.filter(ask=asked).count()
    if now.state in CLOSED_ASK:
        assert (now.next_step_on, answers) == (None, 1 if ends == ["done", "refused"] else 2)
    else:
        pytest.fail("closing was possible in either order, so it must have happened")


@pytest.mark.parametrize("attempt", range(5))
def test_two_answers(attempt: int, lead: Membership, facilitator: Membership):
    asked = ask(lead, facilitator)
    ends = at_once(
        *[
            lambda kind=kind: answer_ask(fresh(asked), kind=kind, reason="So.", promised_on=PROMISED, by=lead)
            for kind in (AnswerKind.ACCEPTED, AnswerKind.DEFERRED)
        ]
    )
    assert ends == ["done", "refused"]
    assert Answer.objects.filter(ask=asked).count() == 1


@pytest.mark.parametrize("attempt", range(5))
def test_two_verdicts(attempt: int, lead: Membership, facilitator: Membership):
    asked, item = ask_in(AskState.ANSWERED, lead, facilitator), item_of(lead.group)
    ends = at_once(
        *[
            lambda yes=yes: give_verdict(fresh(asked), answers_us=yes, words="So.", item=item, by=facilitator)
            for yes in (True, False)
        ]
    )
    assert ends == ["done", "refused"]
    verdict = Verdict.objects.get(ask=asked)
    assert fresh(asked).state == (AskState.IN_PROGRESS if verdict.answers_us else AskState.SENT_BACK)


def test_two_sweeps(lead: Membership, facilitator: Membership):
    for n in range(5):
        ask(lead, facilitator, title=f"Request {n}")
    late = MONDAY + timedelta(days=60)
    at_once(*[lambda: tell_due(today=late) for _ in range(2)])
    assert Notification.objects.filter(kind="answer_due").count() == 5
    assert Delivery.objects.filter(notification__kind="answer_due", channel="app").count() == 5
