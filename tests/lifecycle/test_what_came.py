"""What came of a session: what was agreed in it, taken on and asked for, with its state and its answer."""

import pytest

from facilitation.actions.agreements import record_agreement
from facilitation.actions.to_do import agree_to_do
from facilitation.models import Contribution, ParkedMatter
from groups.models import Membership
from lifecycle.models import Trace
from tests.facilitation.making import make_item, make_session
from tests.facilitation.meeting import path, words_of
from tests.lifecycle.asking import answer, ask


def test_all_that_came_of_it_stands_on_one_page_a_no_too(facilitator, member, lead, sign_in):
    group = member.group
    session = make_session(group, state="closed")
    item = make_item(session)
    record_agreement(wording="We meet at the library", item=item, by=facilitator)
    agree_to_do(words="Book the library", owner=member, due_on=group.today, item=item, by=facilitator)
    ParkedMatter.objects.create(group=group, session=session, words="The bus", parked_by=facilitator)
    answer(ask(lead, facilitator, item=item), "not_accepted", promised_on=None)
    read = words_of(sign_in(member).get(path("what_came_of_session", group, session)))
    for words in ("We meet at the library", "Book the library", "The bus", "Letters in large print"):
        assert words in read
    assert "Because you are right." in read, "the reason of a no as plainly as of a yes"


def test_a_request_that_grew_from_words_of_the_session_is_there_too(facilitator, member, lead, sign_in):
    group = member.group
    earlier, later = make_session(group, state="settled"), make_session(group, state="closed")
    said = Contribution.objects.create(group=group, session=earlier, author=member, words="Big letters")
    made = ask(lead, facilitator, item=make_item(later))
    Trace.objects.create(group=group, contribution=said, ask=made)
    read = words_of(sign_in(member).get(path("what_came_of_session", group, earlier)))
    assert "Letters in large print" in read


def test_an_empty_page_says_what_belongs_there(member, sign_in):
    session = make_session(member.group, state="closed")
    page = sign_in(member).get(path("what_came_of_session", member.group, session))
    assert "stands here, with what became of it. There is nothing yet." in words_of(page)


def test_before_its_end_nothing_has_come_of_it(member, sign_in):
    session = make_session(member.group, state="announced")
    page = sign_in(member).get(path("what_came_of_session", member.group, session))
    assert page.status_code == 409


@pytest.mark.parametrize("count", [1, 3])
def test_it_asks_the_database_the_same(count, facilitator, member, lead, sign_in, django_assert_num_queries):
    session = make_session(member.group, state="closed")
    item = make_item(session)
    for number in range(count):
        record_agreement(wording=f"Thing {number}", item=item, by=facilitator)
        ask(lead, facilitator, item=item, title=f"Request {number}")
        agree_to_do(words="Do it", owner=member, due_on=member.group.today, item=item, by=facilitator)
    browser = sign_in(Membership.objects.get(pk=member.pk))
    browser.get(path("what_came_of_session", member.group, session))
    with django_assert_num_queries(12):
        browser.get(path("what_came_of_session", member.group, session))
