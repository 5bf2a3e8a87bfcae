"""The pages of the feedback loop, used as each person would."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from groups.models import Membership
from lifecycle.models import Ask
from tests.facilitation.making import make_item, make_session
from tests.lifecycle import asking

type SignIn = Callable[[Membership], Client]


def test_a_request_goes_from_the_group_to_its_closing(
    member: Membership, facilitator: Membership, lead: Membership, sign_in: SignIn
):
    item = make_item(make_session(lead.group, state="closed"))
    agreed = {"item": item.public_id}
    dee, priya, ade = sign_in(facilitator), sign_in(lead), sign_in(member)
    here = [lead.group.public_id]
    assert "Write a new request" in ade_reads(dee, "asks", here)
    sent = dee.post(
        reverse("ask_new", args=here),
        agreed
        | {
            "title": "Large print",
            "words": "Letters in large print",
            "why": "We cannot read",
            "to": lead.public_id,
        },
    )
    ask = Ask.objects.get()
    one = [*here, ask.public_id]
    assert sent["Location"] == reverse("ask", args=one)
    assert "Waiting for Dr Priya Nair" in ade_reads(ade, "ask", one)
    priya.post(reverse("ask_acknowledge", args=one))
    assert "has said that it arrived" in ade_reads(ade, "ask", one)
    priya.post(
        reverse("ask_answer", args=one),
        {
            "kind": "accepted",
            "reason": "You are right",
            "will_do": "New printers",
            "promised_on": "2031-01-10",
        },
    )
    assert "Our turn" in ade_reads(ade, "ask", one)
    assert "Does this answer us?" in ade_reads(ade, "asks", here)
    dee.post(reverse("ask_verdict", args=one), agreed | {"answers_us": "yes"})
    assert "News is due" in ade_reads(ade, "ask", one)
    priya.post(reverse("ask_progress", args=one), {"words": "Half of them", "next_on": "2031-02-10"})
    assert "Half of them" in ade_reads(ade, "ask", one)
    dee.post(reverse("ask_close", args=one), agreed | {"way": "done", "words": "31 of 34 practices"})
    assert "31 of 34 practices" in ade_reads(ade, "ask", one)
    assert "31 of 34 practices" in ade_reads(ade, "asks", here)


def ade_reads(client: Client, page: str, where: list[object]) -> str:
    answer = client.get(reverse(page, args=where))
    assert answer.status_code == 200, answer.content.decode()
    return answer.content.decode()


@pytest.mark.parametrize(
    ("day", "words"),
    [
        ("2020-01-01", "Choose today or a day to come."),
        ("9999-12-31", "Choose a day within the next ten years."),
        ("0001-01-01", "Choose today or a day to come."),
        ("31/31/2030", "Enter a date such as"),
        ("’; DROP TABLE", "Enter a date such as"),
    ],
)
def test_a_date_nobody_can_keep_is_refused_beside_its_field(
    day: str, words: str, facilitator: Membership, lead: Membership, sign_in: SignIn
):
    priya, asked = sign_in(lead), asking.ask(lead, facilitator)
    one = [lead.group.public_id, asked.public_id]
    typed = {"kind": "accepted", "reason": "You are right", "promised_on": day}
    page = priya.post(reverse("ask_answer", args=one), typed).content.decode()
    assert words in page
    assert "You are right" in page
    asking.judge(asking.answer(asked), facilitator, answers_us=True)
    page = priya.post(reverse("ask_progress", args=one), {"words": "Half", "next_on": day}).content.decode()
    assert words in page


@pytest.mark.parametrize(
    "junk", ["", "x", "0", "-1", "00000000-0000-0000-0000-000000000000", "\x00", "é" * 5000]
)
def test_junk_in_any_field_is_answered_with_a_page(
    junk: str, facilitator: Membership, lead: Membership, sign_in: SignIn
):
    asked = asking.answer(asking.ask(lead, facilitator))
    here, one = [lead.group.public_id], [lead.group.public_id, asked.public_id]
    fields = (
        "title",
        "words",
        "why",
        "to",
        "contributions",
        "is_public",
        "item",
        "answers_us",
        "way",
        "kind",
    )
    typed = dict.fromkeys((*fields, "reason", "promised_on", "next_on", "no_comeback", "scope"), junk)
    tried = {facilitator: [("ask_new", here), ("ask_verdict", one), ("ask_close", one)]}
    tried[lead] = [(name, one) for name in ("ask_answer", "ask_progress", "ask_hand_over", "ask_acknowledge")]
    tried[lead] += [("commitment_write", here)]
    for who, pages in tried.items():
        for name, where in pages:
            assert sign_in(who).post(reverse(name, args=where), typed).status_code in {200, 409}, name
    asked.refresh_from_db()
    assert (Ask.objects.count(), asked.state) == (1, "answered")


def test_a_form_overtaken_by_someone_else_keeps_what_was_typed(
    facilitator: Membership, lead: Membership, sign_in: SignIn
):
    """The lead writes a long answer while the group closes the request."""
    asked = asking.ask_in("sent_back", lead, facilitator)
    asking.close(asked, facilitator, "no_disagreed")
    where = reverse("ask_answer", args=[lead.group.public_id, asked.public_id])
    typed = {"kind": "not_accepted", "reason": "A long answer, written with care"}
    page = sign_in(lead).post(where, typed).content.decode()
    assert "The group has closed this request." in page
    assert "A long answer, written with care" in page
