"""The questions on equality, as data, and the fixed half-years in which answers are gathered.

Nothing is required, and every question can be answered with "I prefer not to say". Ids never change; the words may.
"""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrPromise

_JULY = 7
NOT_SAID = ("not_said", _("I prefer not to say"))


@dataclass(frozen=True)
class Question:
    id: str
    words: StrPromise
    options: tuple[tuple[str, StrPromise], ...]

    @property
    def every_option(self) -> tuple[tuple[str, StrPromise], ...]:
        return (*self.options, NOT_SAID)


_YES_NO = (("yes", _("Yes")), ("no", _("No")))

QUESTIONS: tuple[Question, ...] = (
    Question(
        "age",
        _("How old are you?"),
        (
            ("under_25", _("Under 25")),
            ("25_34", _("25 to 34")),
            ("35_49", _("35 to 49")),
            ("50_64", _("50 to 64")),
            ("65_79", _("65 to 79")),
            ("80_over", _("80 or over")),
        ),
    ),
    Question("sex", _("What is your sex?"), (("female", _("Female")), ("male", _("Male")))),
    Question("gender", _("Is your gender the same as your sex at birth?"), _YES_NO),
    Question(
        "ethnic_group",
        _("What is your ethnic group?"),
        (
            ("asian", _("Asian or Asian British")),
            ("black", _("Black, Black British, Caribbean or African")),
            ("mixed", _("Mixed, or more than one ethnic group")),
            ("white", _("White")),
            ("other", _("Another ethnic group")),
        ),
    ),
    Question(
        "disability",
        _("Does an illness or a disability make daily life harder for you, for a year or more?"),
        (("a_lot", _("Yes, a lot")), ("a_little", _("Yes, a little")), ("no", _("No"))),
    ),
    Question("carer", _("Do you look after someone, without being paid for it?"), _YES_NO),
    Question(
        "orientation",
        _("Which of these fits you best?"),
        (
            ("straight", _("Straight")),
            ("gay", _("Gay or lesbian")),
            ("bisexual", _("Bisexual")),
            ("other", _("Another word fits me better")),
        ),
    ),
    Question(
        "religion",
        _("What is your religion?"),
        (
            ("none", _("No religion")),
            ("buddhist", _("Buddhist")),
            ("christian", _("Christian")),
            ("hindu", _("Hindu")),
            ("jewish", _("Jewish")),
            ("muslim", _("Muslim")),
            ("sikh", _("Sikh")),
            ("other", _("Another religion")),
        ),
    ),
)


def half_year(day: date) -> str:
    """The half-year a day lies in: "2026-1" to the end of June, then "2026-2"."""
    return f"{day.year}-{1 if day.month < _JULY else 2}"
