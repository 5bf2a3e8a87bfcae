"""An agreement in doubt shows it wherever it is used, until the group has looked again."""

from datetime import timedelta

import pytest
from django.utils import timezone

from facilitation.actions.agreements import record_agreement
from facilitation.actions.disputes import dispute, replace_agreement
from facilitation.actions.positions import take_position
from facilitation.actions.rounds import close_round, reopen_round
from facilitation.actions.texts import agree_draft, write_draft
from facilitation.forms.agreements import WordedAgreementForm
from facilitation.models import Decision
from facilitation.states import DecisionState, ItemState, TextKind
from groups.models import Membership
from groups.transitions import Refused
from lifecycle.actions.cycles import begin_cycle, open_stage
from tests.facilitation.making import make_item, make_session
from tests.facilitation.meeting import path, words_of


@pytest.fixture
def purpose(facilitator: Membership, member: Membership) -> Decision:
    draft = write_draft(kind=TextKind.PURPOSE, words="Plain letters for all.", by=member)
    item = make_item(make_session(member.group))
    return agree_draft(draft, item=item, review_on=timezone.localdate(), by=facilitator).decision


def test_a_purpose_in_doubt_says_so_where_it_stands(purpose, member, sign_in):
    browser, pages = sign_in(member), [path("group", member.group), path("purpose", member.group)]
    assert not any("Somebody disputes this" in words_of(browser.get(page)) for page in pages)
    dispute(purpose, reason="We said: for those who ask", by=member)
    assert all("Somebody disputes this" in words_of(browser.get(page)) for page in pages)


def test_a_stage_in_doubt_says_so(facilitator, member, sign_in):
    item = make_item(make_session(member.group))
    stage = begin_cycle(by=facilitator).stages.get(number=1)
    open_stage(stage, by=facilitator, item=item)
    dispute(Decision.objects.get(), reason="We never said that", by=member)
    assert "Somebody disputes this" in words_of(sign_in(member).get(path("stage", member.group, 1)))


def test_looked_at_again_in_a_round_it_stands(purpose, facilitator, member, carer, professional, sign_in):
    dispute(purpose, reason="I was away", by=member)
    again = reopen_round(purpose, by=facilitator)
    page = path("purpose", member.group)
    assert "The group is asked about this again" in words_of(sign_in(member).get(page))
    for voter in (member, carer, professional):
        take_position(again, answer="agree", reason="", by=voter)
    assert close_round(again, by=facilitator).state == DecisionState.AGREED
    assert "disputes" not in words_of(sign_in(member).get(page))


def test_other_words_take_its_place_and_both_stay(facilitator, member, sign_in):
    item = make_item(make_session(member.group))
    first = record_agreement(wording="Large print for all", item=item, by=facilitator)
    with pytest.raises(Refused):
        replace_agreement(first, wording="Other", item=item, by=facilitator)
    dispute(first, reason="For those who ask", by=member)
    second = replace_agreement(first, wording="Large print for who asks", item=item, by=facilitator)
    first.refresh_from_db()
    assert (first.state, first.replaced_by, second.state) == ("replaced", second, "agreed")
    assert "Large print for who asks" in words_of(sign_in(member).get(path("decision", member.group, first)))
    assert "Large print for all" in words_of(sign_in(member).get(path("decision", member.group, second)))


def test_where_the_group_agreed_lists_what_was_reached_by_session(facilitator):
    older = make_session(facilitator.group, state="closed", title="Winter")
    newer = make_session(facilitator.group, title="Spring")
    type(older).objects.filter(pk=older.pk).update(starts_at=older.starts_at - timedelta(days=30))
    make_item(older, title="Never begun in the app")
    for title, state in (("Reached", ItemState.DONE), ("To come", ItemState.WAITING)):
        item = make_item(newer, title=title)
        item.state = state
        item.save()
    choices = list(WordedAgreementForm(group=facilitator.group).fields["item"].choices)[1:]
    listed = [
        (str(session).split(",")[0], [str(label) for _value, label in items]) for session, items in choices
    ]
    assert listed == [("Spring", ["Reached"]), ("Winter", ["Never begun in the app"])]
