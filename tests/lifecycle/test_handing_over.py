"""A request goes to a colleague who is not in the group when they come; and is taken over when a lead has gone."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from groups.actions.accounts import open_account
from groups.actions.invitations import accept, decline
from groups.models import Delivery, Invitation, Membership, Notification
from groups.permissions import Role
from groups.states import Channel, MembershipState, Side
from groups.transitions import Refused
from lifecycle.actions.came_in import disown, enter_answer
from lifecycle.actions.clocks import tell_due
from lifecycle.actions.drafts import Reply, save_draft
from lifecycle.actions.handing import (
    hand_over_ask,
    hand_to_colleague,
    take_back_offer,
    tell_of_those_without_lead,
)
from lifecycle.models import AnswerDraft, Ask, HandingOver
from lifecycle.states import AskState
from tests.cast import Part, join
from tests.lifecycle import asking

type SignIn = Callable[[Membership], Client]

SAM = {"name": "Sam Okoro", "email": "sam@new.example", "job": "Director", "body": "Board"}


@pytest.fixture
def asked(lead: Membership, facilitator: Membership) -> Ask:
    return asking.ask(lead, facilitator)


def another_lead(lead: Membership) -> Membership:
    return join(lead.group, Part("Una Bell", Side.SYSTEM, Role.LEAD, "Nurse", "Board"), "una@demo.example")


def offer(asked: Ask, **changes: str) -> HandingOver:
    return hand_to_colleague(asked, **SAM | changes, by=asked.to)


def come(handing: HandingOver) -> Membership:
    invitation = Invitation.objects.get(pk=handing.invitation_id)
    return accept(invitation, name="Sam Okoro", line="", by=open_account(invitation.email, proven=True))


def address(asked: Ask, name: str) -> str:
    return reverse(name, args=[asked.group.public_id, asked.public_id])


def test_it_stays_until_the_colleague_comes_and_is_theirs_then(
    asked: Ask, lead: Membership, facilitator: Membership
):
    save_draft(asked, Reply(reason="Begun"), by=lead)
    handing = offer(asked)
    assert asking.fresh(asked).to == lead
    assert (handing.invitation.roles, handing.invitation.job) == (Role.LEAD, "Director")
    assert Delivery.objects.filter(notification__kind="ask_offered_on", person=facilitator.person).exists(), (
        "facilitators hear who is invited"
    )
    sam = come(handing)
    now = asking.fresh(asked)
    assert (now.to, now.next_step_on) == (sam, asked.next_step_on)
    assert not AnswerDraft.objects.exists()
    assert Delivery.objects.filter(notification__kind="ask_raised", person=sam.person).exists()
    assert asking.answer(now).state == "answered"


def test_the_group_sees_whom_they_asked(asked: Ask, lead: Membership, member: Membership, sign_in: SignIn):
    sent = sign_in(lead).post(address(asked, "ask_hand_to_colleague"), SAM)
    assert sent.status_code == 302, sent.content.decode()
    page = sign_in(member).get(address(asked, "ask")).content.decode()
    assert "Sam Okoro, Director, was asked on" in page
    assert "sam@new.example" not in page
    assert "Waiting for Dr Priya Nair" in page
    sign_in(lead).post(address(asked, "ask_hand_to_colleague"), {"take_back": "1"})
    assert "Sam Okoro" not in sign_in(member).get(address(asked, "ask")).content.decode()


def test_whoever_says_no_or_is_asked_no_more_gets_nothing(asked: Ask, lead: Membership):
    first = offer(asked)
    decline(first.invitation)
    second = offer(asked)
    take_back_offer(asked, by=lead)
    with pytest.raises(Refused):
        come(second)
    assert asking.fresh(asked).to == lead


def test_one_is_asked_at_a_time(asked: Ask):
    offer(asked)
    with pytest.raises(Refused, match="Sam Okoro is asked to take it over already"):
        offer(asked, email="other@new.example")


def test_a_lead_of_the_group_is_not_invited_again(asked: Ask, lead: Membership):
    una = another_lead(lead)
    with pytest.raises(Refused, match="already"):
        offer(asked, email=str(una.person.account.email if una.person.account else "").upper())


@pytest.mark.parametrize("meanwhile", ["handed to another", "closed"])
def test_who_comes_too_late_is_in_the_group_and_takes_nothing(
    meanwhile: str, asked: Ask, lead: Membership, facilitator: Membership
):
    handing = offer(asked)
    if meanwhile == "closed":
        asking.end_without_a_word(asked, facilitator, "withdrawn")
    else:
        hand_over_ask(asked, to=another_lead(lead), by=lead)
    before = asking.fresh(asked).to
    sam = come(handing)
    assert sam.holds(Role.LEAD)
    assert asking.fresh(asked).to == before


def test_only_whoever_has_it_asks_a_colleague(
    asked: Ask, lead: Membership, facilitator: Membership, member: Membership
):
    for who in (another_lead(lead), facilitator, member):
        with pytest.raises(Refused):
            hand_to_colleague(asked, **SAM, by=who)
    assert not Invitation.objects.exists()


GONE: dict[str, dict[str, Any]] = {
    "left": {"state": MembershipState.LEFT, "left_on": timezone.localdate()},
    "lost the role": {"roles": Role.PROFESSIONAL},
}


@pytest.mark.parametrize("how", GONE)
def test_when_a_lead_has_gone_others_are_told_once_and_may_take_over(
    how: str, asked: Ask, lead: Membership, facilitator: Membership, member: Membership, sign_in: SignIn
):
    una = another_lead(lead)
    assert tell_of_those_without_lead() == 0
    Membership.objects.filter(pk=lead.pk).update(**GONE[how])
    assert [tell_of_those_without_lead() for _sweep in range(3)] == [1, 0, 0]
    told = Delivery.objects.filter(notification__kind="ask_without_lead").values_list("person", flat=True)
    assert set(told) == {una.person_id, facilitator.person_id}
    page = sign_in(member).get(address(asked, "ask")).content.decode()
    assert "does not answer for the system here any more" in page
    assert "Take it over" in sign_in(una).get(address(asked, "ask")).content.decode()
    hand_over_ask(asking.fresh(asked), to=una, by=una)
    assert not Delivery.objects.filter(
        notification__kind="ask_without_lead", notification__closed_at=None
    ).exists()
    assert "any more" not in sign_in(member).get(address(asked, "ask")).content.decode()


def test_a_closed_request_needs_nobody(asked: Ask, lead: Membership, facilitator: Membership):
    asking.end_without_a_word(asked, facilitator, "withdrawn")
    Membership.objects.filter(pk=lead.pk).update(roles=Role.PROFESSIONAL)
    assert tell_of_those_without_lead() == 0


def test_the_sweep_costs_no_more_for_more_requests(
    lead: Membership, facilitator: Membership, django_assert_max_num_queries: Any
):
    for number in range(5):
        asking.ask(lead, facilitator, title=f"Request {number}")
    with django_assert_max_num_queries(2):
        tell_of_those_without_lead()


def test_what_the_lead_was_asked_to_report_is_asked_of_the_next_one_at_once(
    lead: Membership, facilitator: Membership
):
    doing = asking.ask_in(AskState.IN_PROGRESS, lead, facilitator)
    assert doing.next_step_on
    other = another_lead(lead)
    tell_due(today=doing.next_step_on)
    hand_over_ask(doing, to=other, by=lead)
    waits = Delivery.objects.filter(
        notification__kind="progress_wanted", notification__closed_at=None, channel=Channel.APP
    )
    assert [one.person for one in waits] == [other.person]


def test_nothing_to_report_yet_is_asked_of_nobody(lead: Membership, facilitator: Membership):
    doing = asking.ask_in(AskState.IN_PROGRESS, lead, facilitator)
    hand_over_ask(doing, to=another_lead(lead), by=lead)
    assert not Delivery.objects.filter(notification__kind="progress_wanted").exists()


def test_it_is_told_again_when_they_come_back_and_go_again(
    asked: Ask, lead: Membership, facilitator: Membership
):
    another_lead(lead)
    for _time in range(3):
        Membership.objects.filter(pk=lead.pk).update(roles=Role.PROFESSIONAL)
        assert [tell_of_those_without_lead() for _sweep in range(2)] == [1, 0]
        Membership.objects.filter(pk=lead.pk).update(roles=Role.LEAD)
        assert tell_of_those_without_lead() == 0
        assert not Notification.objects.filter(kind="ask_without_lead", closed_at=None).exists()


def test_it_waits_for_somebody_to_hear_it(asked: Ask, lead: Membership, facilitator: Membership):
    Membership.objects.filter(pk=lead.pk).update(state=MembershipState.LEFT, left_on=timezone.localdate())
    Membership.objects.filter(pk=facilitator.pk).update(state=MembershipState.PAUSED)
    assert tell_of_those_without_lead() == 0
    Membership.objects.filter(pk=facilitator.pk).update(state=MembershipState.ACTIVE)
    assert tell_of_those_without_lead() == 1
    assert Delivery.objects.filter(notification__kind="ask_without_lead", person=facilitator.person).exists()


def test_an_answer_that_came_does_not_vanish_by_handing_on(
    asked: Ask, lead: Membership, coordinator: Membership
):
    """A "no" by email, typed in and seen by the lead, would be gone, and nobody would be told."""
    una = another_lead(lead)
    enter_answer(asked, Reply(kind="not_accepted", reason="No"), came_on=timezone.localdate(), by=coordinator)
    for hand_on in (lambda: hand_over_ask(asked, to=una, by=lead), lambda: offer(asked)):
        with pytest.raises(Refused, match="An answer came in your name"):
            hand_on()
    assert asked.drafts.get().reason == "No"
    disown(asked, reason="Somebody else wrote it", by=lead)
    assert hand_over_ask(asked, to=una, by=lead).to == una
