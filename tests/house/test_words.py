"""The words on screen and in messages: plain, kind, translatable, and the same word for the same thing."""

import re
from statistics import median

import pytest

from groups.readability import reading_age, syllables, words_in
from tests.house.wording import (
    File,
    bare_texts_of_module,
    bare_texts_of_template,
    modules,
    templates,
    texts_of_module,
    texts_of_template,
)

EVERY_FILE = [*templates(), *modules()]
MARKUP = [file for file in templates() if file.path.suffix == ".html"]

OLDEST_READER = 11
OLDEST_READER_OF_ONE_FILE = 13  # a few sentences weigh heavily in a small file
ENOUGH_TO_MEASURE = 20  # words

# Words of the code, and words that make people small, with what screens say instead (docs/words.md).
NOT_ON_SCREEN = {
    r"\b(?:an|the|this|that|our|your|each|every|one|open|new) asks?\b": "request",
    r"\bverdicts?\b": "Does this answer us?",
    r"\bstand(?:s|ing)? aside\b": "I'll sit this one out",
    r"\btemperature check\b": "quick check",
    r"\bshared context\b": "Information",
    r"\bstakeholders?\b": "people",
    r"\bservice users?\b": "people",
    r"\bend users?\b": "people",
    r"\binvalid\b": "what to do instead",
    r"\bsubmit": "send",
    r"\butilis|\bleverag|\bgoing forward\b": "plain words",
    r"\bclick": "choose, or tap",
    r"\bplease note\b": "the note itself",
}

# Attributes for other templates to put into a tag; they hold no words.
ATTRIBUTES_ONLY = {"templates/allauth/elements/field_attrs.html", "templates/django/forms/widgets/attrs.html"}


def texts(files: list[File]) -> list[tuple[str, str]]:
    return [(str(file), text) for file in files for text in file.texts]


def test_a_child_of_eleven_can_read_the_median_text():
    ages = {str(file): reading_age(file.sentences) for file in EVERY_FILE if measurable(file)}
    assert len(ages) > 50
    assert median(ages.values()) <= OLDEST_READER
    assert {name: round(age, 1) for name, age in ages.items() if age > OLDEST_READER_OF_ONE_FILE} == {}


def measurable(file: File) -> bool:
    return len(words_in(file.sentences)) >= ENOUGH_TO_MEASURE


@pytest.mark.parametrize(
    ("word", "heard"),
    [
        *(("the", 1), ("people", 2), ("asked", 1), ("agreed", 2), ("wanted", 2), ("decided", 3)),
        *(("names", 1), ("promises", 3), ("table", 2), ("because", 2), ("little", 2), ("someone’s", 2)),
    ],
)
def test_syllables_are_guessed_well(word: str, heard: int):
    assert syllables(word) == heard


def test_the_measure_tells_plain_words_from_heavy_ones():
    plain = "You can take your words back. You need give no reason."
    heavy = "Participants may rescind previously submitted contributions notwithstanding their justification."
    assert reading_age(plain) < 8
    assert reading_age(heavy) > 18


def test_nothing_is_shouted():
    assert [(name, text) for name, text in texts(EVERY_FILE) if "!" in text] == []


def test_screens_use_the_words_of_screens():
    found = [
        f"{name}: “{text}” (say: {better})"
        for name, text in texts(EVERY_FILE)
        for pattern, better in NOT_ON_SCREEN.items()
        if re.search(pattern, text, re.IGNORECASE)
    ]
    assert found == []


def test_every_word_of_a_template_can_be_translated():
    bare = [
        (str(file), text)
        for file in templates()
        if str(file) not in ATTRIBUTES_ONLY
        for text in bare_texts_of_template(file.source)
    ]
    assert bare == []


def test_every_word_that_code_says_to_people_can_be_translated():
    assert [(str(file), text) for file in modules() for text in bare_texts_of_module(file.source)] == []


@pytest.mark.parametrize("file", MARKUP, ids=str)
def test_a_template_holds_no_style_and_no_script(file: File):
    assert re.findall(r"\sstyle=|<style|\son[a-z]+=|javascript:|<script(?![^>]*\ssrc=)", file.source) == []
    assert re.findall(r"\shx-(?!on)", file.source) == [], "htmx attributes are written data-hx-…"


def test_the_finders_find():
    template = """{# a note #}{% comment %}a longer note{% endcomment %}
    <p title="Bare too">{% translate "Marked" %} Bare {{ name }}</p>
    {% blocktranslate trimmed %}Hello {{ name }}.{% endblocktranslate %}"""
    assert [*texts_of_template(template)] == ["Marked", "Hello it."]
    assert [*bare_texts_of_template(template)] == ["Bare too", "Bare"]
    module = 'raise Refused("Bare")\nx = _("Wait for %(name)s")\nCharField(label="Bare too", help_text="")'
    assert [*texts_of_module(module)] == ["Wait for it"]
    assert [*bare_texts_of_module(module)] == ["Bare", "Bare too"]
