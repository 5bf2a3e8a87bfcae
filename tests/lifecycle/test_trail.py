"""Taken back, split, joined, followed: each an act of the group, and each keeps its trail."""

import re

import pytest
from django.urls import reverse

from facilitation.actions.contributions import take_back
from facilitation.models import Decision
from groups.models import Membership, Notification
from groups.transitions import Refused
from lifecycle.actions.trail import Asking, follow_on, merge_asks, split_ask, withdraw_ask
from lifecycle.models import Ask, AskLink, Trace
from lifecycle.states import WITHOUT_A_WORD, AskState, LinkKind
from lifecycle.timeline import trail_of
from tests.facilitation.making import make_session
from tests.lifecycle.asking import MONDAY, answer, ask, ask_in, fresh, item_of
from tests.lifecycle.test_traces import say

OPEN = [AskState.RAISED, AskState.ACKNOWLEDGED, AskState.ANSWERED, AskState.SENT_BACK, AskState.IN_PROGRESS]


def asking(title: str, lead: Membership) -> Asking:
    return Asking(title, "Do it.", "It matters.", lead)


def address(name: str, asked: Ask) -> str:
    return reverse(name, args=[asked.group.public_id, asked.public_id])


def split(asked: Ask, by: Membership, *titles: str) -> list[Ask]:
    parts = [asking(title, asked.to) for title in titles]
    return split_ask(asked, parts, item=item_of(asked.group), by=by, today=MONDAY)


@pytest.mark.parametrize("state", OPEN)
def test_the_group_takes_it_back_wherever_it_stands(state: str, lead: Membership, facilitator: Membership):
    asked = ask_in(state, lead, facilitator)
    withdraw_ask(asked, words="The law changed.", item=item_of(asked.group), by=facilitator, today=MONDAY)
    now = fresh(asked)
    assert (now.state, now.next_step_on, now.closing_words) == ("withdrawn", None, "The law changed.")
    assert now.closing_decision, "the group agreed to it"
    assert not Notification.objects.filter(
        subject=str(asked.public_id), needs_you=True, closed_at=None
    ).exists()


def test_neither_the_lead_nor_a_coordinator_can(
    lead: Membership, facilitator: Membership, coordinator: Membership
):
    asked = ask(lead, facilitator)
    for who in (lead, coordinator):
        with pytest.raises(Refused):
            withdraw_ask(asked, words="No.", item=item_of(asked.group), by=who)
        with pytest.raises(Refused):
            split(asked, who, "One", "Two")
    assert (fresh(asked).state, Ask.objects.count()) == ("raised", 1)


def test_the_words_that_began_it_begin_each_part(
    lead: Membership, facilitator: Membership, member: Membership
):
    said = say(make_session(lead.group), member, "Big letters, please.")
    asked = ask(lead, facilitator, contributions=[said])
    parts = split(asked, facilitator, "Half", "Other half")
    assert {trace.ask for trace in Trace.objects.filter(contribution=said)} == {asked, *parts}
    assert fresh(asked).state == AskState.CARRIED_ON
    assert {step.ask for step in trail_of(asked)} == set(parts)
    assert [step.ask for step in trail_of(parts[0])] == [asked]


def test_one_part_is_no_split(lead: Membership, facilitator: Membership):
    asked = ask(lead, facilitator)
    with pytest.raises(Refused):
        split(asked, facilitator, "All of it")
    assert (fresh(asked).state, Ask.objects.count()) == ("raised", 1)


def test_joined_requests_end_in_one_or_not_at_all(lead: Membership, facilitator: Membership):
    one, two = ask(lead, facilitator), answer(ask(lead, facilitator, title="Also this"))
    closed = ask_in(AskState.DONE, lead, facilitator)
    item = item_of(lead.group)
    with pytest.raises(Refused):
        merge_asks([one, closed], asking("Both", lead), item=item, by=facilitator, today=MONDAY)
    assert fresh(one).state == AskState.RAISED, "all or nothing"
    made = merge_asks([one, two], asking("Both", lead), item=item, by=facilitator, today=MONDAY)
    assert {fresh(one).state, fresh(two).state} == {AskState.CARRIED_ON}
    assert set(AskLink.objects.filter(later=made).values_list("earlier", "kind")) == {
        (one.pk, LinkKind.MERGED),
        (two.pk, LinkKind.MERGED),
    }


@pytest.mark.parametrize("state", [AskState.NO_DISAGREED, AskState.WITHDRAWN])
def test_a_request_follows_one_that_has_ended(state: str, lead: Membership, facilitator: Membership):
    asked = ask_in(state, lead, facilitator)
    item = item_of(asked.group)
    made = follow_on(asked, asking("Again", lead), item=item, by=facilitator, today=MONDAY)
    assert (fresh(asked).state, made.state) == (state, AskState.RAISED)
    with pytest.raises(Refused):
        follow_on(made, asking("And again", lead), item=item, by=facilitator, today=MONDAY)


@pytest.mark.parametrize("state", WITHOUT_A_WORD)
def test_it_never_counts_as_done_or_as_a_no(state: str, lead: Membership, facilitator: Membership):
    asked = ask_in(state, lead, facilitator)
    assert asked.ways_to_close == ()
    assert fresh(asked).is_closed


def test_a_request_names_the_decisions_it_was_built_from(lead: Membership, facilitator: Membership, sign_in):
    first = ask(lead, facilitator)
    elsewhere = Decision.objects.get(pk=first.decision_id)
    built = ask(lead, facilitator, title="Built", built_from=[elsewhere], good_answer="A day and a name.")
    shown = sign_in(facilitator).get(address("ask", built)).content.decode()
    assert elsewhere.wording in shown
    assert "A day and a name." in shown


class TestPages:
    def test_room_for_one_more_part_loses_nothing(self, lead: Membership, facilitator: Membership, sign_in):
        asked = ask(lead, facilitator)
        url = address("ask_split", asked)
        typed = {
            "part-TOTAL_FORMS": "2",
            "part-INITIAL_FORMS": "0",
            "part-0-title": "The first half",
            "more": "1",
        }
        shown = sign_in(facilitator).post(url, typed).content.decode()
        assert "The first half" in shown
        assert 'name="part-2-title"' in shown
        assert Ask.objects.count() == 1

    def test_a_facilitator_splits_it(self, lead: Membership, facilitator: Membership, sign_in):
        asked = ask(lead, facilitator)
        url = address("ask_split", asked)
        part = {"words": "Do it.", "why": "It matters.", "to": lead.public_id, "good_answer": ""}
        typed = {"part-TOTAL_FORMS": "2", "part-INITIAL_FORMS": "0", "item": item_of(asked.group).public_id}
        for number, title in enumerate(["Half", "Other half"]):
            typed |= {f"part-{number}-{name}": value for name, value in {**part, "title": title}.items()}
        answered = sign_in(facilitator).post(url, typed)
        assert answered.status_code == 302, answered.content.decode()
        assert fresh(asked).state == AskState.CARRIED_ON
        assert {one.title for one in Ask.objects.exclude(pk=asked.pk)} == {"Half", "Other half"}

    def test_one_more_part_left_empty_is_no_part(self, lead: Membership, facilitator: Membership, sign_in):
        asked = ask(lead, facilitator)
        typed = parts_of(lead, "Half", "Other half") | {"part-TOTAL_FORMS": "3"}
        typed |= {"item": str(item_of(asked.group).public_id)}
        sign_in(facilitator).post(address("ask_split", asked), typed)
        assert {one.title for one in Ask.objects.exclude(pk=asked.pk)} == {"Half", "Other half"}

    def test_what_is_public_does_not_vanish_by_being_split(
        self, lead: Membership, facilitator: Membership, sign_in
    ):
        asked, dee = ask(lead, facilitator, is_public=True), sign_in(facilitator)
        form = dee.get(address("ask_split", asked)).content.decode()
        assert re.search(r'name="part-0-is_public"[^>]*checked', form), (
            "as the whole was, unless the group wants it otherwise"
        )
        typed = parts_of(lead, "Half", "Other half") | {"part-0-is_public": "on"}
        typed |= {"item": str(item_of(asked.group).public_id)}
        dee.post(address("ask_split", asked), typed)
        assert Ask.objects.get(title="Half").is_public
        assert not Ask.objects.get(title="Other half").is_public
        for name in ("ask_join", "ask_follow_on"):
            one = asked if name == "ask_follow_on" else Ask.objects.get(title="Half")
            form = dee.get(address(name, one)).content.decode()
            assert re.search(r'name="is_public"[^>]*checked', form), name


def parts_of(lead: Membership, *titles: str) -> dict[str, str]:
    part = {"words": "Do it.", "why": "It matters.", "to": str(lead.public_id), "good_answer": ""}
    typed = {"part-TOTAL_FORMS": str(len(titles)), "part-INITIAL_FORMS": "0"}
    for number, title in enumerate(titles):
        typed |= {f"part-{number}-{name}": value for name, value in {**part, "title": title}.items()}
    return typed


def test_words_that_the_one_who_splits_may_not_read_begin_each_part_too(
    lead: Membership, facilitator: Membership, member: Membership
):
    """Dee has no lived experience. Whoever said it is told of the parts all the same."""
    said = say(make_session(lead.group), member, "Among us: big letters.", audience="lived")
    asked = ask(lead, facilitator)
    Trace.objects.create(group=asked.group, contribution=said, ask=asked)
    parts = split(asked, facilitator, "Half", "Other half")
    assert {trace.ask for trace in Trace.objects.filter(contribution=said)} == {asked, *parts}
    told = Notification.objects.filter(
        kind="words_came_to_among_us", subject__in=[str(one.public_id) for one in parts]
    )
    assert told.filter(deliveries__person=member.person).distinct().count() == 2


def test_words_taken_back_begin_nothing_more(lead: Membership, facilitator: Membership, member: Membership):
    said = say(make_session(lead.group), member, "Big letters, please.")
    asked = ask(lead, facilitator, contributions=[said])
    take_back(said, by=member)
    split(asked, facilitator, "Half", "Other half")
    assert [trace.ask for trace in Trace.objects.filter(contribution=said)] in ([asked], [])
