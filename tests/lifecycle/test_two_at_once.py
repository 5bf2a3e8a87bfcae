"""Two people act on one request at the same moment: one act happens, the other is told."""

from datetime import timedelta
from threading import Thread

import pytest
from django.db import transaction

from facilitation.models import Session
from groups.models import Delivery, Membership, Notification
from lifecycle.actions.asks import answer_ask, report_progress
from lifecycle.actions.came_in import confirm_entered, enter_answer, version_of
from lifecycle.actions.clocks import tell_due
from lifecycle.actions.drafts import Reply
from lifecycle.actions.milestones import say_of_promise
from lifecycle.actions.routing import say_why_not
from lifecycle.actions.trail import Asking, merge_asks
from lifecycle.actions.verdicts import close_ask, give_verdict
from lifecycle.models import Answer, AnswerDraft, Ask, NotTaken, Trace, Verdict
from lifecycle.states import CLOSED_ASK, AnswerKind, AskState
from tests.at_once import at_once
from tests.facilitation.making import make_session
from tests.lifecycle.asking import MONDAY, PROMISED, ask, ask_in, fresh, item_of, judge
from tests.lifecycle.asking import answer as answered
from tests.lifecycle.test_traces import say

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("many_writers")]


@pytest.mark.parametrize("attempt", range(5))
def test_a_new_answer_and_a_closing(attempt: int, lead: Membership, facilitator: Membership):
    """Whichever comes first, the request ends whole: closed with one answer, or our turn with two, or both in order."""
    asked = ask_in(AskState.IN_PROGRESS, lead, facilitator, AnswerKind.ACCEPTED)
    item = item_of(lead.group)
    refused = at_once(
        lambda: answer_ask(
            fresh(asked), kind=AnswerKind.IN_PART, reason="Less.", promised_on=PROMISED, by=lead
        ),
        lambda: close_ask(fresh(asked), way=AskState.DONE, words="Done.", item=item, by=facilitator),
    )
    now, answers = fresh(asked), Answer.objects.filter(ask=asked).count()
    if now.state in CLOSED_ASK:
        assert (now.next_step_on, answers) == (None, 1 if refused else 2)
    else:
        pytest.fail("closing was possible in either order, so it must have happened")


@pytest.mark.parametrize("attempt", range(5))
def test_two_answers(attempt: int, lead: Membership, facilitator: Membership):
    asked = ask(lead, facilitator)
    refused = at_once(
        *[
            lambda kind=kind: answer_ask(fresh(asked), kind=kind, reason="So.", promised_on=PROMISED, by=lead)
            for kind in (AnswerKind.ACCEPTED, AnswerKind.DEFERRED)
        ]
    )
    assert refused == 1
    assert Answer.objects.filter(ask=asked).count() == 1


@pytest.mark.parametrize("attempt", range(5))
def test_two_verdicts(attempt: int, lead: Membership, facilitator: Membership):
    asked, item = ask_in(AskState.ANSWERED, lead, facilitator), item_of(lead.group)
    refused = at_once(
        *[
            lambda yes=yes: give_verdict(fresh(asked), answers_us=yes, words="So.", item=item, by=facilitator)
            for yes in (True, False)
        ]
    )
    assert refused == 1
    verdict = Verdict.objects.get(ask=asked)
    assert fresh(asked).state == (AskState.IN_PROGRESS if verdict.answers_us else AskState.SENT_BACK)


def test_two_sweeps(lead: Membership, facilitator: Membership):
    for n in range(5):
        ask(lead, facilitator, title=f"Request {n}")
    late = MONDAY + timedelta(days=60)
    at_once(*[lambda: tell_due(today=late) for _ in range(2)])
    assert Notification.objects.filter(kind="answer_due").count() == 5
    assert Delivery.objects.filter(notification__kind="answer_due", channel="app").count() == 5


@pytest.mark.parametrize("attempt", range(5))
def test_confirming_what_came_and_an_answer_of_ones_own(
    attempt: int, lead: Membership, facilitator: Membership, coordinator: Membership
):
    """The lead confirms what was typed in on one screen, and sends an answer of their own on another."""
    asked = ask(lead, facilitator)
    reply = Reply(kind=AnswerKind.NOT_ACCEPTED, reason="As it came")
    seen = version_of(enter_answer(asked, reply, came_on=lead.group.today, by=coordinator))
    refused = at_once(
        lambda: confirm_entered(fresh(asked), seen=seen, by=lead),
        lambda: answer_ask(
            fresh(asked), kind=AnswerKind.ACCEPTED, reason="My own", promised_on=PROMISED, by=lead
        ),
    )
    assert refused == 1
    assert Answer.objects.filter(ask=asked).count() == 1
    assert not AnswerDraft.objects.filter(ask=asked).exists()


@pytest.mark.parametrize("attempt", range(5))
def test_two_who_record_what_the_group_says_of_a_promise(
    attempt: int, lead: Membership, facilitator: Membership
):
    asked = answered(ask(lead, facilitator), will_do="All of it")
    promise = judge(asked, facilitator, answers_us=True).milestones.get()
    report_progress(fresh(asked), words="So", next_on=PROMISED, by=lead, milestone=promise, said_done=True)
    item = item_of(lead.group)
    refused = at_once(
        *[
            lambda yes=yes: say_of_promise(promise, is_done=yes, words="So.", item=item, by=facilitator)
            for yes in (True, False)
        ]
    )
    promise.refresh_from_db()
    # Yes after no is in order; no after yes is refused.
    assert (promise.state, refused) in {("confirmed", 1), ("confirmed", 0)}


@pytest.mark.parametrize("attempt", range(5))
def test_two_who_join_the_same_requests(attempt: int, lead: Membership, facilitator: Membership):
    """Each begins from another of the two. One joins them; the other is told, and nothing stands still."""
    one, two, item = ask(lead, facilitator), ask(lead, facilitator, title="Also this"), item_of(lead.group)
    into = Asking("Both", "Do it.", "It matters.", lead)
    refused = at_once(
        *[
            lambda some=some: merge_asks([fresh(each) for each in some], into, item=item, by=facilitator)
            for some in ([one, two], [two, one])
        ]
    )
    assert refused == 1
    assert Ask.objects.filter(title="Both").count() == 1


def test_words_are_used_as_somebody_writes_why_they_were_not(
    lead: Membership, facilitator: Membership, member: Membership
):
    """Whoever writes why not is a moment quicker. The words are used in the end, and never both at once."""
    session = make_session(lead.group)
    said = say(session, member, "Big letters, please.")
    Session.objects.filter(pk=session.pk).update(state="settled")
    said.refresh_from_db()
    item = item_of(lead.group)
    uses = Thread(target=at_once, args=[lambda: ask(lead, facilitator, contributions=[said], item=item)])
    with transaction.atomic():
        say_why_not(said, why="No money.", by=facilitator)
        uses.start()
        uses.join(1)  # it comes as far as it can
    uses.join()
    assert Trace.objects.filter(contribution=said).exists()
    assert not NotTaken.objects.filter(contribution=said).exists()
