"""What was put in stands beside what was promised, in sums, and says nothing of who got it (promise 12)."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from groups.models import Activity, Membership
from groups.transitions import Refused
from lifecycle.actions.investments import record_investment, remove_investment
from lifecycle.models import InvestmentMade, PromisedInvestment
from tests.facilitation.meeting import words_of
from tests.lifecycle.making import sign_commitment

SignIn = Callable[[Membership], Client]


def put_in(by: Membership, pounds: int = 300) -> InvestmentMade:
    today = timezone.localdate()
    return record_investment(kind="time", pounds=pounds, hours=4, on=today, words="A day to plan", by=by)


def test_a_lead_or_a_facilitator_writes_it_and_nobody_else(
    lead: Membership, facilitator: Membership, member: Membership, professional: Membership
):
    put_in(lead)
    put_in(facilitator)
    for other in (member, professional):
        with pytest.raises(Refused, match="Facilitators and the decision-maker"):
            put_in(other)


def test_everyone_sees_the_sum_beside_the_promise(lead: Membership, member: Membership, sign_in: SignIn):
    commitment = sign_commitment(lead)
    PromisedInvestment.objects.create(
        group=lead.group, commitment=commitment, kind="time", pounds=1000, hours=40
    )
    put_in(lead)
    put_in(lead, pounds=50)
    shown = words_of(sign_in(member).get(reverse("commitment", args=[lead.group.public_id])))
    assert "Time to develop 1000 pounds 40 hours 350 pounds 8 hours" in shown


def test_each_entry_is_read_by_all_and_removed_with_a_record(
    lead: Membership, member: Membership, sign_in: SignIn
):
    page, browser = reverse("investments_made", args=[lead.group.public_id]), sign_in(lead)
    new = reverse("investment_new", args=[lead.group.public_id])
    today = timezone.localdate()
    browser.post(new, {"kind": "information", "pounds": 90, "hours": "", "on": today, "words": "Printing"})
    assert "90 pounds" in words_of(sign_in(member).get(page))
    assert "Remove" not in words_of(sign_in(member).get(page))
    made = InvestmentMade.objects.get()
    browser.post(reverse("investment_remove", args=[lead.group.public_id, made.public_id]))
    assert not InvestmentMade.objects.exists()
    assert Activity.objects.filter(verb="investment.removed", person=lead.person).exists()
    with pytest.raises(Refused):
        remove_investment(made, by=member)


def test_nothing_at_all_and_the_future_are_explained(lead: Membership, sign_in: SignIn):
    new, today = reverse("investment_new", args=[lead.group.public_id]), timezone.localdate()
    said = {"kind": "time", "pounds": "", "hours": "", "on": today, "words": "A day"}
    assert "Give pounds, or hours, or both" in words_of(sign_in(lead).post(new, said))
    late = said | {"hours": 3, "on": today + timedelta(days=1)}
    assert "put in already" in words_of(sign_in(lead).post(new, late))
    assert not InvestmentMade.objects.exists()
