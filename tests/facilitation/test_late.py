"""Thoughts sent before or after a session stand beside what was said in the room, with a name or without."""

import re
from uuid import uuid4

import pytest

from facilitation.actions.contributions import contribute
from facilitation.actions.notes import settle_notes
from facilitation.actions.sessions import close_session
from facilitation.models import Contribution
from groups.models import Activity
from tests.facilitation.meeting import make_item, make_session, path, words_of


def thought(**more: object) -> dict[str, object]:
    blank = {"words": "I could not come, but", "audience": "everyone", "name": "by_name", "once": uuid4()}
    return blank | more


@pytest.mark.parametrize("state", ["announced", "open", "closed", "notes_shared"])
def test_from_the_announcement_until_notes_settle_a_thought_is_heard(state, member, carer, sign_in):
    session = make_session(member.group, state=state, settles_on=member.group.today)
    page = sign_in(member).post(path("late_thought", member.group, session), thought(), follow=True)
    assert "stands beside what was said in the room" in words_of(page)
    read = words_of(sign_in(carer).get(path("session", carer.group, session)))
    assert "Ade, read by: Everyone in the group, sent before or after I could not come, but" in read


@pytest.mark.parametrize("state", ["settled", "cancelled"])
def test_when_notes_have_settled_it_is_said_that_it_is_too_late(state, member, sign_in):
    session = make_session(member.group, state=state)
    page = sign_in(member).post(path("late_thought", member.group, session), thought())
    assert "until its notes are settled" in words_of(page)
    assert not Contribution.objects.exists()


def test_without_a_name_there_is_a_code_once_and_no_trace_of_the_person(member, carer, sign_in):
    session = make_session(member.group, state="closed")
    page = sign_in(member).post(path("late_thought", member.group, session), thought(name="without_name"))
    assert re.search(r"[A-Z2-7]{4}-[A-Z2-7]{4}-[A-Z2-7]{4}-[A-Z2-7]{4}", words_of(page))
    said = Contribution.objects.get()
    assert (said.author, said.said_at) == (None, None)
    assert not Activity.objects.exists()
    read = words_of(sign_in(carer).get(path("session", carer.group, session)))
    assert "Someone, without their name" in read


def test_only_those_it_is_meant_for_read_it(member, carer, professional, lead, sign_in):
    session = make_session(member.group, state="closed")
    sign_in(member).post(path("late_thought", member.group, session), thought(audience="lived"))
    page = path("session", member.group, session)
    assert "I could not come" in words_of(sign_in(carer).get(page))
    for outside in (professional, lead):
        assert "I could not come" not in words_of(sign_in(outside).get(page))


def test_sending_the_same_form_twice_says_it_once(member, sign_in):
    session = make_session(member.group, state="closed")
    once = thought()
    for _ in range(2):
        sign_in(member).post(path("late_thought", member.group, session), once)
    assert Contribution.objects.count() == 1


def test_an_empty_thought_is_asked_for_again(member, sign_in):
    session = make_session(member.group, state="closed")
    page = sign_in(member).post(path("late_thought", member.group, session), thought(words=""))
    assert "Your thought:" in words_of(page)


def test_a_facilitator_has_no_way_to_edit_anyones_words(facilitator, member, sign_in):
    """Promise 3: notes are theirs to write, thoughts are not theirs to touch."""
    session = make_session(facilitator.group, state="closed")
    sign_in(member).post(path("late_thought", member.group, session), thought())
    said = Contribution.objects.get()
    page = sign_in(facilitator).get(path("session", facilitator.group, session)).content.decode()
    leads_to = set(re.findall(rf"{said.pk}/([\w-]+)/", page))
    assert leads_to <= {"hide"}, "they can be hidden for a reason, and never changed"


def test_closing_seals_the_room_and_settling_seals_what_came_later(facilitator, member, sign_in):
    session = make_session(facilitator.group, state="open")
    closed = close_session(session, by=facilitator)
    assert closed.sealed_at
    closed.state = "notes_shared"
    closed.save()
    sign_in(member).post(path("late_thought", member.group, session), thought(name="without_name"))
    settled = settle_notes(closed)
    assert settled.sealed_at > closed.sealed_at
    assert Contribution.objects.get().words == "I could not come, but"


def test_afterwards_the_words_of_the_room_stand_under_their_items(member, carer, sign_in):
    session = make_session(member.group, state="open")
    later, sooner = make_item(session, "Second", position=2), make_item(session, "First", position=1)
    contribute(session, words="On the second", audience="everyone", item=later, by=member)
    contribute(session, words="On the first", audience="everyone", item=sooner, by=member)
    page = path("session", member.group, session)
    assert "On the first" not in words_of(sign_in(carer).get(page)), "the room shows them while it is open"
    session.state, session.notes_due_on = "closed", member.group.today
    session.save()
    read = words_of(sign_in(carer).get(page))
    assert read.index("On the first") < read.index("On the second")


@pytest.mark.parametrize("count", [1, 3])
def test_late_thoughts_ask_the_database_the_same(count, member, carer, sign_in, django_assert_num_queries):
    session = make_session(member.group, state="closed", notes_due_on=member.group.today)
    for _ in range(count):
        sign_in(member).post(path("late_thought", member.group, session), thought())
    client = sign_in(carer)
    client.get(path("session", member.group, session))
    with django_assert_num_queries(6):
        client.get(path("session", member.group, session))
