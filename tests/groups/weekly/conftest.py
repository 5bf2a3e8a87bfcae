"""News that can wait, and somebody who gets one message a week."""

from collections.abc import Iterator
from datetime import time

import pytest

from groups.models import Membership, Person
from tests.kinds import told_as


@pytest.fixture(autouse=True)
def kind(news: None) -> Iterator[None]:
    with told_as(can_wait=True):
        yield


@pytest.fixture
def ade(member: Membership) -> Person:
    """As people are when they join: one message a week. Awake at any hour."""
    person = member.person
    person.weekly, person.quiet_from, person.quiet_until = True, time(0), time(0)
    person.save()
    return person
