"""Rows written anew keep their keys and who points to them, and lose their order."""

import pytest
from django.db import connection

from groups.models import Activity, Group, Membership
from groups.sealing import clean_files_now, rewrite_in_random_order
from tests.cast import CAST, join


@pytest.fixture
def members(group: Group) -> list[Membership]:
    return [join(group, CAST["member"]) for _ in range(12)]


def places_on_disk() -> list[int]:
    """The keys of the memberships in the order in which the database keeps its rows."""
    place = "rowid" if connection.vendor == "sqlite" else "ctid"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT id FROM groups_activity ORDER BY {place}")  # noqa: S608  # our own word
        return [row[0] for row in cursor.fetchall()]


def test_rows_keep_their_keys_and_those_who_point_to_them(group: Group, members: list[Membership]):
    supporter = join(group, CAST["supporter"])
    supporter.comes_with = members[3]
    supporter.save()
    before = list(Membership.objects.order_by("pk").values())
    assert rewrite_in_random_order(Membership.objects.all()) == len(before)
    assert list(Membership.objects.order_by("pk").values()) == before


def test_only_the_rows_named_are_touched_and_blanks_are_filled(group: Group, members: list[Membership]):
    rewrite_in_random_order(Membership.objects.filter(pk=members[0].pk), line="")
    Membership.objects.update(line="I am here as a carer")
    assert rewrite_in_random_order(Membership.objects.filter(pk__lte=members[5].pk), line="") == 6
    assert Membership.objects.filter(line="").count() == 6


def test_nothing_to_rewrite_is_no_trouble(db: None):
    assert rewrite_in_random_order(Activity.objects.all()) == 0


@pytest.mark.skipif(
    connection.vendor == "sqlite", reason="a table with a numeric key has no other rowid there"
)
def test_the_order_on_disk_is_no_longer_the_order_of_writing(group: Group):
    """Where a table has room from rows deleted before, the first order is not quite that of writing either."""
    written = {Activity.objects.create(system=group.system, group=group, verb="x").pk for _ in range(30)}
    as_written = places_on_disk()
    assert set(as_written) == written
    rewrite_in_random_order(Activity.objects.all())
    assert set(places_on_disk()) == written
    assert places_on_disk() != as_written


@pytest.mark.django_db(transaction=True)
def test_cleaning_says_when_it_is_done():
    assert clean_files_now([])
    assert clean_files_now([Activity._meta.db_table])
