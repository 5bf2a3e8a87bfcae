"""Search: everything a person may read, and nothing else."""

from datetime import timedelta

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from facilitation.actions.contributions import contribute, contribute_anonymously, take_back
from facilitation.actions.information import share_information
from facilitation.actions.sessions import plan_session
from facilitation.actions.space import post_in_space, take_back_post
from facilitation.models import InformationItem, Session
from facilitation.states import Audience, SessionState
from groups.models import SearchEntry
from groups.search import excerpt, find, keep, rebuild
from groups.tasks import clean_files
from tests.cast import CAST, join, make_group

pytestmark = pytest.mark.django_db
TYPED = st.one_of(
    st.text(max_size=40), st.sampled_from(["'", '"*', "a:* & b", "NEAR(", "\x00", "the of", "x" * 400])
)


@pytest.fixture
def session(group) -> Session:
    now = timezone.now()
    return Session.objects.create(
        group=group,
        title="Spring",
        starts_at=now - timedelta(hours=2),
        ends_at=now,
        state=SessionState.CLOSED,
        opened_at=now,
    )


@pytest.fixture
def elsewhere_facilitator(db):
    return join(make_group("Elsewhere"), CAST["facilitator"])


def titles(typed, by):
    return [entry.title for entry in find(typed, by=by)]


def texts(typed, by):
    return [entry.text for entry in find(typed, by=by)]


def share(by, title, summary):
    return share_information(InformationItem(title=title, summary=summary), by=by)


def test_other_forms_of_a_word_and_its_beginning_are_found(member, facilitator):
    share(facilitator, "Money", "How the budgets for letters are planned.")
    share(facilitator, "Buses", "Where the bus stops.")
    for typed in ("budget", "planning", "LETTER", "lett", "budget letters"):
        assert titles(typed, member) == ["Money"], typed
    assert titles("budget bus", member) == [], "all words, not any"


def test_each_finds_what_they_may_read(member, carer, facilitator, lead, session):
    contribute(session, words="Parsnips for all", audience=Audience.EVERYONE, by=member, is_late=True)
    contribute(session, words="Parsnips among us", audience=Audience.LIVED, by=member, is_late=True)
    contribute(session, words="Parsnips for Dee", audience=Audience.FACILITATORS, by=member, is_late=True)
    post_in_space(words="Parsnips in the space", by=member)
    assert set(texts("parsnips", carer)) == {"Parsnips for all", "Parsnips among us", "Parsnips in the space"}
    assert set(texts("parsnips", lead)) == {"Parsnips for all"}
    assert "Parsnips for Dee" in texts("parsnips", facilitator)
    assert "Parsnips in the space" not in texts("parsnips", facilitator)


def test_words_without_a_name_are_never_found(member, session):
    contribute_anonymously(session, words="Quinces", audience=Audience.EVERYONE, is_late=True)
    rebuild(session.group)
    assert texts("quinces", member) == []
    assert not SearchEntry.objects.filter(text__contains="Quinces").exists()


def test_words_taken_back_are_found_no_more(member, carer, session):
    said = contribute(session, words="Medlars", audience=Audience.EVERYONE, by=member, is_late=True)
    post = post_in_space(words="Medlars too", by=member)
    assert len(texts("medlars", carer)) == 2
    take_back(said, by=member)
    take_back_post(post)
    assert texts("medlars", carer) == []


@pytest.mark.django_db(transaction=True)
def test_no_word_taken_back_stays_in_the_index(member, session):
    said = contribute(session, words="Damsons", audience=Audience.EVERYONE, by=member, is_late=True)
    take_back(said, by=member)
    clean_files([SearchEntry._meta.db_table])
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("SELECT group_concat(hex(block)) FROM search_words_data")
            assert b"damson".hex().upper() not in (cursor.fetchone()[0] or "")
    assert not SearchEntry.objects.filter(text__contains="Damsons").exists()


def test_a_draft_is_found_by_those_who_plan(member, facilitator):
    soon = timezone.now() + timedelta(days=9)
    plan_session(Session(title="Turnips", starts_at=soon, ends_at=soon + timedelta(hours=1)), by=facilitator)
    assert titles("turnips", facilitator) == ["Turnips"]
    assert titles("turnips", member) == []


def test_nothing_of_another_group_is_found(member, elsewhere_facilitator):
    share(elsewhere_facilitator, "Cabbages", "Not ours.")
    assert titles("cabbages", member) == []


def test_what_acts_keep_is_what_is_there_when_all_is_made_anew(member, facilitator, session):
    share(facilitator, "Money", "Budgets.")
    said = contribute(session, words="Hello", audience=Audience.EVERYONE, by=member, is_late=True)
    post_in_space(words="Among us", by=member)
    take_back(said, by=member)
    before = set(SearchEntry.objects.values_list("subject", "audience", "title", "text"))
    keep(session)
    rebuild(session.group)
    after = set(SearchEntry.objects.values_list("subject", "audience", "title", "text"))
    assert {row for row in after if not row[0].startswith("session:")} == before


def test_the_page_shows_where_and_marks_the_words(member, facilitator, sign_in):
    item = share(facilitator, "Money", "How the budgets <b>are</b> planned.")
    page = sign_in(member).post(reverse("search", args=[member.group.public_id]), {"words": "budget"})
    assert reverse("information_item", args=[member.group.public_id, item.public_id]) in page.text
    assert "<mark>budgets</mark>" in page.text
    assert "<b>are</b>" not in page.text


def test_what_is_looked_for_stands_in_no_address(member, sign_in):
    address = reverse("search", args=[member.group.public_id])
    page = sign_in(member).get(address, {"words": "money"})
    assert "What we found" not in page.text, "an address never searches"
    assert 'method="post" role="search"' in page.text


def test_words_that_stand_everywhere_are_answered_kindly(member, sign_in):
    page = sign_in(member).post(reverse("search", args=[member.group.public_id]), {"words": "the of and"})
    assert "These words stand nearly everywhere" in page.text


@settings(max_examples=40, suppress_health_check=list(HealthCheck), deadline=None)
@given(typed=TYPED)
def test_whatever_is_typed_there_is_an_answer(member, typed):
    for entry in find(typed, by=member):
        assert excerpt(entry, typed)


def test_more_to_find_asks_the_database_no_more(member, facilitator, sign_in, django_assert_max_num_queries):
    browser, address = sign_in(member), reverse("search", args=[member.group.public_id])
    for number in range(12):
        share(facilitator, f"Money {number}", "Budgets.")
    with django_assert_max_num_queries(10):
        page = browser.post(address, {"words": "budgets"})
    assert page.text.count("<article") == 12
