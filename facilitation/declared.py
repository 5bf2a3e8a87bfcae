"""What changed from one declaration of a topic to the next, field by field, for people to see side by side."""

from dataclasses import dataclass
from typing import cast

from django.db.models import Field
from django.utils.functional import Promise

from facilitation.models import TopicVersion
from groups.templatetags.words import day

COMPARED = ("open_to_change", "fixed", "final_say", "what_matters", "system_priorities")


@dataclass(frozen=True)
class Change:
    label: str | Promise
    before: str
    now: str


def changes_between(old: TopicVersion, new: TopicVersion) -> list[Change]:
    """Only what differs, in the order in which it is declared."""
    words = [Change(_label(name), getattr(old, name), getattr(new, name)) for name in COMPARED]
    words.insert(2, Change(_label("say"), old.get_say_display(), new.get_say_display()))
    words.append(Change(_label("decide_by"), day(old.decide_by), day(new.decide_by)))
    return [change for change in words if change.before != change.now]


def _label(name: str) -> str | Promise:
    return cast("Field[str, str]", TopicVersion._meta.get_field(name)).verbose_name
