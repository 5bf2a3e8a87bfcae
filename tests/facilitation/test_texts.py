"""Purpose and ground rules: anyone writes, the group agrees, nothing agreed is ever lost."""

from datetime import date, timedelta

import pytest

from facilitation.actions.texts import agree_draft, write_draft
from facilitation.models import AgendaItem, Decision, GroupText
from facilitation.states import SessionState, TextKind, TextState
from facilitation.tasks import ask_for_text_reviews
from groups.models import Delivery, Group, Notification
from groups.months import months_between
from groups.transitions import Refused
from tests.facilitation.meeting import make_item, make_session, path, words_of


@pytest.fixture
def item(group: Group) -> AgendaItem:
    return make_item(make_session(group, state=SessionState.OPEN), "Our purpose")


def draft(by, words: str = "A real say in how our care is planned.") -> GroupText:
    return write_draft(kind=TextKind.PURPOSE, words=words, by=by)


def agree(text: GroupText, item: AgendaItem, by) -> GroupText:
    return agree_draft(text, item=item, review_on=by.group.today + timedelta(days=365), by=by)


def test_a_member_writes_a_draft_and_everyone_reads_it_beside_what_is_agreed(
    member, lead, facilitator, item, sign_in
):
    agree(draft(facilitator, "Old words"), item, facilitator)
    page = sign_in(member).post(
        path("text_draft", member.group, "purpose"), {"words": "New words"}, follow=True
    )
    assert "Your draft is here" in words_of(page)
    read = words_of(sign_in(lead).get(path("purpose", member.group)))
    assert "Before, version 1 Old words" in read
    assert "New, version 2 New words" in read
    assert "Written by Ade" in read


def test_the_facilitator_records_where_the_group_agreed_it(facilitator, member, item, sign_in):
    first = agree(draft(member, "First words"), item, facilitator)
    second = draft(member, "Second words")
    page = sign_in(facilitator).post(
        path("text_agree", member.group, second),
        {"item": item.public_id, "review_on": member.group.today + timedelta(days=100)},
        follow=True,
    )
    read = words_of(page)
    assert "Second words" in read
    assert "From version 1 to version 2" in read
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.state, second.state) == (TextState.REPLACED, TextState.AGREED)
    assert second.decision.wording == "Second words"
    assert (second.decision.session, second.decision.item) == (item.session, item)


def test_a_review_day_in_the_past_is_refused_in_kind_words_and_nothing_changes(
    facilitator, member, item, sign_in
):
    text = draft(member)
    page = sign_in(facilitator).post(
        path("text_agree", member.group, text), {"item": item.public_id, "review_on": "2001-01-01"}
    )
    assert "Choose a day after today" in words_of(page)
    assert not Decision.objects.exists()


def test_a_member_cannot_record_for_the_group(member, item, sign_in):
    text = draft(member)
    page = sign_in(member).get(path("text_agree", member.group, text))
    assert page.status_code == 403
    with pytest.raises(Refused):
        agree(text, item, member)
    assert not Decision.objects.exists()


def test_two_who_agree_the_same_draft_leave_one_agreement(facilitator, member, item):
    text = draft(member)
    stale = GroupText.objects.get(pk=text.pk)
    agree(text, item, facilitator)
    with pytest.raises(Refused):
        agree(stale, item, facilitator)
    assert GroupText.objects.get().state == TextState.AGREED
    assert Decision.objects.count() == 1


def test_the_database_holds_one_agreed_version_even_when_two_drafts_race(
    facilitator, member, item, monkeypatch
):
    """The second to agree has not yet seen the first: the constraint speaks, and nothing half is left."""
    one, other = draft(member, "One"), draft(member, "Other")
    agree(one, item, facilitator)
    blind = GroupText.objects.none()
    monkeypatch.setattr(type(blind), "agreed", lambda self, kind: self.none())
    with pytest.raises(Refused, match="Another version was agreed"):
        agree(other, item, facilitator)
    other.refresh_from_db()
    assert other.state == TextState.DRAFT
    assert Decision.objects.count() == 1


def test_the_review_day_brings_it_back_to_facilitators_monthly_until_a_newer_version(
    facilitator, member, item
):
    agreed = agree(draft(member), item, facilitator)
    GroupText.objects.update(review_on=member.group.today)
    ask_for_text_reviews()
    ask_for_text_reviews()
    asked = Notification.objects.get(kind="text_review")
    assert set(asked.deliveries.values_list("person", flat=True)) == {facilitator.person.pk}

    GroupText.objects.update(review_on=member.group.today - timedelta(days=32))
    ask_for_text_reviews()
    asked.refresh_from_db()
    assert asked.closed_at, "the older reminder leaves Today when the next one comes"
    assert Notification.objects.filter(kind="text_review", closed_at=None).count() == 1

    agree(draft(member, "Newer"), item, facilitator)
    assert not Notification.objects.filter(kind="text_review", closed_at=None).exists()
    assert not Delivery.objects.filter(notification__kind="text_review", state="pending").exists()
    assert agreed.kind == TextKind.PURPOSE


def test_a_forming_group_gets_no_review_prompts(facilitator, member, item):
    agree(draft(member), item, facilitator)
    GroupText.objects.update(review_on=member.group.today)
    Group.objects.update(state="forming")
    ask_for_text_reviews()
    assert not Notification.objects.filter(kind="text_review").exists()


@pytest.mark.parametrize(
    ("end", "months"), [((2026, 5, 12), 0), ((2026, 6, 11), 0), ((2026, 6, 12), 1), ((2027, 5, 12), 12)]
)
def test_months_are_counted_whole(end, months):
    assert months_between(date(2026, 5, 12), date(*end)) == months


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_asks_the_database_the_same_however_many_versions_there_are(
    count, facilitator, member, item, sign_in, django_assert_num_queries
):
    for number in range(count):
        agree(draft(member, f"Agreed {number}"), item, facilitator)
        draft(member, f"Draft {number}")
    client = sign_in(member)
    client.get(path("purpose", member.group))
    with django_assert_num_queries(5):
        client.get(path("purpose", member.group))
