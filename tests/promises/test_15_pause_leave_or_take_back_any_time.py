"""Promise 15: pause, leave or take back your words, any time, no reason asked."""

import re
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from facilitation.actions.contributions import contribute, take_back
from facilitation.models import Contribution, Session
from facilitation.states import SessionState
from groups.actions.memberships import leave, pause
from groups.models import Activity, ExitNote, Membership, Person
from groups.states import GroupState, MembershipState
from tests.facilitation.making import make_session

type SignIn = Callable[[Membership | Person], Client]
EVERYONE = ("member", "carer", "professional", "lead", "coordinator", "supporter")


@pytest.mark.parametrize("who", EVERYONE)
@pytest.mark.parametrize("state", [GroupState.FORMING, GroupState.RUNNING, GroupState.PAUSED])
def test_everyone_may_pause_and_leave_whatever_the_group_is_doing(
    who: str, state: GroupState, request: pytest.FixtureRequest
):
    someone: Membership = request.getfixturevalue(who)
    someone.group.state = state
    someone.group.save()
    assert pause(by=someone).state == MembershipState.PAUSED
    assert leave(by=someone).state == MembershipState.LEFT


@pytest.mark.parametrize("who", [*EVERYONE, "facilitator"])
@pytest.mark.parametrize("act", ["pause", "leave"])
def test_one_press_is_enough_and_no_page_asks_why(
    act: str, who: str, request: pytest.FixtureRequest, sign_in: SignIn
):
    someone: Membership = request.getfixturevalue(who)
    client, url = sign_in(someone), reverse(act, args=[someone.group.public_id])
    page = client.get(url).text
    assert "Nobody asks you why" in page
    assert not re.search(r"<(?:textarea|select|input)[^>]*\brequired\b", page)
    client.post(url)
    someone.refresh_from_db()
    assert someone.state == {"pause": MembershipState.PAUSED, "leave": MembershipState.LEFT}[act]


def test_leaving_keeps_no_reason(member: Membership):
    leave(by=member)
    fields = {field.name for field in Membership._meta.get_fields()} | {
        field.name for field in Activity._meta.get_fields()
    }
    assert not fields & {"reason", "why", "leaving_reason"}
    assert not ExitNote.objects.exists(), "nothing is written down but what someone chose to write"


@pytest.mark.parametrize("state", [SessionState.OPEN, SessionState.CLOSED, SessionState.NOTES_SHARED])
def test_words_go_at_once_until_the_notes_settle(state: SessionState, member: Membership, carer: Membership):
    session = make_session(member.group)
    words = contribute(session, words="I said this", audience="everyone", by=member)
    Session.objects.filter(pk=session.pk).update(state=state, closed_at=timezone.now())
    take_back(Contribution.objects.get(pk=words.pk), by=member)
    assert not Contribution.objects.readable_by(carer).filter(pk=words.pk).exists()
    assert not Contribution.objects.filter(words__contains="I said this").exists(), "the words are gone"
