"""The guard against row-by-row pages sees what it should, and only that."""

from collections.abc import Iterator

import pytest
from django.core.exceptions import FieldFetchBlocked

from groups.models import Group, Membership
from tests.fetching import allow_row_by_row, refuse_row_by_row


@pytest.fixture
def in_a_page() -> Iterator[None]:
    refuse_row_by_row()
    yield
    allow_row_by_row()


def test_rows_read_together_must_bring_their_people(
    group: Group, member: Membership, carer: Membership, in_a_page: None
) -> None:
    rows = list(Membership.objects.filter(group=group))
    with pytest.raises(FieldFetchBlocked, match=r"Membership\.person would be fetched 2 times"):
        assert rows[0].person
    assert all(row.person for row in Membership.objects.filter(group=group).select_related("person"))


def test_a_row_read_alone_may_fetch(member: Membership, in_a_page: None) -> None:
    assert Membership.objects.get(pk=member.pk).person == member.person
