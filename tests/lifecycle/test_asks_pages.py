"""The pages of the feedback loop, used as each person would."""

import html
from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from facilitation.actions.glossary import explain_term
from facilitation.models import GlossaryTerm
from groups.models import Delivery, Group, Membership
from groups.permissions import Role
from groups.states import Side
from groups.transitions import Refused
from lifecycle.actions.asks import acknowledge_ask
from lifecycle.actions.handing import hand_over_ask
from lifecycle.models import Ask
from lifecycle.templatetags.clocks import clock_words
from tests.cast import Part, join
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
    priya.post(reverse("ask_progress", args=one), {"words": "Half of them", "next_on": "2031-01-05"})
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


def test_a_request_is_handed_to_another_decision_maker(
    facilitator: Membership, lead: Membership, member: Membership, sign_in: SignIn
):
    sam = join(lead.group, Part("Sam Okoro", Side.SYSTEM, Role.LEAD, "Director", "Board"), "sam@demo.example")
    asked = asking.ask(lead, facilitator)
    one = [lead.group.public_id, asked.public_id]
    assert "Hand it to someone else" in ade_reads(sign_in(lead), "ask", one)
    assert "Hand it to someone else" not in ade_reads(sign_in(sam), "ask", one)
    assert "Sam Okoro, Director, Board" in ade_reads(sign_in(lead), "ask_hand_over", one)
    sign_in(lead).post(reverse("ask_hand_over", args=one), {"to": sam.public_id})
    page = ade_reads(sign_in(member), "ask", one)
    assert "Waiting for Sam Okoro, Director, Board" in page
    assert "Handed to another decision-maker" in page
    heard = Delivery.objects.filter(notification__kind="ask_raised", notification__closed_at=None)
    assert set(heard.values_list("person", flat=True)) == {sam.person_id}
    assert "Answer this request" in ade_reads(sign_in(sam), "ask", one)


def test_without_a_decision_maker_the_page_says_what_to_do(facilitator: Membership, sign_in: SignIn):
    page = ade_reads(sign_in(facilitator), "ask_new", [facilitator.group.public_id])
    assert "Nobody in this group answers for the system yet" in page


@pytest.mark.parametrize(
    ("page", "words"),
    [
        ("ask_answer", "It is the group's turn"),
        ("ask_progress", "once the group has said that your answer answers it"),
    ],
)
def test_who_comes_out_of_turn_is_told_when(
    page: str, words: str, facilitator: Membership, lead: Membership, sign_in: SignIn
):
    asked = asking.answer(asking.ask(lead, facilitator))
    told = sign_in(lead).get(reverse(page, args=[lead.group.public_id, asked.public_id]))
    assert words in html.unescape(told.content.decode())


def test_the_group_out_of_turn_is_told_when(facilitator: Membership, lead: Membership, sign_in: SignIn):
    one = [lead.group.public_id, asking.ask(lead, facilitator).public_id]
    dee = sign_in(facilitator)
    assert "There is no answer waiting" in html.unescape(
        dee.get(reverse("ask_verdict", args=one)).content.decode()
    )
    assert "once it has an answer" in dee.get(reverse("ask_close", args=one)).content.decode()


@pytest.mark.parametrize(
    ("due", "today", "words"),
    [
        (date(2026, 6, 12), date(2026, 6, 12), "due today"),
        (date(2026, 6, 12), date(2026, 6, 11), "1 working day left"),
        (date(2026, 6, 12), date(2026, 6, 13), "just late"),  # a Saturday
        (date(2026, 6, 12), date(2026, 6, 15), "1 working day late"),
        (date(2026, 6, 14), date(2026, 6, 13), "due by the next working day"),  # a Sunday somebody promised
        (date(2026, 6, 12), date(2027, 6, 15), "254 working days late"),
    ],
)
def test_the_clock_speaks_in_working_days(due: date, today: date, words: str):
    assert clock_words(Ask(group=Group(nation="ENG"), next_step_on=due), today) == words


def test_who_handed_it_over_cannot_answer_from_an_old_page(facilitator: Membership, lead: Membership):
    """Whose request it is counts as it stands in the database, not as an open page remembers it."""
    sam = join(lead.group, Part("Sam Okoro", Side.SYSTEM, Role.LEAD, "Director", "Board"))
    asked = asking.ask(lead, facilitator)
    remembered = Ask.objects.select_related("to").get(pk=asked.pk)
    hand_over_ask(asked, to=sam, by=lead)
    with pytest.raises(Refused, match="This request went to Sam Okoro"):
        acknowledge_ask(remembered, by=lead)


def test_a_word_the_group_explained_is_explained_in_a_request(
    member: Membership, lead: Membership, facilitator: Membership, sign_in: SignIn
):
    asked = asking.ask(lead, facilitator, words="Publish the tariff of each clinic.")
    explain_term(GlossaryTerm(term="tariff", meaning="The price of one piece of care."), by=lead)
    page = sign_in(member).get(reverse("ask", args=[asked.group.public_id, asked.public_id])).text
    assert 'class="term" popovertarget="term-1">tariff</button>' in page
    assert "The price of one piece of care." in page
