"""Promise 9, same information, same time: a paper is everyone's from the moment it is in the pack, and nobody's sooner."""

import pytest

from facilitation.actions.papers import add_paper
from facilitation.models import Pack, Paper
from facilitation.states import SessionState
from groups.models import Notification
from tests.facilitation.meeting import make_session, path, words_of

pytestmark = pytest.mark.django_db


def test_the_decision_maker_reads_no_paper_before_the_members(facilitator, lead, member, sign_in):
    session = make_session(facilitator.group, state=SessionState.DRAFT)
    paper = add_paper(Paper(title="Waiting times", words="They grew."), session=session, by=facilitator)
    for one in (lead, member):
        assert sign_in(one).get(path("paper", session.group, paper)).status_code == 404
    sign_in(facilitator).post(path("session_announce", session.group, session))
    for one in (lead, member):
        assert "They grew." in words_of(sign_in(one).get(path("paper", session.group, paper)))


def test_a_paper_after_the_pack_is_told_to_everyone_in_the_same_moment(facilitator, lead, member, carer):
    session = make_session(facilitator.group)
    Pack.objects.create(group=session.group, session=session, sent_by=facilitator)
    add_paper(Paper(title="Waiting times", words="They grew."), session=session, by=facilitator)
    [told] = Notification.objects.filter(kind="paper_late")
    people = {one.pk for one in (facilitator.person, lead.person, member.person, carer.person)}
    assert set(told.deliveries.values_list("person", flat=True)) == people
