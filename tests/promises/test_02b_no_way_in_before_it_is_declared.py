"""No input of any kind opens on a topic before what is open, what is fixed and who decides is declared."""

from dataclasses import replace

import pytest
from django.db import IntegrityError, transaction

from facilitation.actions.agreements import quick_agree
from facilitation.actions.options import propose_option
from facilitation.actions.rounds import open_round
from facilitation.actions.topics import change_topic
from facilitation.models import Decision, Option, QuickAgree, Topic
from facilitation.states import DecisionState, ItemState
from groups.models import Membership
from groups.transitions import Refused
from tests.facilitation.making import DECLARED, make_item, make_session, make_topic
from tests.facilitation.meeting import path, words_of


@pytest.fixture
def bare(facilitator: Membership) -> Topic:
    """A topic of which nothing is said yet."""
    return Topic.objects.create(group=facilitator.group, title="Something")


def test_no_round_no_option_by_any_action(bare, facilitator, member):
    with pytest.raises(Refused):
        open_round(topic=bare, wording="We want this", by=facilitator)
    with pytest.raises(Refused):
        propose_option(Option(title="This way", means="So"), topic=bare, by=member)
    assert not Decision.objects.exists()
    assert not Option.objects.exists()


def test_nothing_is_put_to_a_session_about_it(bare, facilitator):
    item = make_item(make_session(facilitator.group))
    item.state, item.topic = ItemState.NOW, bare
    item.save()
    with pytest.raises(Refused, match="First"):
        quick_agree(wording="Yes", item=item, by=facilitator, final_say_said=True)
    assert not QuickAgree.objects.exists()


def test_the_database_keeps_no_input_without_a_declaration(bare, facilitator):
    with pytest.raises(IntegrityError), transaction.atomic():
        Option.objects.create(group=bare.group, topic=bare, title="This way", means="So")
    with pytest.raises(IntegrityError), transaction.atomic():
        Decision.objects.create(
            group=bare.group,
            topic=bare,
            route="round",
            wording="So",
            state=DecisionState.ROUND,
            closes_on=bare.group.today,
        )


def test_its_page_says_so_and_offers_no_way_in(bare, member, facilitator, sign_in):
    for who in (member, facilitator):
        page = words_of(sign_in(who).get(path("topic", bare.group, bare)))
        assert "Nothing is declared yet" in page
        assert "Add an option" not in page
        assert "Ask everyone for a position" not in page


def test_what_is_declared_comes_before_all_that_is_said(facilitator, member, sign_in):
    topic = make_topic(facilitator)
    propose_option(Option(title="This way", means="So"), topic=topic, by=member)
    change_topic(topic, declaration=replace(DECLARED, what_matters="To be read"), by=facilitator)
    page = words_of(sign_in(member).get(path("topic", topic.group, topic)))
    places = [page.index(words) for words in ("Open to change", "Fixed, and why", "Final say", "To be read")]
    assert places == sorted(places)
    assert places[-1] < page.index("This way") < page.index("Rounds and decisions")
    assert "What is declared has changed since." in page
