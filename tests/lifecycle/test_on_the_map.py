"""Requests to the system stand on the map of the operating model, at the parts they touch."""

from facilitation.actions.information import tag_topic
from facilitation.model_map import shelves_of
from facilitation.models import Topic
from tests.cast import make_group
from tests.facilitation.making import make_topic
from tests.facilitation.meeting import path, words_of
from tests.lifecycle.asking import ask


def tagged(facilitator, *parts: str) -> Topic:
    topic = make_topic(facilitator)
    tag_topic(topic, parts=parts, by=facilitator)
    return topic


def grown_from(topic: Topic, made):
    made.decision.topic, made.decision.topic_version = topic, topic.current
    made.decision.save(update_fields=["topic", "topic_version"])
    return made


def requests_at(group, part: str) -> list[str]:
    shelves = shelves_of(group).get(part, [])
    return [link.title for shelf in shelves if str(shelf.title) == "Requests" for link in shelf.links]


def test_a_request_stands_at_each_part_its_topic_is_about(lead, facilitator, member, sign_in):
    grown_from(tagged(facilitator, "budgets", "finance"), ask(lead, facilitator, title="Show us the pot"))
    ask(lead, facilitator, title="About nothing named")
    assert requests_at(lead.group, "budgets") == requests_at(lead.group, "finance") == ["Show us the pot"]
    shown = words_of(sign_in(member).get(path("model_map", member.group)))
    assert "About nothing named" not in shown
    assert "Requests\N{NO-BREAK SPACE}1" in sign_in(member).get(path("model_map", member.group)).text


def test_one_that_touches_a_part_in_two_ways_stands_there_once(lead, facilitator):
    topic = tagged(facilitator, "review")
    first = grown_from(topic, ask(lead, facilitator, title="First"))
    second = grown_from(topic, ask(lead, facilitator, title="Second"))
    second.built_from.add(first.decision)
    third = ask(lead, facilitator, title="Third")
    third.built_from.add(first.decision)
    assert requests_at(lead.group, "review") == ["Third", "Second", "First"]


def test_another_groups_requests_are_on_its_own_map_alone(lead, facilitator):
    grown_from(tagged(facilitator, "review"), ask(lead, facilitator, title="Ours"))
    assert requests_at(make_group("Southshire group"), "review") == []
