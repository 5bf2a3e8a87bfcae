"""Notes on how someone is: only their own page and their own copy of their data know that there are any."""

import ast
from pathlib import Path

import pytest

from coproduction.doors import addresses
from groups.models import Person, WellbeingNote
from groups.permissions import Duty, Permission, SystemPermission
from tests.house.test_contracts import MODULES, ROOT

THEIRS = {
    "groups/models/wellbeing.py",
    "groups/models/__init__.py",
    "groups/actions/wellbeing.py",
    "groups/forms/wellbeing.py",
    "groups/views/wellbeing.py",
}
BY_NAME_ONLY = {"groups/privacy/claims.py", "groups/privacy/telling_safety.py"}  # the person's own copy
LEADS_TO_THEM = {"groups/urls/safety.py"}


def speaks_of_it(module: Path) -> bool:
    tree = ast.parse(module.read_text(encoding="utf-8"))
    names = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    imported = {
        alias.name for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) for alias in node.names
    }
    texts = {
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    return (
        "WellbeingNote" in names | imported
        or "wellbeing" in imported
        or any("wellbeingnote" in text.casefold() for text in texts)
    )


def test_no_other_module_knows_them():
    found = {str(module.relative_to(ROOT)) for module in MODULES if speaks_of_it(module)}
    assert found - THEIRS - BY_NAME_ONLY - LEADS_TO_THEM - {"coproduction/demo/safety.py"} == set()
    assert THEIRS - {"groups/urls/safety.py"} <= found, "this test would see one that does"


def test_nothing_leads_from_a_row_of_the_group_to_them():
    """No relation by which a query of a group, a membership or a report could join them."""
    fields = {field.name for field in WellbeingNote._meta.get_fields()}
    assert fields == {"id", "public_id", "person", "words", "at"}
    assert not [
        one
        for one in Person._meta.related_objects
        if one.related_model is WellbeingNote and one.get_accessor_name()
    ]


def test_no_right_and_no_duty_opens_them():
    doors = {one.name: one.door for one in addresses() if one.name.startswith("wellbeing")}
    assert set(doors) == {"wellbeing", "wellbeing_delete"}
    assert all(door and door.kind == "signed_in" and door.permission is None for door in doors.values())
    spoken = " ".join([*Permission, *SystemPermission, *Duty]).casefold()
    assert "wellbeing" not in spoken


@pytest.mark.django_db
def test_another_persons_note_is_not_there(member, facilitator, sign_in):
    note = WellbeingNote.objects.create(person=member.person, words="A hard week.")
    assert "A hard week." in sign_in(member).get("/me/wellbeing/").text
    assert "A hard week." not in sign_in(facilitator).get("/me/wellbeing/").text
    assert sign_in(facilitator).post(f"/me/wellbeing/{note.public_id}/delete/").status_code == 404
    sign_in(member).post(f"/me/wellbeing/{note.public_id}/delete/")
    assert not WellbeingNote.objects.exists()
