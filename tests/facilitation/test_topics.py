"""A topic: options of anyone who may speak, what people said, and the reason when it does not go ahead."""

from dataclasses import replace

import pytest

from facilitation.actions.contributions import contribute
from facilitation.actions.disputes import dispute
from facilitation.actions.options import propose_option, take_back_option
from facilitation.actions.positions import take_position
from facilitation.actions.rounds import close_round, open_round, reopen_round
from facilitation.actions.topics import change_topic, drop_topic, reopen_topic
from facilitation.models import Decision, Option, Topic
from facilitation.states import Audience, DecisionState, TopicState
from groups.models import Delivery, Membership
from groups.transitions import Refused
from tests.facilitation.making import DECLARED, make_item, make_session, make_topic
from tests.facilitation.meeting import path, words_of


@pytest.fixture
def topic(facilitator: Membership) -> Topic:
    return make_topic(facilitator)


def option(title: str = "Large print first") -> Option:
    return Option(title=title, means="From May, in large print.", hard_on="The post room")


def page_of(browser, topic: Topic) -> str:
    return words_of(browser.get(path("topic", topic.group, topic)))


def test_anyone_who_may_speak_adds_an_option_and_takes_their_own_back(topic, member, carer, sign_in):
    said = {"title": "Large print first", "means": "From May.", "good_for": "Me", "hard_on": "The post room"}
    page = words_of(sign_in(member).post(path("option_new", topic.group, topic), said, follow=True))
    assert "Large print first" in page
    assert "Proposed by Ade." in page
    with pytest.raises(Refused, match="Only the person who proposed this"):
        take_back_option(Option.objects.get(), by=carer)
    take_back_option(Option.objects.get(), by=member)
    assert "Large print first" not in page_of(sign_in(carer), topic)


def test_a_closed_topic_takes_no_options(topic, facilitator, member):
    drop_topic(topic, why="No money this year", by=facilitator)
    with pytest.raises(Refused, match="closed"):
        propose_option(option(), topic=topic, by=member)


def test_a_topic_that_does_not_go_ahead_says_why_and_everyone_is_told(
    topic, facilitator, member, lead, sign_in
):
    with pytest.raises(Refused):
        drop_topic(topic, why="I do not want it", by=lead)
    page = sign_in(facilitator).post(path("topic_drop", topic.group, topic), {"why": ""})
    assert Topic.objects.get().state == TopicState.OPEN
    page = sign_in(facilitator).post(path("topic_drop", topic.group, topic), {"why": "No money"}, follow=True)
    assert "No money" in words_of(page)
    told = Delivery.objects.filter(notification__kind="topic_moved", channel="app")
    assert {one.person for one in told} == {facilitator.person, member.person, lead.person}
    assert reopen_topic(topic, by=facilitator).why_dropped == ""


def test_no_topic_is_dropped_over_an_open_round(topic, facilitator, member):
    open_round(topic=topic, wording="Plain words", by=facilitator)
    with pytest.raises(Refused, match="round about this is open"):
        drop_topic(topic, why="No money", by=facilitator)


def test_what_changed_stands_side_by_side(topic, facilitator, member, sign_in):
    change_topic(topic, declaration=replace(DECLARED, fixed="Nothing any more"), by=facilitator)
    page = page_of(sign_in(member), topic)
    changed = page[page.index("From version 1 to version 2") :]
    assert changed.index("The postage contract") < changed.index("Nothing any more")
    assert "How letters are written" not in changed, "only what differs"


def test_what_was_said_in_a_session_about_it_stands_on_its_page(topic, member, carer, lead, sign_in):
    session = make_session(topic.group)
    item = make_item(session)
    item.topic = topic
    item.save()
    contribute(session, words="I cannot read mine", audience=Audience.EVERYONE, by=member, item=item)
    contribute(session, words="Among us only", audience=Audience.LIVED, by=member, item=item)
    assert "Among us only" in page_of(sign_in(carer), topic)
    page = page_of(sign_in(lead), topic)
    assert "I cannot read mine" in page
    assert "Among us only" not in page
    assert "Send a thought" in page


def test_what_was_agreed_before_a_change_can_be_asked_again(
    topic, facilitator, member, carer, professional, sign_in
):
    decision = open_round(topic=topic, wording="Plain words", by=facilitator)
    for voter in (member, carer, professional):
        take_position(decision, answer="agree", reason="", by=voter)
    closed = close_round(decision, by=facilitator)
    with pytest.raises(Refused, match="This is agreed"):
        reopen_round(closed, by=facilitator)
    change_topic(topic, declaration=replace(DECLARED, fixed="The whole letter"), by=facilitator)
    page = sign_in(facilitator).get(path("decision", topic.group, decision))
    assert "The group agreed this on version 1" in words_of(page)
    again = reopen_round(closed, by=facilitator)
    assert (again.state, again.topic_version.number) == (DecisionState.ROUND, 2)
    assert again.positions.count() == 3, "what was said on the version before stays with it"
    asked = Delivery.objects.needing(member.person).filter(notification__kind="round_open")
    assert asked.count() == 1


def test_a_change_asks_everyone_anew_with_the_whole_time(topic, facilitator, member):
    decision = open_round(topic=topic, wording="Plain words", by=facilitator)
    take_position(decision, answer="agree", reason="", by=member)
    Decision.objects.update(closes_on=topic.group.today)
    change_topic(topic, declaration=replace(DECLARED, fixed="The whole letter"), by=facilitator)
    decision.refresh_from_db()
    assert decision.closes_on > topic.group.today
    assert Delivery.objects.needing(member.person).filter(notification__kind="round_open").count() == 1


def test_asked_again_after_a_dispute_everyone_hears_of_it(topic, facilitator, member, carer, professional):
    decision = open_round(topic=topic, wording="Plain words", by=facilitator)
    for voter in (member, carer, professional):
        take_position(decision, answer="agree", reason="", by=voter)
    closed = close_round(decision, by=facilitator)
    dispute(closed, reason="I meant something else", by=member)
    reopen_round(closed, by=facilitator)
    assert Delivery.objects.needing(carer.person).filter(notification__kind="round_open").count() == 1


def test_the_page_of_a_topic_asks_no_more_for_three_than_for_one(
    topic, facilitator, member, sign_in, django_assert_max_num_queries
):
    browser = sign_in(facilitator)
    for number in range(3):
        propose_option(option(f"Option {number}"), topic=topic, by=member)
        open_round(topic=topic, wording=f"Words {number}", by=facilitator)
        with django_assert_max_num_queries(12):
            assert f"Option {number}" in page_of(browser, topic)
