"""The catalogues: compiled as they are written, with the same holes to fill, and Welsh where members go."""

import ast
import gettext
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from django.template.loader import render_to_string
from django.test import Client
from django.urls import reverse
from django.utils import translation

from facilitation.states import PositionAnswer, SignalKind
from groups.models import Membership
from groups.templatetags.places import IN_A_GROUP

ROOT = Path(__file__).parents[2]
CATALOGUES = sorted(ROOT.glob("*/*/LC_MESSAGES/django.po"))
HOLE = re.compile(r"%\(\w+\)[sd]|<[^>]+>")


def read(catalogue: Path) -> dict[str, list[str]]:
    """What a catalogue says for each text: one form, or one for each plural."""
    found: dict[str, list[str]] = {}
    for entry in catalogue.read_text(encoding="utf-8").split("\n\n"):
        lines = [line for line in entry.splitlines() if not line.startswith("#")]
        parts: list[tuple[str, str]] = []
        for line in lines:
            name, _, quoted = line.partition('"')
            text = ast.literal_eval(f'"{quoted}')
            if name:
                parts.append((name.strip(), text))
            else:
                parts[-1] = (parts[-1][0], parts[-1][1] + text)
        said = [text for name, text in parts if name.startswith("msgstr")]
        if parts and any(said) and "#, fuzzy" not in entry:
            found["\x04".join(text for name, text in parts if name in {"msgctxt", "msgid"})] = said
    return found


@pytest.mark.parametrize("catalogue", CATALOGUES, ids=lambda path: path.relative_to(ROOT).parts[1])
def test_what_is_compiled_is_what_is_written(catalogue: Path):
    with catalogue.with_suffix(".mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)
    said = read(catalogue)
    said.pop("")
    known = {key if isinstance(key, str) else key[0] for key in vars(compiled)["_catalog"]}
    assert set(said) == known - {""}
    behind = [text for text, forms in said.items() if len(forms) == 1 and compiled.gettext(text) != forms[0]]
    assert behind == []


@pytest.mark.parametrize("catalogue", CATALOGUES, ids=lambda path: path.relative_to(ROOT).parts[1])
def test_a_translation_fills_no_hole_that_its_text_does_not_have(catalogue: Path):
    said = read(catalogue)
    said.pop("")
    wrong = [text for text, forms in said.items() if len(forms) == 1 and holes(forms[0]) - holes(text)]
    assert wrong == []


def test_welsh_fills_every_hole():
    said = read(ROOT / "locale" / "cy" / "LC_MESSAGES" / "django.po")
    said.pop("")
    assert [text for text, forms in said.items() if len(forms) == 1 and holes(forms[0]) != holes(text)] == []


def holes(text: str) -> set[str]:
    return set(HOLE.findall(text))


def test_the_names_of_places_and_of_acts_in_the_room_are_welsh():
    words = [name for _url, name in IN_A_GROUP]
    words += [each.label for each in (*SignalKind, *PositionAnswer)]
    english = [str(word) for word in words]
    with translation.override("cy"):
        assert [word for word, before in zip(words, english, strict=True) if str(word) == before] == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("today", "Penderfynu gyda’n gilydd"),
        ("account_login", "Mewngofnodi"),
        ("account_request_login_code", "Anfonwch god ataf"),
        ("account_reset_password", "Dewis cyfrinair newydd"),
        ("display", "Maint y testun"),
        ("about", "Beth yw cydgynhyrchu"),
        ("not_watched", "Samariaid"),
    ],
)
def test_pages_for_anyone_speak_welsh(name: str, words: str, client: Client):
    page = client.get(reverse(name), headers={"Accept-Language": "cy"}).text
    assert words in page
    assert '<html lang="cy"' in page


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("group", "Nid ydym wedi cytuno ar ein pwrpas eto."),
        ("sessions", "Nid oes sesiwn wedi’i chynllunio eto."),
        ("decisions", "Pynciau agored"),
        ("information", "Mae pawb yn y grŵp yn gweld yr un wybodaeth yr un pryd."),
        ("space", "Anfon at bobl â phrofiad bywyd"),
        ("people", "Os oes angen seibiant arnoch"),
    ],
)
def test_a_member_s_pages_speak_welsh(
    name: str, words: str, member: Membership, sign_in: Callable[[Membership], Client]
):
    page = sign_in(member).get(
        reverse(name, args=[member.group.public_id]), headers={"Accept-Language": "cy"}
    )
    assert words in page.text
    assert "Heddiw" in page.text


@pytest.mark.django_db
def test_messages_are_in_the_language_of_the_person(member: Membership):
    frame = render_to_string("groups/messages/frame.txt", {"person": member.person, "said": "…"})
    assert "Hello Ade" in frame
    with translation.override("cy"):
        frame = render_to_string("groups/messages/frame.txt", {"person": member.person, "said": "…"})
    assert "Helo Ade" in frame
