"""Somebody who may be reached at any hour."""

from datetime import time

import pytest

from groups.models import Membership, Person


@pytest.fixture
def awake(member: Membership) -> Person:
    """Ade, who may be reached at any hour."""
    member.person.quiet_from = member.person.quiet_until = time(0)
    member.person.save()
    return member.person
