"""I didn't understand this: asked by name or without, answered in plain words by whoever shared it, for everyone."""

from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from facilitation.actions import wanting_information as actions
from facilitation.actions.information import may_answer
from facilitation.actions.unnamed_questions import ask_without_a_name
from facilitation.models import InformationItem, NotUnderstood
from facilitation.states.information import QuestionState
from facilitation.tasks import tell_of_unnamed_questions
from groups.models import Activity, Notification
from groups.states import MembershipState
from groups.transitions import Refused
from tests.facilitation.informing import share
from tests.facilitation.meeting import path, words_of


def told(kind: str) -> set[int]:
    return set(Notification.objects.get(kind=kind).deliveries.values_list("person", flat=True))


def unnamed(browser: Any, item: InformationItem) -> dict[str, str]:
    """The form as its page gives it, sent without a name."""
    form = browser.get(path("not_understood", item.group, item)).context["form"]
    return {"words": "Why?", "without_name": "on", "once": str(form["once"].value())}


def test_the_author_is_asked_and_the_answer_is_there_for_everyone(lead, member, carer, sign_in):
    item = share(lead)
    sign_in(member).post(
        path("not_understood", member.group, item),
        {"passage": "spend", "words": "On what?", "once": str(uuid4())},
    )
    question = NotUnderstood.objects.get()
    assert told("not_understood") == {lead.person.pk}
    sign_in(lead).post(path("question_answer", lead.group, question), {"answer": "On transport alone."})
    assert told("question_answered") == {member.person.pk}
    page = words_of(sign_in(carer).get(path("information_item", carer.group, item)))
    for said in ("Ade asked what this means", "On what?", "On transport alone.", "Dr Priya Nair"):
        assert said in page


def test_without_a_name_nothing_is_kept_of_who_asks(lead, member, sign_in):
    item = share(lead)
    client, before = sign_in(member), Activity.objects.count()
    given = client.post(path("not_understood", member.group, item), unnamed(client, item))
    assert "Your question is sent, without your name" in words_of(given)
    question = NotUnderstood.objects.get()
    assert (question.asked_by, question.is_anonymous, question.asked_on) == (None, True, item.group.today)
    assert Activity.objects.count() == before
    assert not Notification.objects.filter(kind="not_understood").exists(), (
        "no message tells when it was asked"
    )
    tell_of_unnamed_questions()
    assert told("not_understood") == {lead.person.pk}
    question.refresh_from_db()
    actions.answer_question(question, answer="Because of the law.", by=lead)
    assert not Notification.objects.filter(kind="question_answered").exists()
    page = words_of(client.get(path("information_item", member.group, item)))
    assert "Somebody asked what this means Why?" in page
    assert "Because of the law." in page


def test_a_helper_reads_the_answer_and_no_words_without_a_name(lead, member, supporter, sign_in):
    item = share(lead)
    ask_without_a_name(item, passage="", words="Does it hit my mother?")
    question = NotUnderstood.objects.get()
    actions.answer_question(question, answer="It changes nothing this year.", by=lead)
    page = words_of(sign_in(supporter).get(path("information_item", lead.group, item)))
    assert "It changes nothing this year." in page
    assert "my mother" not in page


def test_who_may_not_speak_without_a_name_is_not_offered_it(lead, sign_in):
    item = share(lead)
    browser = sign_in(lead)
    assert "without_name" not in browser.get(path("not_understood", lead.group, item)).text
    browser.post(path("not_understood", lead.group, item), unnamed(browser, item))
    assert NotUnderstood.objects.get().asked_by == lead


def test_when_the_author_has_left_the_facilitators_are_asked(lead, facilitator, member):
    item = share(lead)
    lead.state, lead.left_on = MembershipState.LEFT, timezone.localdate()
    lead.save()
    actions.ask_what_it_means(item, passage="", words="Why?", by=member)
    assert told("not_understood") == {facilitator.person.pk}
    item.refresh_from_db()
    assert may_answer(item, facilitator)


def test_nobody_else_answers_for_the_author(lead, facilitator, member, sign_in):
    question = actions.ask_what_it_means(share(lead), passage="", words="Why?", by=member)
    page = sign_in(facilitator).post(path("question_answer", lead.group, question), {"answer": "So."})
    assert "Only the person who shared this answers questions about it." in words_of(page)
    question.refresh_from_db()
    assert question.answer == ""


def test_one_item_is_not_flooded(lead, monkeypatch):
    item = share(lead)
    monkeypatch.setattr(actions, "MOST_WAITING", 2)
    for _number in range(2):
        ask_without_a_name(item, passage="", words="Why?")
    with pytest.raises(Refused, match="Very many questions"):
        ask_without_a_name(item, passage="", words="Why?")
    ask_without_a_name(share(lead, "Another"), passage="", words="Why?")


def test_the_same_form_sent_twice_asks_once_and_shows_the_same_code(lead, member, sign_in):
    item, browser = share(lead), sign_in(member)
    form = unnamed(browser, item)
    codes = {browser.post(path("not_understood", item.group, item), form).context["code"] for _n in "ab"}
    assert len(codes) == 1
    assert NotUnderstood.objects.count() == 1


def by_receipt(code: str, **more: str) -> str:
    return words_of(Client().post(reverse("receipt"), {"code": code, **more}))


def test_with_the_code_one_reads_the_answer_without_signing_in(lead):
    code = ask_without_a_name(share(lead), passage="to move", words="Where to?")
    page = by_receipt(code)
    assert "Where to?" in page
    assert "It is waiting for an answer." in page
    assert "Until tomorrow morning, whoever runs the database could work out who asked." in page
    tell_of_unnamed_questions()
    actions.answer_question(NotUnderstood.objects.get(), answer="To the hospital.", by=lead)
    page = by_receipt(code)
    assert "To the hospital." in page
    assert "Until tomorrow morning" not in page


def test_with_the_code_one_takes_it_back_before_and_after_the_answer(lead, member, sign_in):
    item = share(lead)
    first, second = (ask_without_a_name(item, passage="", words=f"zqword {n}") for n in "ab")
    tell_of_unnamed_questions()
    answered = NotUnderstood.objects.get(words="zqword b")
    actions.answer_question(answered, answer="It means this.", by=lead)
    for code in (first, second):
        assert "You took your words back." in by_receipt(code, take_back="1")
        assert "You took your words back." in by_receipt(code), "and it stays so"
    assert not NotUnderstood.objects.exclude(words="").exists()
    page = words_of(sign_in(member).get(path("information_item", item.group, item)))
    assert page.count("Somebody asked what this means") == 1, "only what was answered is still there"
    assert "It means this." in page
    gone = NotUnderstood.objects.get(state=QuestionState.TAKEN_BACK)
    refused = sign_in(lead).get(path("question_answer", item.group, gone))
    assert "Whoever asked this has taken it back" in words_of(refused)


def test_the_clock_tells_once_of_what_still_waits(lead, facilitator):
    item = share(lead)
    taken_back = ask_without_a_name(item, passage="", words="One")
    ask_without_a_name(item, passage="", words="Two")
    by_receipt(taken_back, take_back="1")
    for _again in range(2):
        tell_of_unnamed_questions()
    assert Notification.objects.filter(kind="not_understood").count() == 1
    assert told("not_understood") == {lead.person.pk}
    assert not NotUnderstood.objects.filter(is_sealed=False).exists()
