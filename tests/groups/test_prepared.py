"""A query written once gives what the query itself gives, whoever asks and whenever."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.db.models import BigIntegerField, UUIDField

from groups.models import Group, Membership
from groups.prepared import Prepared, Slot
from groups.states import MembershipState
from tests.cast import make_group

BY_GROUP_AND_PERSON = Prepared(
    lambda: (
        Membership.objects.present()
        .filter(group__public_id=Slot("group", UUIDField()), person=Slot("person", BigIntegerField()))
        .select_related("group__system", "person")
        .with_hats()
    )
)


def find(group: Group, member: Membership) -> list[Membership]:
    return BY_GROUP_AND_PERSON.ask(group=group.public_id, person=member.person_id)


def test_each_question_has_its_own_values(member: Membership, lead: Membership, group: Group):
    other = make_group()
    assert find(group, member) == [member]
    assert find(group, lead) == [lead]
    assert find(other, member) == []
    there = Membership.objects.create(
        group=other, person=member.person, name="Ade", side=member.side, roles=member.roles
    )
    assert find(other, member) == [there]
    assert find(group, member) == [member]


def test_it_is_asked_anew_each_time(member: Membership, group: Group):
    assert find(group, member)[0].name == member.name
    Membership.objects.filter(pk=member.pk).update(name="Ade A.")
    assert find(group, member)[0].name == "Ade A."
    Membership.objects.filter(pk=member.pk).update(state=MembershipState.LEFT)
    assert find(group, member) == []


def test_what_was_loaded_beside_it_and_added_to_it_is_there(
    member: Membership, lead: Membership, group: Group, django_assert_num_queries: object
):
    with django_assert_num_queries(2):  # type: ignore[operator]  # pytest-django gives it no type
        [ade], [nair] = find(group, member), find(group, lead)
        assert (ade.person.name, ade.group.system.name) == (member.person.name, group.system.name)
        assert (ade.works_for_system, nair.works_for_system) == (False, True)


def test_the_database_is_not_told_the_name_of_a_slot(member: Membership, group: Group):
    with pytest.raises(KeyError):
        BY_GROUP_AND_PERSON.ask(group=group.public_id)


def test_many_may_ask_at_once(many_writers: None, member: Membership, lead: Membership, group: Group):
    def asked(who: Membership) -> bool:
        try:
            return find(group, who) == [who]
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as threads:
        assert all(threads.map(asked, [member, lead] * 50))
