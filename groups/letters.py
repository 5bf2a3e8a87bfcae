"""Letters as they are printed: in the person's language, in the size and on the ground they read best.

The codes in them are made when they are printed and kept nowhere but in the file, which is deleted after posting.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.utils import timezone, translation
from django.utils.translation import gettext as _

from groups.display import known
from groups.enclosures import Enclosure, nothing_enclosed
from groups.kinds import KINDS
from groups.models import AccessNeed, Delivery, Person, PrintRun
from groups.needs import needs_of
from groups.notifications.by_hand import words_of
from groups.notifications.writing import Words
from groups.states import Channel, NeedKind

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
        return looks_for(self.person, {need.kind for need in self.needs})

    @cached_property
    def enclosure(self) -> Enclosure | None:
        """What goes into the envelope with it, in the same print and language."""
        return _enclosed(self.delivery, self.looks)


def looks_for(person: Person, kinds: Collection[str]) -> list[str]:
    """What stylesheets for paper know, from what somebody chose for their screen and which needs they have.

    Dark grounds stay white: they would cost the reader nothing but ink.
    """
    chosen = known(person.display)
    size = SIZES.index(chosen.get("text-size", "normal"))
    if NeedKind.LARGE_PRINT in kinds:
        size = max(size, SIZES.index("large"))
    cream = chosen.get("background") == "cream" or NeedKind.COLOUR_BACKGROUND in kinds
    looks = [
        SIZES[size] if size else "",
        chosen.get("spacing", "") == "wide" and "wide",
        cream and "cream",
        NeedKind.EASY_READ in kinds and "easy",  # for sheets that can put one idea on each page
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


def enclosed_with(delivery: Delivery) -> Enclosure | None:
    """What goes into the envelope of a letter that is posted alone; nothing with a call."""
    if delivery.channel != Channel.LETTER:
        return None
    needs = needs_of([delivery.person], delivery.group).get(delivery.person_id, [])
    return _enclosed(delivery, looks_for(delivery.person, {need.kind for need in needs}))


def _enclosed(delivery: Delivery, looks: list[str]) -> Enclosure | None:
    kind = KINDS.get(delivery.notification.kind)
    if kind is None or kind.encloses is nothing_enclosed:
        return None
    row = kind.find(delivery.notification.subject)
    with translation.override(delivery.person.language), timezone.override(delivery.group.tz):
        return kind.encloses(row, delivery.person, looks) if row else None
