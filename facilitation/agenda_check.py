"""Whether an agenda fits its time and has its breaks: pure, and never in the way of anybody."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from facilitation.states import ItemPurpose

LONGEST_WITHOUT_BREAK = 60  # minutes (product.md section 6)


class HasMinutes(Protocol):
    @property
    def title(self) -> str: ...
    @property
    def purpose(self) -> str: ...
    @property
    def minutes(self) -> int: ...


@dataclass(frozen=True)
class Part:
    """An item as it is being typed."""

    title: str
    purpose: str
    minutes: int


@dataclass(frozen=True)
class Stretch:
    """Minutes without a break, and the item after which a break would end it in time (None: within the first)."""

    minutes: int
    break_after: str | None


@dataclass(frozen=True)
class Check:
    total: int  # minutes
    planned: int  # minutes between the session's start and its end
    stretches: tuple[Stretch, ...]  # those that are too long

    @property
    def is_too_long(self) -> bool:
        return self.total > self.planned

    @property
    def sentences(self) -> Iterator[str]:
        """What to say of it, in order."""
        facts = {"total": in_words(self.total), "planned": in_words(self.planned)}
        if self.is_too_long:
            yield _("These items take %(total)s. That is more than the %(planned)s of the session.") % facts
        else:
            yield _("These items take %(total)s of %(planned)s.") % facts
        for stretch in self.stretches:
            said = {"time": in_words(stretch.minutes), "item": stretch.break_after}
            if stretch.break_after is None:
                yield _("There is no break for %(time)s: split the item that takes so long.") % said
            else:
                yield _("There is no break for %(time)s: add one after “%(item)s”.") % said

    @property
    def is_fine(self) -> bool:
        return not self.is_too_long and not self.stretches


def check_agenda(items: Sequence[HasMinutes], *, planned: int) -> Check:
    """The total of all items, and every stretch of more than 60 minutes between two breaks."""
    stretches = tuple(
        _stretch(some) for some in _between_breaks(items) if _minutes(some) > LONGEST_WITHOUT_BREAK
    )
    return Check(total=_minutes(items), planned=planned, stretches=stretches)


def in_words(minutes: int) -> str:
    """1 hour 50 minutes."""
    hours, rest = divmod(minutes, 60)
    in_hours = ngettext("%(n)d hour", "%(n)d hours", hours) % {"n": hours}
    in_minutes = ngettext("%(n)d minute", "%(n)d minutes", rest) % {"n": rest}
    if hours and rest:
        return _("%(hours)s %(minutes)s") % {"hours": in_hours, "minutes": in_minutes}
    return in_hours if hours else in_minutes


def _between_breaks(items: Sequence[HasMinutes]) -> Iterator[list[HasMinutes]]:
    some: list[HasMinutes] = []
    for item in items:
        if item.purpose == ItemPurpose.BREAK:
            yield some
            some = []
        else:
            some.append(item)
    yield some


def _stretch(some: Sequence[HasMinutes]) -> Stretch:
    """A break belongs after the last item that ends within 60 minutes of the last break."""
    passed, after = 0, None
    for item in some:
        passed += item.minutes
        if passed > LONGEST_WITHOUT_BREAK:
            break
        after = item.title
    return Stretch(_minutes(some), after)


def _minutes(items: Sequence[HasMinutes]) -> int:
    return sum(item.minutes for item in items)
