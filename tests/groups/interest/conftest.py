"""A group that welcomes people, and two who ask to join it."""

import pytest
from django.core.cache import cache

from groups.actions.interest import Newcomer, express_interest
from groups.models import Expression, Group, Membership
from groups.states import Channel


@pytest.fixture(autouse=True)
def no_tries_yet():
    cache.clear()


@pytest.fixture
def open_group(group: Group) -> Group:
    group.is_public = group.welcomes_interest = True
    group.looking_for = "People from the north"
    group.save()
    return group


@pytest.fixture
def jess(open_group: Group, facilitator: Membership) -> Expression:
    newcomer = Newcomer("Jess", "I care for my son.", Channel.EMAIL, email="jess@new.example")
    return express_interest(newcomer, group=open_group)


@pytest.fixture
def kofi(open_group: Group, facilitator: Membership) -> Expression:
    """No email: by letter."""
    newcomer = Newcomer("Kofi", "I know the clinics.", Channel.LETTER, address="4 Quarry Lane")
    return express_interest(newcomer, group=open_group)
