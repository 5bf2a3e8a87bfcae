"""What people hear about what came of something said: used in a decision, or not taken further, and why."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from facilitation.models import Contribution, Decision, Session
from facilitation.states import Audience
from groups.kinds import Kind, always, register
from groups.states import MessageTopic
from lifecycle.models import NotTaken
from lifecycle.who_routes import can_route

WORDS_UNROUTED = "words_unrouted"
AMONG_US = "_among_us"


@dataclass(frozen=True)
class Telling:
    """The kind of message for whoever said it by name, and the one for all who can read words without a name."""

    author: str
    readers: str

    @property
    def among_us(self) -> "Telling":
        """The same of what was said among people with lived experience: through no other hands (promise 4)."""
        return Telling(self.author + AMONG_US, self.readers + AMONG_US)


def _waits_for_a_route(row: models.Model) -> bool:
    return isinstance(row, Session) and bool(can_route(row))


def _is_not_taken(row: models.Model) -> bool:
    stands = NotTaken.objects.filter(contribution=row.pk, contribution__taken_back_at__isnull=True)
    return stands.exists()


def _why(row: models.Model) -> dict[str, str]:
    """Read to them or posted to them, and kept in no copy of the message.

    Whoever prints or calls may not read what is for fewer people, so the reason stays out there.
    """
    found = NotTaken.objects.filter(contribution=row.pk).select_related("contribution").first()
    return {"why": found.why} if found and found.contribution.audience == Audience.EVERYONE else {}


def _about(
    name: str,
    subject_line: Promise,
    *,
    still_true: Callable[[models.Model], bool] = always,
    **more: Any,
) -> Kind:
    return Kind(
        name=name,
        subject_line=subject_line,
        template=f"lifecycle/messages/{name}.txt",
        about_your_words=True,
        topic=MessageTopic.REPLIES,
        still_true=still_true,
        **more,
    )


_SAID = _("What became of what you said")
_UNNAMED = _("What became of a point made without a name")
_IN_DECISION: dict[str, Any] = {"model": Decision, "url_name": "decision", "url_arg": "decision_id"}
_OF_WORDS: dict[str, Any] = {
    "model": Contribution,
    "url_name": "words_came",
    "url_arg": "words_id",
    "still_true": _is_not_taken,
    "codes": _why,
}
_NOT_TAKEN = (
    _about("words_not_taken", _SAID, **_OF_WORDS),
    _about("unnamed_words_not_taken", _UNNAMED, **_OF_WORDS),
)


def told_among_us(*kinds: Kind) -> Iterator[Kind]:
    for kind in kinds:
        yield replace(kind, name=kind.name + AMONG_US, among_us=True)


_IN_DECISIONS = (
    _about("words_in_decision", _SAID, **_IN_DECISION),
    _about("unnamed_words_in_decision", _UNNAMED, **_IN_DECISION),
)
_NOT_TAKEN_AMONG_US = tuple(told_among_us(*_NOT_TAKEN))
NOT_TAKEN_KINDS = tuple(kind.name for kind in (*_NOT_TAKEN, *_NOT_TAKEN_AMONG_US))

register(
    *_IN_DECISIONS,
    *told_among_us(*_IN_DECISIONS),
    *_NOT_TAKEN,
    *_NOT_TAKEN_AMONG_US,
    Kind(
        name=WORDS_UNROUTED,
        subject_line=_("Some of what was said waits for an answer"),
        template=f"lifecycle/messages/{WORDS_UNROUTED}.txt",
        model=Session,
        url_name="what_came_of_session",
        url_arg="session_id",
        still_true=_waits_for_a_route,
        needs_you=True,
        minutes=10,
        prompt=True,
        can_wait=True,
    ),
)
