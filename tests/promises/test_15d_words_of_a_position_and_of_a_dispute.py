"""Promise 15: what somebody wrote with a position or a dispute goes when they take it back; where they stand stays."""

from collections.abc import Callable

import pytest
from django.db import transaction
from django.test import Client
from django.utils import timezone

from facilitation.actions.agreements import record_agreement
from facilitation.actions.disputes import dispute
from facilitation.actions.positions import take_position, take_position_for
from facilitation.actions.rounds import counted, open_round
from facilitation.actions.taking_back import take_back_reason_for
from facilitation.models import Decision, Dispute, Position, Session
from facilitation.states import DecisionState, PositionAnswer
from groups.models import Delivery, Membership, Person
from groups.states import Origin
from groups.transitions import Refused
from tests.facilitation.making import make_item, make_session, make_topic
from tests.facilitation.meeting import path, words_of
from tests.promises.copies import copy_everything

type SignIn = Callable[[Membership | Person], Client]
WHY, REMEMBERED = "zqwhy of my own", "zqremembered of my own"


@pytest.fixture
def asked(facilitator: Membership) -> Decision:
    return open_round(topic=make_topic(facilitator), wording="Plain letters", by=facilitator)


@pytest.fixture
def agreed(facilitator: Membership) -> Decision:
    return record_agreement(
        wording="Plain letters", item=make_item(make_session(facilitator.group)), by=facilitator
    )


def say(asked: Decision, by: Membership) -> Position:
    return take_position(asked, answer=PositionAnswer.NOT_ACCEPT, reason=WHY, by=by)


@pytest.mark.parametrize("state", [DecisionState.ROUND, DecisionState.NOT_AGREED, DecisionState.AGREED])
def test_the_reason_goes_at_once_and_the_position_stands_in_the_count(
    state: str, asked: Decision, member: Membership, carer: Membership, sign_in: SignIn
):
    say(asked, member)
    Decision.objects.filter(pk=asked.pk).update(state=state)
    page, address = path("decision", asked.group, asked), path("position_take_back", asked.group, asked)
    ade = sign_in(member)
    assert address in ade.get(page).text
    assert address not in sign_in(carer).get(page).text
    offered = words_of(ade.get(address))
    assert WHY in offered
    assert "Where you stand stays in the count. Only the words go." in offered
    assert "We cannot call back" not in offered, "nothing left the app"
    ade.post(address)
    read = words_of(sign_in(carer).get(page))
    assert WHY not in read
    assert "I do not accept this" in read
    assert "The words given with it were taken back. Where they stand still counts." in read
    [position] = counted(asked)
    assert (position.answer, position.reason) == (PositionAnswer.NOT_ACCEPT, "")


def test_nobody_else_takes_it_back(
    asked: Decision, member: Membership, carer: Membership, facilitator: Membership, sign_in: SignIn
):
    position = say(asked, member)
    for other in (carer, facilitator):
        assert sign_in(other).post(path("position_take_back", asked.group, asked)).status_code == 404
    for_member = path("position_take_back_for", asked.group, asked, member)
    assert sign_in(carer).post(for_member).status_code == 403, "a member types for nobody"
    sign_in(facilitator).post(for_member)
    position.refresh_from_db()
    assert position.reason == WHY, "who has an account takes it back themselves"


def test_words_that_somebody_else_typed_are_their_authors_to_take_back(
    asked: Decision, member: Membership, facilitator: Membership, sign_in: SignIn
):
    typed(asked, member, facilitator)
    sign_in(member).post(path("position_take_back", asked.group, asked))
    assert Position.objects.get(member=member).reason == ""


def typed(asked: Decision, member: Membership, by: Membership) -> None:
    said = {"answer": PositionAnswer.SIT_OUT, "reason": WHY, "origin": Origin.PHONE, "read_back": True}
    take_position_for(asked, member=member, by=by, **said)


def test_whoever_has_no_account_asks_and_is_told_that_it_went(
    asked: Decision, member: Membership, facilitator: Membership, lead: Membership, sign_in: SignIn
):
    Person.objects.filter(pk=member.person_id).update(account=None)
    member.person.refresh_from_db()
    typed(asked, member, facilitator)
    address = path("position_take_back_for", asked.group, asked, member)
    browser = sign_in(facilitator)
    assert address in browser.get(path("decision", asked.group, asked)).text
    assert "Only if they asked you to." in words_of(browser.get(address))
    with pytest.raises(Refused):
        take_back_reason_for(asked, member=member, by=lead)
    browser.post(address)
    assert Position.objects.get(member=member).reason == ""
    told = Delivery.objects.filter(notification__kind="reason_taken_back_for_you", person=member.person)
    assert told.exists()
    assert WHY not in "".join(told.values_list("text", flat=True))


def test_the_words_of_a_dispute_go_and_the_group_still_looks_again(
    agreed: Decision, member: Membership, carer: Membership, sign_in: SignIn
):
    dispute(agreed, reason=REMEMBERED, by=member)
    page, address = path("decision", agreed.group, agreed), path("dispute_take_back", agreed.group, agreed)
    ade = sign_in(member)
    assert address in ade.get(page).text
    assert "so the group still looks at it again" in words_of(ade.get(address))
    assert sign_in(carer).post(address).status_code == 404
    ade.post(address)
    read = words_of(sign_in(carer).get(page))
    assert REMEMBERED not in read
    assert "says this is not what we agreed" in read
    agreed.refresh_from_db()
    assert agreed.state == DecisionState.DISPUTED
    assert Dispute.objects.get().reason == ""


def test_what_may_tell_of_it_is_named_and_only_that(agreed: Decision, member: Membership, sign_in: SignIn):
    dispute(agreed, reason=REMEMBERED, by=member)
    address, ade = path("dispute_take_back", agreed.group, agreed), sign_in(member)
    assert "We cannot call back" not in words_of(ade.get(address))
    Session.objects.filter(pk=agreed.session_id).update(notes_shared_at=timezone.now())
    Decision.objects.filter(pk=agreed.pk).update(outcome="Plain letters from May.", is_as_asked=True)
    for page in (ade.get(address), ade.post(address, follow=True)):
        assert "The notes of this session were shared on" in words_of(page)
        assert "What was decided in the end was written down." in words_of(page)


def test_who_changes_their_position_afterwards_gives_new_words(
    asked: Decision, member: Membership, sign_in: SignIn
):
    say(asked, member)
    sign_in(member).post(path("position_take_back", asked.group, asked))
    take_position(asked, answer=PositionAnswer.SIT_OUT, reason="zqlater", by=member)
    page = words_of(sign_in(member).get(path("decision", asked.group, asked)))
    assert "zqlater" in page
    assert "were taken back" not in page


@pytest.mark.django_db(transaction=True)
def test_no_copy_of_the_database_has_them_any_more(
    asked: Decision, agreed: Decision, member: Membership, sign_in: SignIn
):
    with transaction.atomic():
        say(asked, member)
        dispute(agreed, reason=REMEMBERED, by=member)
    assert WHY in str(copy_everything())
    for name, decision in (("position_take_back", asked), ("dispute_take_back", agreed)):
        sign_in(member).post(path(name, asked.group, decision))
    left = str(copy_everything())
    assert WHY not in left
    assert REMEMBERED not in left
