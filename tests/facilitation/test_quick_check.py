"""A quick check is answered in one word, shown in words, and never stored."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.apps import apps
from django.core.cache import cache
from django.test import Client

from facilitation.actions import quick_check
from facilitation.actions.quick_check import RESULTS, answer_check, begin_check, current, end_check
from facilitation.actions.room import come_in
from facilitation.models import Session
from groups.models import Activity, Group, Membership, Person
from groups.transitions import Refused
from tests.cast import CAST, join
from tests.facilitation.meeting import path, words_of
from tests.facilitation.room import open_room

type SignIn = Callable[[Membership | Person], Client]


@pytest.fixture
def session(group: Group) -> Session:
    return open_room(group)


@pytest.fixture
def people(group: Group) -> list[Membership]:
    return [join(group, CAST["member"]) for _ in range(6)]


def ask(session: Session) -> str:
    begin_check(session, question="Are we ready to decide?")
    found = current(session)
    assert found
    return found.id


def answered(session: Session, people: list[Membership], answers: str) -> str:
    """Each person's answer by its first letter; returns the result's words."""
    words = {"y": "yes", "s": "so_so", "n": "no"}
    check_id = ask(session)
    for who, answer in zip(people, answers, strict=False):
        answer_check(session, check_id=check_id, answer=words[answer], by=who)
    end_check(session, check_id=check_id)
    found = current(session)
    assert found
    return found.says


def everything_stored() -> Iterator[tuple[str, list[Any]]]:
    for model in apps.get_models():
        yield model._meta.label, list(model._default_manager.order_by("pk").values_list())


def test_answering_changes_no_table(session, people):
    check_id = ask(session)
    before = dict(everything_stored())
    for who in people:
        answer_check(session, check_id=check_id, answer="yes", by=who)
    assert dict(everything_stored()) == before


def test_asking_and_ending_tell_only_that_the_room_changed(session, people):
    before = dict(everything_stored())
    answered(session, people, "yyyyyn")
    after = dict(everything_stored())
    label = Session._meta.label
    assert {name for name in after if after[name] != before[name]} == {label}
    version = [field.attname for field in Session._meta.concrete_fields].index("version")
    changes = {
        n for n, (old, new) in enumerate(zip(before[label][0], after[label][0], strict=True)) if old != new
    }
    assert changes == {version}
    assert not Activity.objects.exists()


@pytest.mark.parametrize(
    ("answers", "says"),
    [
        ("yyyyyy", "Most of us say yes."),
        ("yyyyyn", "Most of us say yes."),
        ("nnnnny", "Most of us say no."),
        ("ssssss", "Most of us say so-so."),
        ("yyynnn", "We differ. Talk it through."),
        ("yyyynn", "We differ. Talk it through."),
        ("yyyy", "Too few answered to show anything. Talk it through."),
        ("", "Too few answered to show anything. Talk it through."),
    ],
)
def test_the_result_is_words_and_needs_five(session, people, answers, says):
    assert answered(session, people, answers) == says
    assert not any(sign.isdigit() for sign in says)


def test_the_last_answer_counts_once(session, people):
    check_id = ask(session)
    for answer in ("no", "no", "yes"):
        for who in people[:4]:
            answer_check(session, check_id=check_id, answer=answer, by=who)
    end_check(session, check_id=check_id)
    assert current(session).says == str(RESULTS["too_few"]()), "four people who answer three times are four"


def test_no_word_of_it_shows_before_it_ends(session, people, facilitator, sign_in):
    check_id, runs = ask(session), sign_in(facilitator)
    come_in(session, by=facilitator)
    before = runs.get(path("room", session.group, session))
    for who in people:
        answer_check(session, check_id=check_id, answer="no", by=who)
    after = runs.get(path("room", session.group, session))
    assert words_of(before) == words_of(after)
    assert before.context["room"].tag == after.context["room"].tag
    runs.post(path("room_check_end", session.group, session), {"check": check_id})
    assert "Are we ready to decide? Most of us say no." in words_of(
        runs.get(path("room", session.group, session))
    )


def test_nothing_is_left_of_single_answers(session, people):
    check_id = ask(session)
    found = current(session)
    marks = [found.mark_of(who) for who in people]
    for who in people:
        answer_check(session, check_id=check_id, answer="no", by=who)
    assert len(cache.get_many(marks)) == 6
    assert len({*marks}) == 6
    end_check(session, check_id=check_id)
    assert not cache.get_many(marks)
    assert current(session).key == b"", "no mark can be made again"
    ask(session)
    assert not {*marks} & {current(session).mark_of(who) for who in people}


def test_it_is_forgotten_after_ten_minutes(session, member, monkeypatch):
    monkeypatch.setattr(quick_check, "LASTS", 0)
    begin_check(session, question="Still there?")
    assert current(session) is None
    with pytest.raises(Refused, match="has ended"):
        answer_check(session, check_id="0", answer="yes", by=member)


def test_one_at_a_time_and_ended_once(session, people):
    check_id = ask(session)
    with pytest.raises(Refused, match="End it first"):
        begin_check(session, question="And another?")
    for who in people:
        answer_check(session, check_id=check_id, answer="yes", by=who)
    for _ in range(2):
        end_check(session, check_id=check_id)
    assert current(session).says == "Most of us say yes."


def test_members_answer_with_one_press_and_those_who_only_listen_do_not(
    session, member, supporter, facilitator, sign_in
):
    for who in (member, supporter, facilitator):
        come_in(session, by=who)
    runs = sign_in(facilitator)
    runs.post(path("room_check", session.group, session), {"ready": "0", "own_question": ""})
    room = path("room", session.group, session)
    check_id = current(session).id
    page = sign_in(member).post(
        path("room_check_answer", session.group, session), {"check": check_id, "answer": "so_so"}, follow=True
    )
    assert "We have your answer. You can change it until the check ends." in words_of(page)
    assert "Yes (green)" not in words_of(sign_in(supporter).get(room))
    refused = sign_in(supporter).post(path("room_check_answer", session.group, session), {"answer": "yes"})
    assert refused.status_code == 403
