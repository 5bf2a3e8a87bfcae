"""Promise 5 for questions about equality: no column, no order, no other row, no log and no cache leads to a person."""

import logging
from collections.abc import Callable
from itertools import pairwise
from random import Random

import pytest
from django.core.cache import cache
from django.db import connection, models
from django.test import Client
from django.urls import reverse

from groups.actions.equality import answer_equality, close_half_year
from groups.equality import QUESTIONS, half_year
from groups.models import EqualityAnswer, EqualityPeriod, Group, Membership
from tests.promises.copies import Copy, copy_everything

type SignIn = Callable[[Membership], Client]

ANSWERS = {question.id: question.options[0][0] for question in QUESTIONS}
LONG_AGO = "2025-1"


def test_a_row_has_no_room_for_a_person_a_time_or_a_group():
    columns = {field.name: type(field) for field in EqualityAnswer._meta.concrete_fields}
    assert columns == {
        "id": models.UUIDField,
        "system": models.ForeignKey,
        "period": models.CharField,
        "question": models.CharField,
        "option": models.CharField,
    }


def test_keys_are_random_and_say_no_time(group: Group):
    for _ in range(20):
        answer_equality(ANSWERS, system=group.system)
    keys = EqualityAnswer.objects.values_list("id", flat=True)
    assert {key.version for key in keys} == {4}


@pytest.mark.django_db(transaction=True)
def test_nothing_else_changes_when_someone_signed_in_answers(member: Membership, sign_in: SignIn):
    """No activity, no session, no message: the whole database is compared."""
    client = sign_in(member)
    url = reverse("equality", args=[member.group.system.public_id])
    client.get(url)
    before = without_locks(copy_everything())
    assert client.post(url, ANSWERS).status_code == 302
    after = without_locks(copy_everything())
    changed = {table for table in after if after[table] != before.get(table)}
    assert changed - {"sqlite_sequence"} <= {"groups_equalityanswer"}
    assert EqualityAnswer.objects.count() == len(QUESTIONS)


def without_locks(copy: Copy) -> Copy:
    """PostgreSQL notes on the system's own row that a row pointing to it was written; it names nobody."""
    for row in copy["groups_system"]:
        row.pop("_xmax", None)
    return copy


def test_neither_logs_nor_cache_know_who_answered(
    member: Membership, sign_in: SignIn, caplog: pytest.LogCaptureFixture
):
    cache.clear()
    with caplog.at_level(logging.DEBUG):
        client = sign_in(member)
        caplog.clear()
        client.post(reverse("equality", args=[member.group.system.public_id]), ANSWERS)
    said = " ".join(record.getMessage() for record in caplog.records if "django.db" not in record.name)
    assert not any(option in said for option in ("under_25", "asian", "straight"))
    kept = keys_in_cache()
    assert kept, "the limit for all together"
    assert not any("127.0.0.1" in key or str(member.person_id) in key.split(":") for key in kept)


def keys_in_cache() -> list[str]:
    """What the cache of this test remembers, in memory or in Redis."""
    store = cache._cache
    if hasattr(store, "get_client"):
        found = store.get_client(None).scan_iter(f"{cache.key_prefix}:*")
        return [key.decode() for key in found]
    return [str(key) for key in store]


@pytest.mark.django_db
def test_answers_of_one_person_do_not_lie_side_by_side_once_a_half_year_is_closed(group: Group):
    """Sixty people answer one after another. Afterwards neighbours on disk are no more alike than chance."""
    random = Random(7)
    who: dict[object, int] = {}
    for person in range(60):
        chosen = {question.id: random.choice(question.every_option)[0] for question in QUESTIONS}
        known = set(EqualityAnswer.objects.values_list("id", flat=True))
        answer_equality(chosen, system=group.system)
        new = set(EqualityAnswer.objects.values_list("id", flat=True)) - known
        who |= dict.fromkeys(new, person)
    assert _neighbours_alike(who) > 0.8
    EqualityAnswer.objects.update(period=LONG_AGO)
    close_half_year(system=group.system, period=LONG_AGO)
    assert _neighbours_alike(who) < 0.1


def _neighbours_alike(who: dict[object, int]) -> float:
    """How often two rows that lie side by side are of one person."""
    place = "rowid" if connection.vendor == "sqlite" else "ctid"
    table = EqualityAnswer._meta.db_table
    rows = EqualityAnswer.objects.raw(f"SELECT * FROM {table} ORDER BY {place}")  # noqa: S608  # our own words
    order = [who[row.pk] for row in rows]
    pairs = list(pairwise(order))
    return sum(one == other for one, other in pairs) / len(pairs)


def test_what_is_kept_of_a_half_year_holds_no_number_of_too_few(group: Group):
    for _ in range(3):
        answer_equality(ANSWERS, system=group.system)
    closed = close_half_year(system=group.system, period=half_year(group.today))
    assert EqualityPeriod.objects.get() == closed
    assert {figure for table in closed.figures.values() for figure in table.values()} == {None}
