"""No address without a door: every view says who may come, or stands in one short list that says why not."""

import pytest
from django.core.management import CommandError, call_command

from coproduction import documents
from coproduction.doors import Address, addresses, who
from coproduction.management.commands import write_docs
from groups.permissions import Permission

ALL = addresses()

# Addresses with the id of a group that anyone may open, and why.
OPEN_IN_A_GROUP = {
    "public_": "what a group chose to publish; a group that did not looks like no group",
}


def test_every_view_wears_a_door():
    bare = [one.route for one in ALL if one.door is None and not documents.without_door(one)]
    assert not bare, "who may come here?"


def test_every_address_has_a_name_of_its_own():
    names = [address.name for address in ALL]
    assert all(names)
    assert len(names) == len(set(names))


def test_inside_a_group_only_members_pass():
    others = [one.name for one in ALL if one.in_a_group and one.door and one.door.kind != "members"]
    assert [name for name in others if not any(name.startswith(start) for start in OPEN_IN_A_GROUP)] == []


def test_a_view_without_a_door_would_be_found():
    bare = Address("/open/", "open", lambda request: None, frozenset())
    assert bare.door is None
    assert not documents.without_door(bare)


def test_the_list_of_exceptions_holds_nothing_that_is_not_there():
    for start in documents.NO_DOOR:
        assert any(address.name.startswith(start) for address in ALL)


class TestTheDocuments:
    def test_they_say_what_the_code_says(self):
        call_command("write_docs", check=True)

    def test_drift_is_found(self, monkeypatch: pytest.MonkeyPatch):
        monkeypatch.setattr(write_docs.documents, "states", lambda: "something else\n")
        with pytest.raises(CommandError, match=r"states\.md"):
            call_command("write_docs", check=True)

    def test_every_permission_is_granted_to_somebody_and_asked_for_in_words(self):
        text = documents.permissions()
        assert all(permission.value in text for permission in Permission)

    def test_every_table_of_moves_is_written(self):
        text = documents.states()
        for model, moves in documents.moving_models():
            assert f"## {model._meta.label}" in text
            assert set(moves) == set(dict(model._meta.get_field("state").flatchoices)), model

    def test_each_address_says_who(self):
        for address in ALL:
            if address.door:
                assert who(address.door)
