"""Somebody acts from a page that was opened yesterday: nothing is said of what was not on it."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from groups.models import Membership
from lifecycle.actions.came_in import enter_answer
from lifecycle.actions.drafts import Reply
from lifecycle.actions.more_time import ask_for_more_time, decide_more_time
from lifecycle.models import Ask, MoreTime, Verdict
from lifecycle.states import AnswerKind, MoreTimeState
from tests.lifecycle import asking

type SignIn = Callable[[Membership], Client]


@pytest.fixture
def asked(lead: Membership, facilitator: Membership) -> Ask:
    return asking.answer(asking.ask(lead, facilitator))


def address(asked: Ask, name: str) -> str:
    return reverse(name, args=[asked.group.public_id, asked.public_id])


def hidden(page: str, name: str) -> str:
    return page.split(f'name="{name}" value="')[1].split('"')[0]


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("ask_verdict", {"answers_us": "yes", "words": "So"}),
        ("ask_close", {"way": "no_accepted", "words": "So"}),
    ],
)
def test_a_word_on_one_answer_is_never_taken_for_another(
    name: str, said: dict[str, str], asked: Ask, facilitator: Membership, sign_in: SignIn
):
    dee = sign_in(facilitator)
    seen = hidden(dee.get(address(asked, name)).content.decode(), "seen")
    asking.judge(asked, facilitator, answers_us=False)
    asking.answer(asking.fresh(asked), AnswerKind.NOT_ACCEPTED)
    typed = said | {"item": str(asking.item_of(asked.group).public_id)}
    page = dee.post(address(asked, name), typed | {"seen": seen}).content.decode()
    assert "Another answer came since you opened this page." in page
    assert asking.fresh(asked).state == "answered"
    assert not Verdict.objects.filter(answer__number=2).exists()
    now = hidden(dee.get(address(asked, name)).content.decode(), "seen")
    assert dee.post(address(asked, name), typed | {"seen": now}).status_code == 302


def test_a_yes_to_one_day_is_no_yes_to_a_later_one(
    lead: Membership, facilitator: Membership, sign_in: SignIn
):
    asked, item, dee = asking.ask(lead, facilitator), asking.item_of(lead.group), sign_in(facilitator)
    today = timezone.localdate()
    soon, years = today.replace(year=today.year + 1), today.replace(year=today.year + 5)
    first = ask_for_more_time(asked, wanted_on=soon, reason="Ill", by=lead)
    seen = hidden(dee.get(address(asked, "ask_more_time_word")).content.decode(), "seen")
    decide_more_time(first, give=False, words="", item=item, by=facilitator)
    ask_for_more_time(asking.fresh(asked), wanted_on=years, reason="Still ill", by=lead)
    typed = {"give": "yes", "words": "", "item": str(item.public_id), "seen": seen}
    page = dee.post(address(asked, "ask_more_time_word"), typed).content.decode()
    assert "They ask for another day" in page
    assert MoreTime.objects.get(wanted_on=years).state == MoreTimeState.ASKED


def test_who_types_in_what_came_writes_over_nothing_they_did_not_read(
    lead: Membership, facilitator: Membership, coordinator: Membership, sign_in: SignIn
):
    asked, evan = asking.ask(lead, facilitator), sign_in(coordinator)
    seen = hidden(evan.get(address(asked, "ask_enter_answer")).content.decode(), "seen")
    theirs = Reply(kind=AnswerKind.NOT_ACCEPTED, reason="As it stands in the letter")
    enter_answer(asked, theirs, came_on=timezone.localdate(), by=facilitator)
    typed = {"kind": "not_accepted", "reason": "From memory", "came_on": timezone.localdate().isoformat()}
    page = evan.post(address(asked, "ask_enter_answer"), typed | {"seen": seen}).content.decode()
    assert "It was typed in or changed meanwhile." in page
    assert "From memory" in page
    assert asked.drafts.get().reason == "As it stands in the letter"
    now = hidden(evan.get(address(asked, "ask_enter_answer")).content.decode(), "seen")
    assert evan.post(address(asked, "ask_enter_answer"), typed | {"seen": now}).status_code == 302


def test_a_day_past_all_calendars_is_no_day_to_answer_by(
    lead: Membership, facilitator: Membership, sign_in: SignIn
):
    asked = asking.ask(lead, facilitator)
    typed = {"wanted_on": "9999-12-31", "reason": "Later"}
    page = sign_in(lead).post(address(asked, "ask_more_time"), typed).content.decode()
    assert "within the next ten years" in page
    assert not MoreTime.objects.exists()


def test_pressed_twice_it_is_one_request(lead: Membership, facilitator: Membership, sign_in: SignIn):
    dee, new = sign_in(facilitator), reverse("ask_new", args=[lead.group.public_id])
    typed = {"title": "Large print", "words": "Letters", "why": "We cannot read", "to": str(lead.public_id)}
    typed |= {"item": str(asking.item_of(lead.group).public_id)}
    typed |= {"once": hidden(dee.get(new).content.decode(), "once")}
    places = {dee.post(new, typed)["Location"] for _press in range(2)}
    asked = Ask.objects.get()
    assert places == {address(asked, "ask")}
    dee.post(new, typed | {"words": "Bills"})
    assert Ask.objects.count() == 2, "other words are another request"
    asking.end_without_a_word(asked, facilitator, "withdrawn")
    onward = address(asked, "ask_follow_on")
    typed |= {"title": "Again", "once": hidden(dee.get(onward).content.decode(), "once")}
    assert {dee.post(onward, typed).status_code for _press in range(2)} == {302}
    assert Ask.objects.filter(title="Again").count() == 1
