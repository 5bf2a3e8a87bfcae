"""The lived experience space: a safe place to find a voice."""

import pytest

from facilitation.actions.space import post_in_space
from facilitation.models import SpacePost
from groups.models import Activity
from groups.permissions import Role
from tests.facilitation.meeting import path, words_of


def test_people_with_lived_experience_write_and_read_and_are_told_who_can(member, carer, sign_in):
    page = sign_in(member).post(path("space", member.group), {"words": "I was afraid to ask."}, follow=True)
    read = words_of(sign_in(carer).get(path("space", carer.group)))
    assert "Only people with lived experience in this group can read" in read
    assert "Ade" in read
    assert "I was afraid to ask." in read
    assert "Take back my words" in words_of(page)
    assert "Take back my words" not in read
    assert not Activity.objects.exists(), "who speaks in here is written down nowhere else"


def test_a_facilitator_who_is_a_member_too_comes_in(member, facilitator, sign_in):
    facilitator.roles = Role.FACILITATOR | Role.MEMBER
    facilitator.save()
    post_in_space(words="For us", by=member)
    assert "For us" in words_of(sign_in(facilitator).get(path("space", member.group)))


def test_i_take_back_my_own_words_and_only_mine(member, carer, sign_in):
    post = post_in_space(words="I said too much", by=member)
    assert sign_in(carer).post(path("space_take_back", member.group, post)).status_code == 404
    page = sign_in(member).post(path("space_take_back", member.group, post), follow=True)
    assert "Your words are gone" in words_of(page)
    assert not SpacePost.objects.exists()


@pytest.mark.parametrize("count", [1, 3])
def test_the_space_asks_the_database_the_same_however_much_is_said(
    count, member, carer, sign_in, django_assert_num_queries
):
    for number in range(count):
        post_in_space(words=f"Words {number}", by=member)
    client = sign_in(carer)
    client.get(path("space", member.group))
    with django_assert_num_queries(5):
        client.get(path("space", member.group))
