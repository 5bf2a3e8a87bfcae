"""The pages of the feedback loop, used as each person would."""

from collections.abc import Callable

from django.test import Client
from django.urls import reverse

from groups.models import Membership
from lifecycle.models import Ask
from tests.facilitation.making import make_item, make_session

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
