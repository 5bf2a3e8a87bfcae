"""The operating model as a map: each part with what the group has that is about it.

An app above adds what it knows in its `ready()`: `also_shows(name, find)`.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from facilitation.models import ModelTag
from facilitation.operating_model import COMPONENTS, ENABLERS
from groups.models import Group


@dataclass(frozen=True)
class Link:
    title: str
    url: str


type Found = dict[str, list[Link]]  # by the key of a part
type Find = Callable[[Group], Found]

SHOWN: dict[str, tuple[Promise, Find]] = {}
PARTS: dict[str, Promise] = {part.key: part.name for part in COMPONENTS} | {
    part.key: part.name for part in ENABLERS
}


def also_shows(name: str, title: Promise, find: Find) -> None:
    """Register something that stands on the map. `find` asks the database once, however much there is."""
    SHOWN[name] = (title, find)


@dataclass(frozen=True)
class Shelf:
    """One sort of thing about a part."""

    title: Promise
    links: list[Link]


def shelves_of(group: Group) -> dict[str, list[Shelf]]:
    """What there is, by part."""
    whole: dict[str, list[Shelf]] = defaultdict(list)
    for title, find in SHOWN.values():
        for part, links in find(group).items():
            whole[part].append(Shelf(title, links))
    return whole


def choices() -> Iterator[tuple[str, Promise]]:
    """The parts, for a form."""
    yield from PARTS.items()


def _information(group: Group) -> Found:
    tags = ModelTag.objects.filter(group=group, item__isnull=False).order_by("-item__shared_at")
    return _by_part(
        (
            tag.part,
            Link(tag.item.title, reverse("information_item", args=[group.public_id, tag.item.public_id])),
        )
        for tag in tags.select_related("item")
        if tag.item
    )


def _topics(group: Group) -> Found:
    tags = ModelTag.objects.filter(group=group, topic__isnull=False).order_by("-topic__created_at")
    return _by_part(
        (tag.part, Link(tag.topic.title, reverse("topic", args=[group.public_id, tag.topic.public_id])))
        for tag in tags.select_related("topic")
        if tag.topic
    )


def _by_part(pairs: Iterator[tuple[str, Link]]) -> Found:
    found: Found = defaultdict(list)
    for part, link in pairs:
        found[part].append(link)
    return found


also_shows("information", _("Information"), _information)
also_shows("topics", _("Topics"), _topics)
