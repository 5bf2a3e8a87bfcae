"""Where the pages of the feedback loop lead, and that each speaks to whoever reads it."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from facilitation.models import Contribution, Session
from facilitation.states import Audience, SessionState
from groups.models import Membership
from lifecycle.actions.asks import report_progress
from lifecycle.actions.promises import Promised
from lifecycle.actions.resting import let_rest
from lifecycle.models import Ask
from lifecycle.states import AskState
from tests.cast import CAST, join
from tests.facilitation.making import make_item, make_session
from tests.facilitation.meeting import path, words_of
from tests.lifecycle.asking import answer, ask, end_without_a_word, fresh, item_of, judge

type SignIn = Callable[[Membership], Client]


@pytest.fixture
def session(member: Membership) -> Session:
    return make_session(member.group, state=SessionState.CLOSED)


@pytest.fixture
def said(session: Session, member: Membership) -> Contribution:
    return Contribution.objects.create(
        group=session.group,
        session=session,
        author=member,
        words="The bus comes too late",
        audience=Audience.EVERYONE,
    )


def back_of(client: Client, address: str) -> str:
    """What the link back says."""
    page = words_of(client.get(address))
    return next(part for part in page.split("Back to ")[1:])


def rests(asked: Ask, facilitator: Membership, days: int) -> None:
    today = asked.group.today
    until = today + timedelta(days=days)
    let_rest(
        asked, until=until, reason="Building work.", item=item_of(asked.group), by=facilitator, today=today
    )


def test_the_page_of_my_words_leads_back_to_where_the_reader_came_from(
    said: Contribution, member: Membership, facilitator: Membership, sign_in: SignIn
):
    came = path("words_came", member.group, said.pk)
    assert back_of(sign_in(member), came).startswith("My words")
    assert back_of(sign_in(facilitator), came).startswith("What came of this session")


def test_it_says_where_the_words_were_heard_and_what_happened_since(
    said: Contribution, member: Membership, lead: Membership, facilitator: Membership, sign_in: SignIn
):
    today = member.group.today
    asked = answer(ask(lead, facilitator, contributions=[said], today=today), today=today)
    judge(asked, facilitator, answers_us=True, today=today)
    report_progress(
        fresh(asked), words="Nine wards do it", next_on=today + timedelta(days=9), by=lead, today=today
    )
    page = words_of(sign_in(member).get(path("words_came", member.group, said.pk)))
    assert "Heard in Spring session , on" in page
    assert "What has happened since: Nine wards do it" in page


def test_a_request_written_from_words_has_them_ticked_however_old_they_are(
    said: Contribution, member: Membership, lead: Membership, facilitator: Membership, sign_in: SignIn
):
    for _ in range(5):
        make_item(make_session(member.group, state=SessionState.CLOSED))
    dee = sign_in(facilitator)
    used = path("words_use", member.group, said.pk)
    new = path("ask_new", member.group)
    assert f"{new}?words={said.pk}" in dee.get(used).text
    page = dee.get(f"{new}?words={said.pk}")
    assert f'value="{said.pk}"' in page.text
    assert page.context["form"]["contributions"].value() == [said.pk]
    assert back_of(dee, f"{new}?words={said.pk}").startswith("Where these words are used")
    assert back_of(dee, f"{new}?words=no-such").startswith("What we asked for")


def test_words_of_fewer_people_begin_no_request_of_whoever_may_not_read_them(
    said: Contribution, lead: Membership, facilitator: Membership, sign_in: SignIn
):
    Contribution.objects.update(audience=Audience.LIVED)
    page = sign_in(facilitator).get(f"{path('ask_new', lead.group)}?words={said.pk}")
    assert said.words not in words_of(page)


def test_joined_requests_and_a_follow_on_lead_to_the_new_one(
    lead: Membership, facilitator: Membership, sign_in: SignIn
):
    first, second = ask(lead, facilitator), ask(lead, facilitator, title="Another")
    dee = sign_in(facilitator)
    typed = {"title": "Both", "words": "Both of them", "why": "Because", "to": str(lead.public_id)}
    typed |= {"item": str(item_of(lead.group).public_id)}
    joined = dee.post(path("ask_join", lead.group, first), typed | {"others": [str(second.public_id)]})
    both = Ask.objects.get(title="Both")
    assert joined["Location"] == path("ask", lead.group, both)
    next_one = dee.post(path("ask_follow_on", lead.group, fresh(first)), typed | {"title": "Next"})
    assert next_one["Location"] == path("ask", lead.group, Ask.objects.get(title="Next"))


def test_requests_to_me_speak_to_the_one_who_is_asked(
    lead: Membership, facilitator: Membership, sign_in: SignIn
):
    today = lead.group.today
    ask(lead, facilitator, title="Waits", today=today)
    rests(ask(lead, facilitator, title="Rests", today=today), facilitator, 30)
    answer(ask(lead, facilitator, title="Answered", today=today), today=today)
    page = sign_in(lead).get(reverse("requests_to_me"))
    words = words_of(page)
    assert "The group waits for your answer." in words
    assert "The group lets it rest. Nobody waits for you until then." in words
    assert "You answered on" in words
    assert "our turn, " not in words
    assert "Waiting for" not in words
    assert f'href="{reverse("groups_overview")}" aria-current="true"' in page.text


def test_the_board_says_which_request_rests(
    member: Membership, lead: Membership, facilitator: Membership, sign_in: SignIn
):
    asked = ask(lead, facilitator, today=lead.group.today)
    rests(asked, facilitator, 30)
    board = words_of(sign_in(member).get(path("asks", lead.group)))
    assert "We let it rest. Nobody is reminded until then. rests until" in board
    assert "working days left" not in board
    assert "working days left" not in words_of(sign_in(member).get(path("ask", lead.group, asked)))


def test_the_only_decision_maker_is_offered_a_colleague_and_no_empty_list(
    lead: Membership, facilitator: Membership, sign_in: SignIn
):
    asked = ask(lead, facilitator)
    priya, here = sign_in(lead), path("ask_hand_over", lead.group, asked)
    page = priya.get(here)
    assert "Dr Priya Nair is the only decision-maker in this group." in words_of(page)
    assert "<select" not in page.text
    assert back_of(priya, path("ask_hand_to_colleague", lead.group, asked)).startswith("Hand this request")
    join(lead.group, CAST["lead"], "una@demo.example")
    assert "<select" in priya.get(here).text


def test_how_it_reads_is_shown_as_the_group_will_read_it(
    lead: Membership, facilitator: Membership, sign_in: SignIn
):
    asked = ask(lead, facilitator)
    begun = {"kind": "in_part", "reason": "A quince of a reason", "look": "1"}
    lines = {"promises-TOTAL_FORMS": "1", "promises-INITIAL_FORMS": "0"}
    line = {"promises-0-words": "Ask each ward", "promises-0-due_on": "2031-03-03"}
    page = words_of(sign_in(lead).post(path("ask_answer", lead.group, asked), begun | lines | line))
    shown = page.split("So the group will read it")[1].split("Before you share")[0]
    for words in ("Yes, in part", "A quince of a reason", "Ask each ward", "3 March 2031"):
        assert words in shown


def test_the_news_of_a_promise_stands_above_the_question_whether_it_is_done(
    lead: Membership, facilitator: Membership, sign_in: SignIn
):
    asked = answer(ask(lead, facilitator), promises=[Promised("Ask each ward", lead.group.today)])
    judge(asked, facilitator, answers_us=True)
    promise = asked.milestones.get(words="Ask each ward")
    report_progress(
        fresh(asked),
        words="All wards have said what they need",
        next_on=lead.group.today + timedelta(days=9),
        milestone=promise,
        said_done=True,
        by=lead,
    )
    where = reverse("promise_word", args=[lead.group.public_id, asked.public_id, promise.public_id])
    assert "All wards have said what they need" in words_of(sign_in(facilitator).get(where))


@pytest.mark.parametrize("ended", [AskState.WITHDRAWN, AskState.CARRIED_ON])
def test_my_words_promise_no_reply_to_a_request_that_ended_without_one(
    ended: str,
    said: Contribution,
    member: Membership,
    lead: Membership,
    facilitator: Membership,
    sign_in: SignIn,
):
    end_without_a_word(ask(lead, facilitator, contributions=[said]), facilitator, ended)
    page = words_of(sign_in(member).get(path("my_words", member.group)))
    assert "No answer had come when it was closed." in page
    assert "It is due by ." not in page


def test_a_member_reads_how_to_say_whether_it_answers_us(
    member: Membership, lead: Membership, facilitator: Membership, sign_in: SignIn
):
    asked = answer(ask(lead, facilitator))
    how = "Say what you think in a session, or tell a facilitator."
    assert how in words_of(sign_in(member).get(path("ask", lead.group, asked)))
    for who in (lead, facilitator):
        assert how not in words_of(sign_in(who).get(path("ask", lead.group, asked)))


def test_the_one_it_waits_for_reads_that_it_waits_for_them(lead, facilitator, member, sign_in):
    asked = ask(lead, facilitator)
    where = path("ask", lead.group, asked)
    assert "Waiting for you" in words_of(sign_in(lead).get(where))
    assert f"Waiting for {lead.titled}" in words_of(sign_in(member).get(where))
