"""With what is open to change, what is fixed and why. A later change makes a new version that everyone
sees and reopens positions."""

from dataclasses import replace

import pytest
from django.db import IntegrityError

from facilitation.actions.positions import take_position
from facilitation.actions.rounds import counted, open_round
from facilitation.actions.topics import change_topic
from facilitation.models import AgendaItem, Decision, Topic
from facilitation.states import PositionAnswer
from groups.models import Delivery, Membership
from groups.transitions import Refused
from tests.facilitation.making import DECLARED, make_session, make_topic


def test_no_round_opens_on_a_topic_that_declares_nothing(facilitator: Membership):
    bare = Topic.objects.create(group=facilitator.group, title="Something")
    with pytest.raises(Refused):
        open_round(topic=bare, wording="We want this", by=facilitator)
    assert not Decision.objects.exists()


def test_an_item_that_decides_needs_a_topic(facilitator: Membership):
    with pytest.raises(IntegrityError):
        AgendaItem.objects.create(
            group=facilitator.group,
            session=make_session(facilitator.group),
            position=1,
            title="Decide now",
            purpose="decide",
            minutes=10,
        )


def test_a_change_makes_a_version_tells_everyone_and_asks_again(
    facilitator: Membership, member: Membership, carer: Membership
):
    topic = make_topic(facilitator)
    decision = open_round(topic=topic, wording="Letters in plain words", by=facilitator)
    take_position(decision, answer=PositionAnswer.AGREE, reason="", by=member)
    change_topic(topic, declaration=replace(DECLARED, fixed="Nothing any more"), by=facilitator)

    decision.refresh_from_db()
    assert list(topic.versions.order_by("number").values_list("fixed", flat=True)) == [
        "The postage contract, until 2028",
        "Nothing any more",
    ]
    assert not counted(decision).exists()  # Ade's position was on the version before
    told = Delivery.objects.filter(notification__kind="topic_changed", channel="app")
    assert {delivery.person for delivery in told} == {facilitator.person, member.person, carer.person}


def test_a_position_stays_with_the_version_it_was_given_on(facilitator: Membership, member: Membership):
    topic = make_topic(facilitator)
    decision = open_round(topic=topic, wording="Letters in plain words", by=facilitator)
    take_position(decision, answer=PositionAnswer.AGREE, reason="", by=member)
    change_topic(topic, declaration=replace(DECLARED, fixed="Nothing any more"), by=facilitator)
    decision.refresh_from_db()
    take_position(decision, answer=PositionAnswer.CONCERNS, reason="", by=member)
    assert list(decision.positions.order_by("pk").values_list("topic_version__number", "answer")) == [
        (1, "agree"),
        (2, "concerns"),
    ]


def test_what_is_declared_stands_before_anything_else_on_the_page(facilitator: Membership, sign_in):
    topic = make_topic(facilitator)
    decision = open_round(topic=topic, wording="Letters in plain words", by=facilitator)
    page = sign_in(facilitator).get(f"/g/{facilitator.group.public_id}/decisions/{decision.public_id}/")
    words = page.content.decode()
    assert words.index("The postage contract") < words.index("Where do you stand?")


def test_a_position_given_on_a_page_from_before_the_change_is_asked_for_again(
    facilitator: Membership, member: Membership, sign_in
):
    topic = make_topic(facilitator)
    decision = open_round(topic=topic, wording="Letters in plain words", by=facilitator)
    page, browser = f"/g/{member.group.public_id}/decisions/{decision.public_id}/", sign_in(member)
    seen = browser.get(page).context["form"]["declared"].value()
    change_topic(topic, declaration=replace(DECLARED, fixed="The whole letter"), by=facilitator)
    answer = browser.post(f"{page}position/", {"answer": "agree", "declared": seen})
    assert answer.status_code == 409
    assert not decision.positions.exists()
