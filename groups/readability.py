"""How hard a text is to read, and what would make it easier. Pure: no model, no page, no setting.

Only English is measured: the formula knows no other language, so nothing is said of a text in one. What comes of
it are hints to whoever writes. They never hold anything back.
"""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from itertools import islice
from math import ceil

# Words this work cannot be told without. They count as words of two syllables.
FIELD_WORDS = {
    "accessibility",
    "anonymous",
    "commitment",
    "coproduction",
    "facilitation",
    "facilitator",
    "information",
    "organisation",
    "personalised",
    "professional",
    "responsibility",
}
FROM_SCHOOL_YEAR_TO_AGE = 5
_UNHEARD_ENDS = (
    (re.compile(r"(?<=[bcdfgkpstvz])le$"), "el"),  # peo-ple, a-ble
    (re.compile(r"(?<=[^aeiouytd])ed$"), ""),  # asked, but want-ed
    (re.compile(r"(?<=[^aeiouycgsxz])es$"), ""),  # names, but prom-is-es
    (re.compile(r"(?<=[^aeiouy])e$"), ""),  # name
)
_VOWELS = re.compile(r"[aeiouy]+")
_WORD = re.compile(r"[a-z]+(?:['’][a-z]+)?")
_SENTENCE_END = re.compile(r"[.?:;!…]+(?=\s|$)|\n")


def syllables(word: str) -> int:
    """A good guess: groups of vowels, without those that are not heard at the end."""
    word = re.sub(r"['’]\w*$", "", word)
    if word.removesuffix("s") in FIELD_WORDS:
        return 2
    for end, heard in _UNHEARD_ENDS:
        word = end.sub(heard, word)
    return max(1, len(_VOWELS.findall(word)))


def words_in(text: str) -> list[str]:
    return _WORD.findall(text.lower())


def reading_age(text: str) -> float:
    """In years: the school year by Flesch-Kincaid over whole sentences, and five. 0 for a text without words."""
    sentences = [words for part in _SENTENCE_END.split(text) if (words := words_in(part))]
    words = [word for sentence in sentences for word in sentence]
    if not words:
        return 0
    long_sentences = 0.39 * len(words) / len(sentences)
    long_words = 11.8 * sum(map(syllables, words)) / len(words)
    return long_sentences + long_words - 15.59 + FROM_SCHOOL_YEAR_TO_AGE


ENOUGH_TO_MEASURE = 20  # words
MEANT_FOR = 11  # years: what a child of eleven can read
LONG_SENTENCE = 20  # words
MOST_SHOWN = 10  # of each sort of hint: more would help nobody

# Short forms that everybody in the United Kingdom reads without help.
EVERYDAY = frozenset({"A&E", "AM", "BBC", "GP", "GPS", "NHS", "OK", "PDF", "PM", "TV", "UK", "USA"})
_ACRONYM = re.compile(r"\b[A-Z][A-Z&]{0,8}[A-Z]s?\b|\b(?:[A-Z]\.){2,9}")
_WHOLE_SENTENCE = re.compile(r"(?<=[.?!…])\s+|\n+")

# Words of offices, with what a neighbour would say. They are looked for and shown as they stand, in English.
JARGON = {
    "commence": "start",
    "deliverables": "what we will do",
    "engagement": "talking with people",
    "facilitate": "help",
    "going forward": "from now on",
    "holistic": "whole",
    "implement": "do",
    "in order to": "to",
    "key stakeholders": "the people it matters to",
    "leverage": "use",
    "outcomes": "what changes for people",
    "pathway": "the steps of care",
    "patient cohort": "group of people",
    "prior to": "before",
    "robust": "strong",
    "service users": "people",
    "stakeholders": "the people it matters to",
    "strategic": "long-term",
    "utilise": "use",
    "with regard to": "about",
}


@dataclass(frozen=True)
class Plainer:
    """A word of offices, and a plain one."""

    word: str
    say: str


@dataclass(frozen=True)
class Hints:
    """What would make a text easier. `age` in whole years; None where too little is written to measure."""

    age: int | None
    long_sentences: tuple[str, ...] = ()
    acronyms: tuple[str, ...] = ()
    jargon: tuple[Plainer, ...] = ()

    @property
    def is_hard(self) -> bool:
        return self.age is not None and self.age > MEANT_FOR

    @property
    def all_well(self) -> bool:
        return not (self.is_hard or self.long_sentences or self.acronyms or self.jargon)


def look_at(*texts: str, known: Collection[str] = ()) -> Hints:
    """Hints for what somebody wrote in these fields. `known` are short forms that a glossary explains."""
    text = "\n".join(filter(None, texts))
    enough = len(words_in(text)) >= ENOUGH_TO_MEASURE
    return Hints(
        age=max(5, ceil(reading_age(text))) if enough else None,
        long_sentences=_first(one for one in _sentences(text) if len(words_in(one)) > LONG_SENTENCE),
        acronyms=_first(unexplained(text, known=known)),
        jargon=tuple(Plainer(word, say) for word, say in JARGON.items() if _stands(word, text))[:MOST_SHOWN],
    )


def unexplained(text: str, *, known: Collection[str] = ()) -> list[str]:
    """Short forms that the text uses and does not explain, in the order they come."""
    heard = {one.upper() for one in known} | EVERYDAY
    found = dict.fromkeys(one.group().rstrip("s") for one in _ACRONYM.finditer(text))
    return [one for one in found if one.upper() not in heard and not _explained(one, text)]


def _explained(short: str, text: str) -> bool:
    """Whether it stands in brackets after its long form, or before it, or is said to mean something."""
    form = re.escape(short)
    ways = (
        rf"[a-z]\s+\({form}s?\)",
        rf"\b{form}s?\s+\([A-Za-z][^)]{{5,}}\)",
        rf"\b{form}s? (?:means|is short for)\b",
    )
    return any(re.search(way, text) for way in ways)


def _sentences(text: str) -> list[str]:
    return [one.strip() for one in _WHOLE_SENTENCE.split(text) if one.strip()]


def _stands(word: str, text: str) -> bool:
    return re.search(rf"\b{re.escape(word)}\b", text, re.IGNORECASE) is not None


def _first(found: Iterable[str]) -> tuple[str, ...]:
    return tuple(islice(found, MOST_SHOWN))
