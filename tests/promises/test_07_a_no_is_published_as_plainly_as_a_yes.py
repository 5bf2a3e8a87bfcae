"""A "no" is published as plainly as a "yes", with its reason. Answers keep their versions. Overdue turns, the system's
and the group's, are shown to all in the group."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from groups.models import Group, Membership
from groups.transitions import Refused
from lifecycle.actions.asks import answer_ask
from lifecycle.actions.promises import Promised
from lifecycle.models import Answer, Ask
from lifecycle.states import AnswerKind, AskState
from tests.lifecycle.asking import MONDAY, PROMISED, answer, ask, ask_in, close, fresh, judge

type SignIn = Callable[[Membership], Client]

LONG_AGO = timezone.localdate() - timedelta(days=120)


@pytest.mark.parametrize("kind", AnswerKind)
@pytest.mark.parametrize("reason", ["", "   \n"])
def test_no_answer_without_a_reason(kind: str, reason: str, lead: Membership, facilitator: Membership):
    asked = ask(lead, facilitator)
    with pytest.raises(Refused, match="needs a reason"):
        answer_ask(asked, kind=kind, reason=reason, promised_on=PROMISED, by=lead)
    assert not Answer.objects.exists()


def test_the_database_keeps_reasons_and_dates_too(lead: Membership, facilitator: Membership):
    asked = answer(ask(lead, facilitator), AnswerKind.DEFERRED)
    for broken in ({"reason": ""}, {"promised_on": None}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Answer.objects.filter(ask=asked).update(**broken)


@pytest.mark.parametrize("kind", [AnswerKind.ACCEPTED, AnswerKind.IN_PART, AnswerKind.DEFERRED])
def test_whoever_says_yes_or_later_says_when(kind: str, lead: Membership, facilitator: Membership):
    with pytest.raises(Refused, match="needs a date"):
        answer_ask(ask(lead, facilitator), kind=kind, reason="You are right.", by=lead)


def test_a_no_needs_no_date(lead: Membership, facilitator: Membership):
    assert (
        answer(ask(lead, facilitator), AnswerKind.NOT_ACCEPTED, promised_on=None).state == AskState.ANSWERED
    )


def test_the_form_says_beside_each_field_what_is_missing(
    lead: Membership, facilitator: Membership, sign_in: SignIn
):
    """What was typed stays, and nothing is written."""
    asked = ask(lead, facilitator)
    where = reverse("ask_answer", args=[asked.group.public_id, asked.public_id])
    page = (
        sign_in(lead).post(where, {"kind": "in_part", "will_do": "Two clinics will try it"}).content.decode()
    )
    assert "There is a problem" in page
    assert "Give a date, so that the group knows when." in page
    assert "Two clinics will try it" in page
    assert page.count("an_answer_says_when") == 0
    assert fresh(asked).state == AskState.RAISED


def test_every_version_of_an_answer_stays_to_be_read(
    member: Membership, lead: Membership, facilitator: Membership, sign_in: SignIn
):
    asked = answer(ask(lead, facilitator), AnswerKind.NOT_ACCEPTED, reason="There is no money.")
    asked = judge(asked, facilitator, answers_us=False)
    asked = answer(asked, AnswerKind.IN_PART, reason="We found half of it.")
    assert [(one.number, one.reason) for one in asked.answers.all()] == [
        (1, "There is no money."),
        (2, "We found half of it."),
    ]
    page = read(sign_in(member), "ask", asked)
    assert page.index("There is no money.") < page.index("does not answer us") < page.index("We found half")


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (AskState.DONE, "Done"),
        (AskState.NO_ACCEPTED, "Told no. We accept it."),
        (AskState.NO_DISAGREED, "Told no. We disagree."),
    ],
)
def test_noes_stand_beside_yeses_in_the_same_words_and_place(
    state: str, words: str, member: Membership, lead: Membership, facilitator: Membership, sign_in: SignIn
):
    asked = ask_in(state, lead, facilitator)
    ade = sign_in(member)
    for page in (
        read(ade, "ask", asked),
        ade.get(reverse("asks", args=[asked.group.public_id])).content.decode(),
    ):
        assert words in page
        assert "So it ended." in page
    assert "Because you are right." in read(ade, "ask", asked)  # the reason, whatever the answer


def test_what_is_public_leaves_out_no_no(group: Group, lead: Membership, facilitator: Membership):
    for state in (AskState.DONE, AskState.NO_ACCEPTED, AskState.NO_DISAGREED, AskState.RAISED):
        ask_in(state, lead, facilitator, is_public=True)
        ask_in(state, lead, facilitator)
    assert not Ask.objects.public().exists()  # the group has not chosen to be seen
    group.is_public = True
    group.save()
    assert Ask.objects.public().count() == 4
    assert Ask.objects.public().closed().count() == 3


@pytest.mark.parametrize(
    "reader", ["member", "professional", "facilitator", "lead", "coordinator", "supporter"]
)
def test_late_turns_of_both_sides_are_shown_to_everyone(
    reader: str, lead: Membership, facilitator: Membership, sign_in: SignIn, request: pytest.FixtureRequest
):
    who = request.getfixturevalue(reader)
    theirs = ask(lead, facilitator, title="Waits for the system", today=LONG_AGO)
    ours = answer(ask(lead, facilitator, title="Waits for us", today=LONG_AGO), today=LONG_AGO)
    seen = sign_in(who)
    board = seen.get(reverse("asks", args=[lead.group.public_id])).content.decode()
    assert board.count("working days late") == 2
    assert board.count("tag-late") == 2
    for asked in (theirs, ours):
        assert "working days late" in read(seen, "ask", asked)


def test_what_is_in_time_is_not_called_late(lead: Membership, facilitator: Membership, sign_in: SignIn):
    ask(lead, facilitator, today=timezone.localdate())
    board = sign_in(lead).get(reverse("asks", args=[lead.group.public_id])).content.decode()
    assert "20 working days left" in board
    assert "late" not in board.partition("<main")[2].partition("</main")[0]


def test_sending_an_answer_back_gives_the_whole_time_again(lead: Membership, facilitator: Membership):
    asked = answer(ask(lead, facilitator), AnswerKind.NOT_ACCEPTED)
    later = MONDAY + timedelta(days=7)
    asked = judge(asked, facilitator, answers_us=False, today=later)
    assert (asked.state, asked.turn_began_on) == (AskState.SENT_BACK, later)
    assert asked.next_step_on == later + timedelta(days=28)


def test_the_group_may_keep_its_disagreement_on_record(
    member: Membership, lead: Membership, facilitator: Membership, sign_in: SignIn
):
    asked = judge(answer(ask(lead, facilitator), AnswerKind.NOT_ACCEPTED), facilitator, answers_us=False)
    close(asked, facilitator, AskState.NO_DISAGREED)
    assert "Told no. We disagree." in read(sign_in(member), "ask", asked)


def read(client: Client, page: str, asked: Ask) -> str:
    return client.get(reverse(page, args=[asked.group.public_id, asked.public_id])).content.decode()


def test_a_file_with_a_no_is_read_by_the_whole_group(
    member: Membership, facilitator: Membership, lead: Membership, sign_in: SignIn
):
    asked = ask(lead, facilitator)
    where = reverse("ask_answer", args=[asked.group.public_id, asked.public_id])
    file = SimpleUploadedFile("why-not.txt", b"What it would cost", content_type="text/plain")
    sign_in(lead).post(where, {"kind": "not_accepted", "reason": "There is no money.", "file_1": file})
    page = sign_in(member).get(reverse("ask", args=[asked.group.public_id, asked.public_id])).content.decode()
    assert "why-not.txt" in page


def test_what_was_promised_before_stays_to_be_read_after_a_new_answer(
    member: Membership, facilitator: Membership, lead: Membership, sign_in: SignIn
):
    more = [Promised("Ask every ward", PROMISED), Promised("Buy a printer", PROMISED)]
    asked = answer(ask(lead, facilitator), promises=more)
    asked = answer(judge(asked, facilitator, answers_us=False), "not_accepted", reason="We cannot.")
    page = sign_in(member).get(reverse("ask", args=[asked.group.public_id, asked.public_id])).content.decode()
    assert "Ask every ward" in page
    assert "Buy a printer" in page
