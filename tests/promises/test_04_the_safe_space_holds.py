"""Promise 4, the safe space holds: the lived experience space has one door, and roles cannot be stacked to open it."""

import pytest
from django.urls import reverse

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


@pytest.mark.parametrize("name", ["space", "asks", "people", "group"])
def test_on_a_shared_phone_no_page_of_a_group_is_kept(name: str, member, sign_in):
    page = sign_in(member).get(reverse(name, args=[member.group.public_id]))
    assert page.status_code == 200
    assert page["Cache-Control"] == "no-store"


def test_what_needs_me_is_not_kept_either_and_the_front_page_may_be(member, sign_in, client):
    assert sign_in(member).get("/")["Cache-Control"] == "no-store"
    assert "Cache-Control" not in client.get("/")
