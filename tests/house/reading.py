"""How old a reader must be, by Flesch-Kincaid over whole sentences."""

import re

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
    """In years: the school year by Flesch-Kincaid, and five."""
    sentences = [words for part in _SENTENCE_END.split(text) if (words := words_in(part))]
    words = [word for sentence in sentences for word in sentence]
    long_sentences = 0.39 * len(words) / len(sentences)
    long_words = 11.8 * sum(map(syllables, words)) / len(words)
    return long_sentences + long_words - 15.59 + FROM_SCHOOL_YEAR_TO_AGE
