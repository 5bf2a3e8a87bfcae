"""Two people press at the same moment: the record stays right, and one of them reads why."""

from datetime import timedelta
from functools import partial

import pytest
from django.utils import timezone

from facilitation.actions.sessions import announce_session, close_session, open_session
from facilitation.actions.texts import agree_draft, write_draft
from facilitation.models import Decision, GroupText, Session
from facilitation.states import TextKind
from groups.models import Membership
from tests.at_once import at_once
from tests.facilitation.meeting import make_item, make_session

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("many_writers")]


def soon(facilitator: Membership, state: str = "announced") -> Session:
    return make_session(facilitator.group, state=state, starts_at=timezone.now() + timedelta(minutes=10))


def test_a_session_is_announced_opened_and_closed_once(facilitator):
    draft = soon(facilitator, "draft")
    for act, state in ((announce_session, "announced"), (open_session, "open"), (close_session, "closed")):
        rows = [Session.objects.get(pk=draft.pk) for _ in range(4)]
        assert at_once(*(partial(act, row, by=facilitator) for row in rows)) == 3
        draft.refresh_from_db()
        assert draft.state == state


def test_of_two_sessions_opened_at_once_one_is_open(facilitator):
    one, other = soon(facilitator), soon(facilitator)
    assert at_once(*(partial(open_session, row, by=facilitator) for row in (one, other))) == 1
    assert Session.objects.filter(state="open").count() == 1


@pytest.mark.parametrize("has_an_earlier_one", [False, True])
def test_of_two_drafts_agreed_at_once_one_is_agreed(has_an_earlier_one, facilitator):
    item = make_item(make_session(facilitator.group, state="open"))

    def agree(text: GroupText) -> GroupText:
        in_a_year = facilitator.group.today + timedelta(days=365)
        return agree_draft(text, item=item, review_on=in_a_year, by=facilitator)

    def draft(words: str) -> GroupText:
        return write_draft(kind=TextKind.PURPOSE, words=words, by=facilitator)

    if has_an_earlier_one:
        agree(draft("Before"))
    drafts = [draft("One"), draft("Other")]
    refused = at_once(*(partial(agree, text) for text in drafts))
    states = list(GroupText.objects.values_list("state", flat=True))
    assert states.count("agreed") == 1
    assert Decision.objects.count() == len(states) - states.count("draft")
    assert refused == states.count("draft")


def test_drafts_written_at_once_each_get_a_number(facilitator):
    at_once(*(lambda: write_draft(kind=TextKind.PURPOSE, words="Words", by=facilitator) for _ in range(4)))
    numbers = GroupText.objects.order_by("number").values_list("number", flat=True)
    assert list(numbers) == [1, 2, 3, 4]
