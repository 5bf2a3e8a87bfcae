"""Each promise in an answer has its day: the clock asks by the earliest, the system reports, the group says."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from groups.models import Delivery, Membership
from groups.transitions import Refused
from lifecycle.actions.asks import report_progress
from lifecycle.actions.milestones import say_of_promise
from lifecycle.actions.promises import Promised
from lifecycle.models import Ask, Milestone
from tests.lifecycle.asking import MONDAY, PROMISED, answer, ask, close, fresh, item_of, judge

type SignIn = Callable[[Membership], Client]

SOON, LATER = date(2026, 7, 1), date(2026, 8, 1)
NEXT_WEEK = (timezone.localdate() + timedelta(days=7)).isoformat()


@pytest.fixture
def going(lead: Membership, facilitator: Membership) -> Ask:
    """A yes with three promises, which the group said answers it: the answer's own is the last of them."""
    more = [Promised("The second step", LATER), Promised("The first step", SOON, "Print shop")]
    answered = answer(ask(lead, facilitator), will_do="All of it", promises=more)
    return judge(answered, facilitator, answers_us=True)


def one(words: str) -> Milestone:
    return Milestone.objects.select_related("ask").get(words=words)


def report(asked: Ask, words: str, *, today: date = MONDAY, done: bool = True, **said: date) -> Ask:
    when = said.get("next_on", PROMISED)
    milestone = one(words)
    report_progress(
        fresh(asked),
        words="So far",
        next_on=when,
        by=asked.to,
        milestone=milestone,
        said_done=done,
        today=today,
    )
    return fresh(asked)


def group_says(words: str, by: Membership, *, is_done: bool, today: date = MONDAY) -> Milestone:
    return say_of_promise(
        one(words), is_done=is_done, words="We looked.", item=item_of(by.group), by=by, today=today
    )


def test_the_clock_asks_by_the_earliest_promise_not_done_yet(going: Ask):
    assert going.next_step_on == SOON
    assert report(going, "The first step").next_step_on == LATER
    assert report(going, "The second step").next_step_on == PROMISED


def test_news_of_a_late_promise_moves_the_clock_to_the_day_that_was_given(going: Ask):
    later = SOON + timedelta(days=3)
    told = report(going, "The first step", today=later, done=False, next_on=later + timedelta(days=7))
    assert told.next_step_on == later + timedelta(days=7)
    assert one("The first step").state == "promised"


def test_they_say_it_is_done_and_only_the_group_says_that_it_is(going: Ask, facilitator: Membership):
    report(going, "The first step")
    assert one("The first step").state == "said_done"
    assert Delivery.objects.filter(
        notification__kind="promise_said_done", notification__closed_at=None, person=facilitator.person
    ).exists()
    said = group_says("The first step", facilitator, is_done=True)
    assert (said.state, said.said, said.settled_on) == ("confirmed", "We looked.", MONDAY)
    assert said.decision
    assert said.decision.facilitated_by == facilitator
    assert not Delivery.objects.filter(
        notification__kind="promise_said_done", notification__closed_at=None
    ).exists()
    assert fresh(going).state == "in_progress"


def test_not_done_yet_asks_the_lead_again(going: Ask, facilitator: Membership, lead: Membership):
    report(going, "The first step")
    said = group_says("The first step", facilitator, is_done=False)
    assert (said.state, said.settled_on) == ("promised", None)
    assert fresh(going).next_step_on == SOON
    assert Delivery.objects.filter(notification__kind="promise_not_kept", person=lead.person).exists()


def test_said_done_a_second_time_the_group_is_asked_again(going: Ask, facilitator: Membership):
    for _time in range(2):
        report(going, "The first step")
        assert Delivery.objects.filter(
            notification__kind="promise_said_done", notification__closed_at=None, person=facilitator.person
        ).exists()
        group_says("The first step", facilitator, is_done=False)


def test_not_done_after_its_day_asks_at_once(going: Ask, facilitator: Membership):
    after = SOON + timedelta(days=2)
    report(going, "The first step", today=after)
    group_says("The first step", facilitator, is_done=False, today=after)
    assert fresh(going).next_step_on == after


def test_a_promise_that_stands_is_not_said_to_be_undone(going: Ask, facilitator: Membership):
    with pytest.raises(Refused, match="Nobody has said that this promise is done"):
        group_says("The first step", facilitator, is_done=False)


def test_a_new_answer_drops_what_the_old_one_promised(going: Ask, facilitator: Membership):
    report(going, "The first step")
    group_says("The first step", facilitator, is_done=True)
    answer(fresh(going), will_do="Less", promises=[Promised("A new step", LATER)])
    states = dict(Milestone.objects.values_list("words", "state"))
    assert states == {
        "The first step": "confirmed",
        "The second step": "dropped",
        "All of it": "dropped",
        "Less": "promised",
        "A new step": "promised",
    }


def test_closed_as_done_what_was_said_done_is_done_and_the_rest_is_dropped(
    going: Ask, facilitator: Membership
):
    report(going, "The first step")
    close(fresh(going), facilitator, "done")
    assert one("The first step").state == "confirmed"
    assert one("The second step").state == "dropped"


def test_a_no_promises_nothing(lead: Membership, facilitator: Membership):
    answer(ask(lead, facilitator), "not_accepted", will_do="We look again")
    assert not Milestone.objects.exists()


def test_the_page_leads_each_side_through_it(
    going: Ask, facilitator: Membership, lead: Membership, member: Membership, sign_in: SignIn
):
    here = [going.group.public_id, going.public_id]
    first = one("The first step")
    priya, dee = sign_in(lead), sign_in(facilitator)
    progress = reverse("ask_progress", args=here)
    form = priya.get(progress, {"promise": str(first.public_id)}).content.decode()
    assert f'value="{first.public_id}" selected' in form
    typed = {"words": "It is there", "next_on": NEXT_WEEK, "milestone": str(first.public_id)}
    priya.post(progress, typed | {"said_done": "on"})
    page = sign_in(member).get(reverse("ask", args=here)).content.decode()
    assert "They say it is done" in page
    assert "Record: is it done?" not in page
    assert "Record: is it done?" in dee.get(reverse("ask", args=here)).content.decode()
    word = reverse("promise_word", args=[*here, first.public_id])
    agreed = {"item": item_of(going.group).public_id}
    no_words = dee.post(word, agreed | {"is_done": "no"}).content.decode()
    assert "Say what is missing" in no_words
    assert dee.post(word, agreed | {"is_done": "yes"}).status_code == 302
    assert "Done, the group says" in sign_in(member).get(reverse("ask", args=here)).content.decode()


def test_done_is_said_of_one_promise_and_never_of_all(going: Ask, lead: Membership, sign_in: SignIn):
    here = reverse("ask_progress", args=[going.group.public_id, going.public_id])
    typed = {"words": "All is done", "next_on": NEXT_WEEK, "said_done": "on"}
    assert "Choose the promise that is done." in sign_in(lead).post(here, typed).content.decode()
    assert fresh(going).state == "in_progress"


def test_the_page_asks_the_database_no_more_for_more_promises(
    lead: Membership, facilitator: Membership, member: Membership, sign_in: SignIn
):
    ade = sign_in(member)

    def queries(promises: int) -> int:
        more = [Promised(f"Step {number} of {promises}", SOON) for number in range(promises)]
        asked = judge(answer(ask(lead, facilitator), promises=more), facilitator, answers_us=True)
        for milestone in asked.milestones.all():
            report(asked, milestone.words)
            group_says(milestone.words, facilitator, is_done=True)
        where = reverse("ask", args=[asked.group.public_id, asked.public_id])
        ade.get(where)
        with CaptureQueriesContext(connection) as counted:
            assert f"Step 0 of {promises}" in ade.get(where).content.decode()
        return len(counted)

    assert queries(1) == queries(3)
