"""Promise 3, for members: whoever helps to run a session has no say on what it decides, sees nothing that is only
the facilitators', and gets their say back by handing it back."""

import pytest
from django.urls import reverse

from facilitation.actions.agreements import object_to, quick_agree, record_agreement
from facilitation.actions.co_facilitation import (
    accept_co_facilitation,
    ask_to_co_facilitate,
    decline_co_facilitation,
    hand_back_co_facilitation,
)
from facilitation.actions.contributions import contribute
from facilitation.actions.having_no_say import facilitates
from facilitation.actions.parked import park
from facilitation.actions.positions import take_position
from facilitation.actions.room import come_in
from facilitation.actions.rounds import counted, open_round
from facilitation.models import CoFacilitation, Decision, ParkedMatter, Session, may_run
from facilitation.states import Audience, PositionAnswer, SessionState
from groups.models import Delivery, Membership
from groups.transitions import Refused
from tests.facilitation.making import make_topic
from tests.facilitation.meeting import make_item, make_session, path, words_of


@pytest.fixture
def session(facilitator: Membership) -> Session:
    return make_session(facilitator.group, state=SessionState.OPEN)


def asked(session: Session, member: Membership, by: Membership) -> CoFacilitation:
    return ask_to_co_facilitate(session, member=member, by=by)


def test_nobody_runs_anything_before_they_said_yes(session, member, facilitator):
    ask = asked(session, member, facilitator)
    assert not may_run(member, session)
    accepted = accept_co_facilitation(ask, by=member)
    assert may_run(member, session)
    assert not may_run(member, make_session(member.group)), "one session alone"
    hand_back_co_facilitation(accepted, by=member)
    assert not may_run(member, session)


def test_only_the_one_who_was_asked_answers(session, member, carer, facilitator):
    ask = asked(session, member, facilitator)
    for act in (accept_co_facilitation, decline_co_facilitation):
        with pytest.raises(Refused):
            act(ask, by=carer)
    assert decline_co_facilitation(ask, by=member).state == "declined"


def test_people_from_the_system_are_not_asked(session, professional, lead, facilitator):
    for one in (professional, lead):
        with pytest.raises(Refused, match="lived experience"):
            asked(session, one, facilitator)


def test_whoever_helps_to_run_it_has_no_say_until_they_hand_it_back(session, member, facilitator):
    decision = record_agreement(wording="Plain letters", item=make_item(session), by=facilitator)
    held = accept_co_facilitation(asked(session, member, facilitator), by=member)
    assert facilitates(member, decision)
    hand_back_co_facilitation(held, by=member)
    assert not facilitates(member, decision)


def test_a_position_given_before_is_given_up(session, member, carer, facilitator):
    decision = open_round(topic=make_topic(facilitator), wording="Plain letters", by=facilitator)
    Decision.objects.filter(pk=decision.pk).update(session=session)
    for voter in (member, carer):
        take_position(decision, answer=PositionAnswer.AGREE, reason="", by=voter)
    held = accept_co_facilitation(asked(session, member, facilitator), by=member)
    decision.refresh_from_db()
    assert [one.member for one in counted(decision)] == [carer]
    with pytest.raises(Refused, match="no say"):
        take_position(decision, answer=PositionAnswer.AGREE, reason="", by=member)
    hand_back_co_facilitation(held, by=member)
    assert take_position(decision, answer=PositionAnswer.AGREE, reason="", by=member).member == member


def test_they_have_the_controls_of_this_room_and_see_nothing_else(
    session, member, carer, facilitator, sign_in
):
    contribute(session, words="Only for you two", audience=Audience.FACILITATORS, by=carer)
    draft = make_session(member.group, state=SessionState.DRAFT, title="Not yet announced")
    come_in(session, by=member)
    begin, room = path("room_round_begin", member.group, session), path("room", member.group, session)
    browser = sign_in(member)
    assert browser.post(begin).status_code == 403
    accept_co_facilitation(asked(session, member, facilitator), by=member)
    page = words_of(browser.get(room))
    assert "Running the room" in page
    assert "Only for you two" not in page
    assert browser.post(begin).status_code == 302
    session.refresh_from_db()
    assert session.round_open
    other = make_session(member.group, title="Another")
    assert browser.post(path("session_open", member.group, other)).status_code == 403
    assert browser.get(path("session", member.group, draft)).status_code == 404
    assert browser.get(path("arrangements", member.group, session)).status_code == 403


def test_an_objection_is_not_theirs_to_make(session, member, carer, facilitator):
    item = make_item(session, state="now")
    put = quick_agree(wording="We begin at ten.", item=item, by=facilitator)
    held = accept_co_facilitation(asked(session, member, facilitator), by=member)
    with pytest.raises(Refused, match="help to run this session, so you have no say"):
        object_to(put, by=member)
    hand_back_co_facilitation(held, by=member)
    object_to(put, by=member)
    put.refresh_from_db()
    assert put.state == "objected"


def test_they_look_after_what_their_session_parked_and_no_other(session, member, carer, facilitator, sign_in):
    here = park(session, words="Parking at the hall", by=facilitator)
    other = make_session(member.group, title="Another")
    there = ParkedMatter.objects.create(group=member.group, session=other, words="Tea")
    browser = sign_in(member)
    back, settle = path("parked_back", member.group, here), path("parked_settle", member.group, here)
    assert browser.get(back).status_code == browser.get(settle).status_code == 403
    accept_co_facilitation(asked(session, member, facilitator), by=member)
    page = browser.get(path("parked", member.group)).content.decode()
    assert back in page
    assert path("parked_back", member.group, there) not in page
    assert browser.get(path("parked_settle", member.group, there)).status_code == 403
    assert list(browser.get(back).context["form"].fields["session"].queryset) == [session]
    browser.post(settle, {"became": "Six places by the door."})
    here.refresh_from_db()
    assert here.became == "Six places by the door."


def test_they_are_told_what_it_means_before_they_answer(session, member, facilitator, sign_in):
    ask = asked(session, member, facilitator)
    url = reverse("co_facilitation", args=[member.group.public_id, ask.public_id])
    page = words_of(sign_in(member).get(url))
    assert "has no say on what is decided in it" in page
    assert "then you have your say again" in page
    sign_in(member).post(path("co_facilitate_yes", member.group, ask))
    assert may_run(member, session)


def test_asked_answered_and_asked_again_is_told_each_time(session, member, facilitator):
    ask = asked(session, member, facilitator)
    decline_co_facilitation(ask, by=member)
    again = asked(session, member, facilitator)
    assert again == ask
    told = Delivery.objects.filter(channel="app")
    assert told.filter(person=member.person, notification__kind="co_facilitation_asked").count() == 2
    assert told.filter(person=facilitator.person, notification__kind="co_facilitation_said").count() == 1
    assert not Delivery.objects.needing(member.person).exclude(notification__closed_at=None).exists(), (
        "what was answered needs nobody"
    )
