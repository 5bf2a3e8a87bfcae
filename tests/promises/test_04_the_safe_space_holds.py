"""Promise 4, the safe space holds: the lived experience space has one door, and roles cannot be stacked to open it."""

import pytest

from facilitation.actions.space import post_in_space
from facilitation.models import SpacePost
from groups.permissions import Role
from groups.states import Side
from tests.facilitation.meeting import path


@pytest.mark.parametrize("who", ["lead", "professional", "coordinator", "facilitator", "supporter"])
def test_nobody_else_comes_in_whatever_they_do(who, member, request, sign_in):
    post = post_in_space(words="Only for us", by=member)
    someone = sign_in(request.getfixturevalue(who))
    for answer in (
        someone.get(path("space", member.group)),
        someone.post(path("space", member.group), {"words": "Hello"}),
        someone.post(path("space_take_back", member.group, post)),
    ):
        assert answer.status_code == 403
        assert "Only for us" not in answer.content.decode()
    assert SpacePost.objects.get() == post


def test_a_member_role_on_the_system_side_does_not_open_the_door(member, coordinator, sign_in):
    coordinator.roles = Role.COORDINATOR | Role.MEMBER
    coordinator.side = Side.SYSTEM
    coordinator.save()
    post_in_space(words="Only for us", by=member)
    page = sign_in(coordinator).get(path("space", member.group))
    assert page.status_code == 403
    assert "Only for us" not in page.content.decode()
