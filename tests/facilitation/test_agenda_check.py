"""Total and break check of an agenda: it warns in plain words, and never stands in the way."""

import json

from hypothesis import given, settings
from hypothesis import strategies as st

from facilitation.agenda_check import LONGEST_WITHOUT_BREAK, Part, check_agenda, in_words
from facilitation.models import AgendaItem
from tests.facilitation.meeting import make_item, make_session, path, words_of

PARTS = st.lists(
    st.builds(
        Part,
        title=st.sampled_from(["One", "Two", "Three"]),
        purpose=st.sampled_from(["share", "explore", "break"]),
        minutes=st.integers(1, 240),
    ),
    max_size=12,
)


def said(*items: tuple[str, str, int], planned: int = 120) -> list[str]:
    return list(check_agenda([Part(*item) for item in items], planned=planned).sentences)


def test_it_says_how_long_all_takes_and_where_a_break_is_missing():
    assert said(
        ("Letters", "explore", 50), ("Money", "share", 25), ("Tea", "break", 10), ("Plans", "share", 25)
    ) == [
        "These items take 1 hour 50 minutes of 2 hours.",
        "There is no break for 1 hour 15 minutes: add one after “Letters”.",
    ]


def test_an_hour_may_pass_without_a_break_and_no_more():
    assert len(said(("A", "share", 30), ("B", "share", 30), ("Tea", "break", 10))) == 1
    assert len(said(("A", "share", 30), ("B", "share", 31), ("Tea", "break", 10))) == 2


def test_one_item_that_is_too_long_is_to_be_split():
    assert said(("A", "explore", 90))[1] == (
        "There is no break for 1 hour 30 minutes: split the item that takes so long."
    )


def test_more_than_there_is_time_for_is_said():
    assert said(("A", "share", 40), planned=30) == [
        "These items take 40 minutes. That is more than the 30 minutes of the session."
    ]


@settings(max_examples=40, deadline=None)
@given(PARTS)
def test_it_is_content_exactly_when_no_hour_passes_without_a_break(parts: list[Part]):
    check = check_agenda(parts, planned=24 * 60)
    longest = run = 0
    for part in parts:
        run = 0 if part.purpose == "break" else run + part.minutes
        longest = max(longest, run)
    assert bool(check.stretches) == (longest > LONGEST_WITHOUT_BREAK)
    assert check.total == sum(part.minutes for part in parts)


@settings(max_examples=40, deadline=None)
@given(PARTS)
def test_a_break_where_it_says_one_belongs_comes_in_time(parts: list[Part]):
    named = [Part(f"{place}", part.purpose, part.minutes) for place, part in enumerate(parts)]
    for stretch in check_agenda(named, planned=60).stretches:
        if stretch.break_after is not None:
            upto = int(stretch.break_after) + 1
            since = max((n for n in range(upto) if named[n].purpose == "break"), default=-1) + 1
            assert sum(part.minutes for part in named[since:upto]) <= LONGEST_WITHOUT_BREAK


@given(st.integers(0, 10_000))
def test_minutes_are_said_as_people_say_them(minutes: int):
    assert in_words(minutes).strip()
    assert "0 hours" not in f" {in_words(minutes)}".replace("10 hours", "").replace("0 hours", "x") or minutes


def test_planners_read_it_beside_the_agenda_and_members_do_not(facilitator, member, sign_in):
    session = make_session(facilitator.group)
    for title in ("Letters", "Money"):
        make_item(session, title, minutes=40)
    page = path("session", facilitator.group, session)
    words = words_of(sign_in(facilitator).get(page))
    assert "These items take 1 hour 20 minutes of 2 hours." in words
    assert "add one after “Letters”" in words
    assert "add one after" not in words_of(sign_in(member).get(page))


def test_several_items_are_added_on_one_page_and_checked_as_they_are_typed(facilitator, sign_in):
    session = make_session(facilitator.group)
    make_item(session, "Welcome", minutes=50)
    url = path("agenda_several", facilitator.group, session)
    rows = {"form-TOTAL_FORMS": "3", "form-INITIAL_FORMS": "0"}
    rows |= {"form-0-title": "Letters", "form-0-purpose": "explore", "form-0-minutes": "30"}
    rows |= {"form-1-title": "Tea", "form-1-purpose": "break", "form-1-minutes": "10"}
    browser = sign_in(facilitator)
    checked = words_of(browser.post(url, rows | {"check": "1"}))
    assert "These items take 1 hour 30 minutes of 2 hours." in checked
    assert "add one after “Welcome”" in checked
    assert AgendaItem.objects.count() == 1, "checking writes nothing"
    half = browser.post(url, rows | {"form-2-title": "Money"})
    assert "Minutes" in words_of(half)
    assert AgendaItem.objects.count() == 1, "all or nothing"
    browser.post(url, rows)
    assert [item.title for item in session.items.all()] == ["Welcome", "Letters", "Tea"]


def test_a_new_order_is_posted_whole(facilitator, sign_in):
    session = make_session(facilitator.group)
    first, second, third = (make_item(session, title) for title in ("one", "two", "three"))
    url = path("agenda_order", facilitator.group, session)
    order = [str(row.public_id) for row in (third, first, second)]
    answer = sign_in(facilitator).post(url, {"items": order})
    assert [item.title for item in session.items.all()] == ["three", "one", "two"]
    assert "These items take" in words_of(answer)


def test_an_order_of_another_agenda_changes_nothing(facilitator, sign_in):
    session = make_session(facilitator.group)
    first, second = (make_item(session, title) for title in ("one", "two"))
    other = make_item(make_session(facilitator.group), "elsewhere")
    url = path("agenda_order", facilitator.group, session)
    for wrong in ([second], [second, first, other], [second, second], ["x", "\x00"]):
        sent = [str(getattr(row, "public_id", row)) for row in wrong]
        assert sign_in(facilitator).post(url, {"items": sent}).status_code == 409, json.dumps(sent)
    assert [item.title for item in session.items.all()] == ["one", "two"]
