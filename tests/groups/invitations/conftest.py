"""What the stories of invitations begin with."""

import pytest
from django.core.cache import cache

from groups.actions.invitations import Guest, invite
from groups.models import Invitation, Membership
from groups.states import Channel


@pytest.fixture(autouse=True)
def no_tries_yet():
    cache.clear()


@pytest.fixture
def by_letter(facilitator: Membership) -> Invitation:
    guest = Guest("Hana", "member", channel=Channel.LETTER)
    return invite(guest, group=facilitator.group, by=facilitator)


@pytest.fixture
def by_email(facilitator: Membership) -> Invitation:
    guest = Guest("Ivor", "member", email="Ivor@new.example")
    return invite(guest, group=facilitator.group, by=facilitator)
