"""Quick agree: nobody objects, recorded. One objection is enough, and nobody learns whose it was."""

from dataclasses import replace
from datetime import timedelta
from importlib import import_module

import pytest
from django.apps import apps
from django.urls import reverse
from django.utils import timezone

from facilitation.actions.agreements import (
    object_to,
    quick_agree,
    record_quick_agree,
    withdraw_quick_agree,
)
from facilitation.actions.sessions import close_session
from facilitation.actions.topics import change_topic, declare_topic
from facilitation.models import Decision, QuickAgree, Session
from facilitation.states import DecisionRoute, ItemState, SayKind, SessionState
from facilitation.states.quick import QuickState
from groups.models import Activity, Membership, Person
from groups.transitions import Refused
from tests.facilitation.making import DECLARED, make_item, make_session
from tests.facilitation.meeting import path, words_of
from tests.facilitation.room import begun, open_room


@pytest.fixture
def put(facilitator: Membership) -> QuickAgree:
    """Words put a minute ago."""
    item = make_item(make_session(facilitator.group))
    item.state = ItemState.NOW
    item.save()
    return a_minute_ago(quick_agree(wording="We begin at ten.", item=item, by=facilitator))


def a_minute_ago(put: QuickAgree) -> QuickAgree:
    QuickAgree.objects.filter(pk=put.pk).update(put_at=timezone.now() - timedelta(minutes=1))
    put.refresh_from_db()
    return put


def test_when_nobody_objects_it_is_recorded_and_can_be_disputed(put, facilitator):
    decision = record_quick_agree(put, by=facilitator)
    assert (decision.route, decision.wording) == (DecisionRoute.QUICK, "We begin at ten.")
    assert decision.may_be_disputed
    assert QuickAgree.objects.get().decision == decision


def test_one_objection_ends_it(put, facilitator, member):
    object_to(put, by=member)
    with pytest.raises(Refused, match="Someone objects"):
        record_quick_agree(put, by=facilitator)
    assert not Decision.objects.exists()


def test_nothing_kept_leads_to_whoever_objected(put, member, sign_in):
    before = Activity.objects.count()
    page = sign_in(member).post(path("quick_object", put.group, put.session, put), follow=True)
    assert "Someone objects" in words_of(page)
    assert Activity.objects.count() == before
    people = [field.name for field in QuickAgree._meta.fields if field.related_model in {Membership, Person}]
    assert people == ["put_by"]


def test_people_get_a_moment_first(put, facilitator):
    QuickAgree.objects.update(put_at=timezone.now())
    with pytest.raises(Refused, match="a moment"):
        record_quick_agree(put, by=facilitator)


def test_nobody_agrees_unknowingly_to_what_others_decide(facilitator):
    topic = declare_topic(title="Letters", declaration=DECLARED, by=facilitator)
    item = make_item(make_session(facilitator.group))
    item.state, item.topic = ItemState.NOW, topic
    item.save()
    with pytest.raises(Refused, match="The final say is with Dr Priya Nair"):
        quick_agree(wording="Large print", item=item, by=facilitator)
    put = a_minute_ago(quick_agree(wording="Large print", item=item, by=facilitator, final_say_said=True))
    change_topic(topic, declaration=replace(DECLARED, say=SayKind.GROUP_DECIDES), by=facilitator)
    with pytest.raises(Refused, match="has just changed"):
        record_quick_agree(put, by=facilitator)


def test_who_decides_stands_beside_the_words(facilitator, member, sign_in):
    topic = declare_topic(title="Letters", declaration=DECLARED, by=facilitator)
    item = make_item(make_session(facilitator.group))
    item.state, item.topic = ItemState.NOW, topic
    item.save()
    put = quick_agree(wording="Large print", item=item, by=facilitator, final_say_said=True)
    page = words_of(sign_in(member).get(path("quick_agree", put.group, put.session, put)))
    assert "Final say: Dr Priya Nair, Medical Director." in page
    assert "I object" in page


def test_leads_and_supporters_have_no_objection_to_make(put, lead, supporter, sign_in):
    for person in (lead, supporter):
        assert "I object" not in words_of(
            sign_in(person).get(path("quick_agree", put.group, put.session, put))
        )
        with pytest.raises(Refused):
            object_to(put, by=person)


def test_who_leads_the_item_has_no_say_on_it(put, member):
    put.item.led_by = member
    put.item.save()
    with pytest.raises(Refused, match="You lead this item or help"):
        object_to(put, by=member)


def test_other_words_wait_until_these_are_settled(put, facilitator):
    with pytest.raises(Refused, match="Other words"):
        quick_agree(wording="We end at noon.", item=put.item, by=facilitator)
    withdraw_quick_agree(put, by=facilitator)
    assert quick_agree(wording="We end at noon.", item=put.item, by=facilitator).state == "open"


def test_when_the_session_closes_first_the_words_are_not_agreed(put, facilitator, sign_in):
    asked = words_of(sign_in(facilitator).get(path("session_close", put.group, put.session)))
    assert "If you close the session now, they are not agreed. We begin at ten." in asked
    closed = sign_in(facilitator).post(path("session_close", put.group, put.session), follow=True)
    assert "These words are not agreed: We begin at ten." in words_of(closed)
    put.refresh_from_db()
    assert put.state == QuickState.LAPSED
    assert Activity.objects.filter(verb="quickagree.lapsed", person=facilitator.person).count() == 1
    with pytest.raises(Refused):
        record_quick_agree(put, by=facilitator)
    assert not Decision.objects.exists()
    page = words_of(sign_in(facilitator).get(path("quick_agree", put.group, put.session, put)))
    assert "The session closed first: not agreed" in page
    assert "put to everyone again in another session" in page


def test_words_that_were_taken_off_stay_so_when_the_session_closes(put, facilitator):
    withdraw_quick_agree(put, by=facilitator)
    close_session(put.session, by=facilitator)
    put.refresh_from_db()
    assert put.state == QuickState.WITHDRAWN


@pytest.mark.parametrize(
    ("session", "words"),
    [(SessionState.SETTLED, QuickState.LAPSED), (SessionState.OPEN, QuickState.OPEN)],
    ids=["closed", "open"],
)
def test_words_left_open_by_sessions_closed_before_are_ended_once(put, session, words):
    Session.objects.update(state=session)
    migration = import_module("facilitation.migrations.0004_quick_agree_lapses")
    migration.lapse_what_closed_sessions_left(apps, None)
    put.refresh_from_db()
    assert put.state == words


def test_it_is_put_objected_to_and_recorded_without_leaving_the_room(member, facilitator, sign_in):
    session = open_room(member.group)
    begun(session)
    dee, ade = sign_in(facilitator), sign_in(member)
    for client, who in ((dee, facilitator), (ade, member)):
        client.post(path("room_enter", who.group, session), {"promise": "yes"})
    put = path("room_put", session.group, session)
    room = path("room", session.group, session)
    for script in ({}, {"HX-Request": "true"}):
        answer = dee.post(put, {"put_words": "We meet at ten", "final_say_said": "on"}, headers=script)
        assert answer.status_code == (200 if script else 302)
        words = QuickAgree.objects.in_session(session).open().get()
        page = ade.get(room).text
        assert "We meet at ten" in page
        assert "I object" in page
        assert "Nobody objects: record it" not in page
        mine = [session.public_id, words.public_id]
        objects = reverse("quick_object", args=[session.group.public_id, *mine])
        answer = ade.post(objects, {"in_room": "yes"}, headers=script)
        assert ('id="words"' in answer.text) if script else (answer["Location"] == room)
        words.refresh_from_db()
        assert words.state == "objected"
    dee.post(put, {"put_words": "We meet at eleven", "final_say_said": "on"})
    words = a_minute_ago(QuickAgree.objects.in_session(session).open().get())
    agreed = reverse("quick_agreed", args=[session.group.public_id, session.public_id, words.public_id])
    assert ade.post(agreed, {"in_room": "yes"}).status_code == 403
    assert dee.post(agreed, {"in_room": "yes"})["Location"] == room
    assert Decision.objects.get(session=session).wording == "We meet at eleven"
