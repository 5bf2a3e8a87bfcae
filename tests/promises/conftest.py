"""A shared need and a session that comes soon, for the stories of promise 10."""

import pytest

from facilitation.models import Session
from groups.actions.needs import record_needs, share_needs
from groups.models import AccessNeed, Group, Membership
from groups.states import NeedKind
from tests.promises.arranging import planned


@pytest.fixture
def soon(group: Group) -> Session:
    return planned(group, 3)


@pytest.fixture
def need(member: Membership) -> AccessNeed:
    record_needs(member.person, {NeedKind.TRANSPORT: "I cannot sit long"}, by=member.person)
    share_needs(member.person, group=member.group, by=member.person)
    return AccessNeed.objects.get()
