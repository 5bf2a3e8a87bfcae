"""The five marks of good facilitation, in the deck's own short labels, each with a question to ask oneself.

An id never changes its meaning: reflections are kept by it.
"""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrPromise


@dataclass(frozen=True)
class Mark:
    id: str
    label: StrPromise
    question: StrPromise


MARKS: tuple[Mark, ...] = (
    Mark(
        "voices",
        _("Structure, so that all voices are heard"),
        _("What helped people to be heard today, and what stood in the way?"),
    ),
    Mark(
        "solutions",
        _("The group finds its own solutions and actions"),
        _("Where did the group find its own way, and where did I lead too much?"),
    ),
    Mark(
        "safe",
        _("Everyone is engaged and safe, and time is well used"),
        _("When did the room feel safe, and when did it not? Was the time well used?"),
    ),
    Mark(
        "sense",
        _("A strong sense of purpose, evolving and responsive"),
        _("Was it clear why we met, and did we change course when people needed it?"),
    ),
    Mark(
        "potential",
        _("Belief in people’s potential to be change agents"),
        _("What did I hand over, and what could a member do next time?"),
    ),
)
BY_ID = {mark.id: mark for mark in MARKS}
