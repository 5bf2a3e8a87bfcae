"""What would make a text easier to read, told to whoever writes it."""

from hypothesis import given, settings
from hypothesis import strategies as st

from groups.readability import look_at, reading_age, unexplained

PLAIN = "You can take your words back. You need give no reason. Tell us by phone, by letter or in the app."
HEAVY = (
    "Commissioning organisations utilise multidisciplinary population stratification methodologies in order to "
    "facilitate the prioritisation of interventions notwithstanding considerable variability in local availability."
)


def test_plain_words_are_left_alone():
    assert look_at(PLAIN).all_well
    assert (look_at(PLAIN).age or 99) <= 11


def test_heavy_words_are_said_with_what_to_do():
    hints = look_at(HEAVY)
    assert hints.is_hard
    assert hints.long_sentences == (HEAVY,)
    assert {"utilise": "use", "in order to": "to"}.items() <= {
        one.word: one.say for one in hints.jargon
    }.items()


def test_a_few_words_are_too_few_to_measure():
    assert look_at("The budget").age is None
    assert reading_age("") == 0


def test_a_short_form_is_asked_for_until_it_is_explained():
    assert unexplained("The ICB pays. The NHS and your GP know, and so does A&E.") == ["ICB"]
    assert unexplained("The integrated care board (ICB) pays. ICBs meet.") == []
    assert unexplained("ICB (integrated care board) money.") == []
    assert unexplained("ICB means integrated care board.") == []
    assert unexplained("The ICB pays.", known=["icb"]) == []


def test_the_hints_stop_before_they_are_too_many():
    hints = look_at(" ".join(f"X{letter}Q is one." for letter in "ABCDEFGHIJKLMNOPQRSTUVWYZ"))
    assert len(hints.acronyms) == 10


@settings(max_examples=30)
@given(st.text(max_size=300))
def test_whatever_is_typed_is_looked_at(text: str):
    assert look_at(text).age is None or look_at(text).age >= 5
