"""Hana, who helps a member in all the ways there are, and a session to help with."""

from datetime import timedelta

import pytest
from django.utils import timezone

from facilitation.models import Session
from facilitation.states import SessionState
from groups.models import Helper, Membership, Person
from tests.cast import make_person
from tests.groups.helpers.helping import ALL, helping


@pytest.fixture
def hana(db: None) -> Person:
    """Ade's neighbour, who belongs to no group."""
    return make_person("Hana", "hana@demo.example")


@pytest.fixture
def helper(member: Membership, hana: Person) -> Helper:
    """Hana helps Ade with everything one can help with."""
    return helping(member, hana, ALL)


@pytest.fixture
def session(member: Membership) -> Session:
    starts = timezone.now() + timedelta(days=3)
    return Session.objects.create(
        group=member.group,
        title="Spring session",
        starts_at=starts,
        ends_at=starts + timedelta(hours=2),
        state=SessionState.ANNOUNCED,
        announced_at=timezone.now(),
    )
