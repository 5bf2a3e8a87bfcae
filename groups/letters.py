"""Letters as they are printed: in the person's language, in the size and on the ground they read best.

The codes in them are made when they are printed and kept nowhere but in the file, which is deleted after posting.
"""

import re
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from groups.display import known
from groups.models import AccessNeed, Delivery, Person, PrintRun
from groups.needs import needs_of
from groups.notifications.by_hand import words_of
from groups.notifications.writing import Words
from groups.states import NeedKind

SIZES = ("normal", "large", "larger", "largest")


@dataclass(frozen=True)
class Letter:
    delivery: Delivery
    words: Words
    needs: tuple[AccessNeed, ...]
    on: date

    @property
    def person(self) -> Person:
        return self.delivery.person

    @property
    def language(self) -> str:
        return self.person.language

    @property
    def looks(self) -> list[str]:
        """What the stylesheet letters.css knows. Dark grounds stay white: they would cost the reader nothing but ink."""
        chosen, kinds = known(self.person.display), {need.kind for need in self.needs}
        size = SIZES.index(chosen.get("text-size", "normal"))
        if NeedKind.LARGE_PRINT in kinds:
            size = max(size, SIZES.index("large"))
        cream = chosen.get("background") == "cream" or NeedKind.COLOUR_BACKGROUND in kinds
        looks = [
            SIZES[size] if size else "",
            chosen.get("spacing", "") == "wide" and "wide",
            cream and "cream",
        ]
        return [look for look in looks if look]


def letters_of(run: PrintRun) -> tuple[list[Letter], list[Delivery]]:
    """The letters of a run as they are true now, and those of which nothing is left to say."""
    waiting = list(run.letters.waiting_for_hands().for_letters())
    needs = needs_of([delivery.person for delivery in waiting], run.group)
    letters, gone = [], []
    for delivery in waiting:
        words = words_of(delivery)
        if words is None:
            gone.append(delivery)
        else:
            own = tuple(needs.get(delivery.person_id, ()))
            letters.append(Letter(delivery, words, own, run.group.today))
    return letters, gone


def page_numbers() -> str:
    """ "page 1 of 2" at the foot, in the language that is on, as style."""
    words = _("page %(page)s of %(pages)s") % {"page": "\x00page\x00", "pages": "\x00pages\x00"}
    parts = re.split("\x00", words.replace("\\", "").replace('"', ""))
    content = " ".join(f"counter({part})" if part in {"page", "pages"} else f'"{part}"' for part in parts)
    return f'@page {{ @bottom-right {{ content: {content}; font: 10pt "DejaVu Sans", Arial, sans-serif }} }}'
