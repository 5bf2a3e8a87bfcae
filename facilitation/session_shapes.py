"""Shapes of sessions to begin from, as data: what people usually do together, and for how long.

No shape goes on for more than an hour without a break. What is there to be decided begins as "explore": only a
topic says who has the final say, and no shape knows the group's topics (promise 2).
"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from facilitation.states import ItemPurpose


@dataclass(frozen=True)
class ShapeItem:
    title: Promise
    purpose: ItemPurpose
    minutes: int
    to_decide: bool = False  # it becomes "decide" once it has a topic


@dataclass(frozen=True)
class Shape:
    name: str  # as it stands in the address
    title: Promise
    about: Promise
    items: tuple[ShapeItem, ...]

    @property
    def minutes(self) -> int:
        return sum(item.minutes for item in self.items)


def _share(title: Promise, minutes: int) -> ShapeItem:
    return ShapeItem(title, ItemPurpose.SHARE, minutes)


def _explore(title: Promise, minutes: int) -> ShapeItem:
    return ShapeItem(title, ItemPurpose.EXPLORE, minutes)


def _break(minutes: int) -> ShapeItem:
    return ShapeItem(_("Break"), ItemPurpose.BREAK, minutes)


SHAPES: tuple[Shape, ...] = (
    Shape(
        "first",
        _("Our first meeting"),
        _("We get to know each other, and say what we want from this group."),
        (
            _share(_("Welcome, and who we are"), 25),
            _share(_("What this group is for, and who decides what"), 15),
            _break(10),
            _explore(_("What would make this worth our time?"), 25),
            _share(_("What happens next"), 15),
        ),
    ),
    Shape(
        "together",
        _("Two hours together"),
        _("We meet in the room, by video and by phone, and all take part alike."),
        (
            _share(_("Welcome, and how we are"), 15),
            _share(_("News of our requests"), 15),
            _explore(_("What we talk about today"), 30),
            _break(15),
            _explore(_("What we want to see happen"), 30),
            _share(_("What we take away"), 15),
        ),
    ),
    Shape(
        "deciding",
        _("A session that decides"),
        _("We hear what is open and what is fixed, talk it through, and decide."),
        (
            _share(_("Welcome, and how we are"), 10),
            _share(_("What is open, what is fixed, and who has the final say"), 20),
            _explore(_("What matters to us"), 30),
            _break(15),
            ShapeItem(_("What we decide"), ItemPurpose.EXPLORE, 35, to_decide=True),
            _share(_("What happens next"), 10),
        ),
    ),
    Shape(
        "back",
        _("Looking back together"),
        _("We look at what changed because of us, and what did not."),
        (
            _share(_("Welcome, and how we are"), 10),
            _share(_("What we asked for, and what came of it"), 25),
            _explore(_("What changed for us, and what did not"), 20),
            _break(10),
            _explore(_("What we do next"), 25),
        ),
    ),
)


def shape_named(name: str) -> Shape | None:
    return next((shape for shape in SHAPES if shape.name == name), None)
