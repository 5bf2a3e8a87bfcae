"""What is said of an item of information besides its words: its versions, its sums, and how early it was out."""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import cast

from django.db.models import Field, Min, Prefetch, Q
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from facilitation.changes import Piece, after, before, compare
from facilitation.models import BudgetLine, InformationItem, InformationVersion, Topic
from facilitation.models.information import VERSIONED
from facilitation.states import DecisionRoute
from groups.suppression import Reach, fewest
from groups.templatetags.words import day


@dataclass(frozen=True)
class Changed:
    """One part of an item that is not the same in two versions."""

    label: str
    old: list[Piece]
    new: list[Piece]


def what_changed(old: InformationVersion, new: InformationVersion) -> list[Changed]:
    """Each part of an item that differs, in the order of the page. Load `lines` with both."""
    parts = [(name, _said(old, name), _said(new, name)) for name in VERSIONED]
    sheets = (_("Budget sheet"), _sheet(old), _sheet(new))
    labelled = [(_label(name), was, now) for name, was, now in parts]
    return [
        Changed(label, before(pieces), after(pieces))
        for label, was, now in (*labelled, sheets)
        if was != now and (pieces := compare(was, now))
    ]


def pounds(amount: Decimal) -> str:
    """£40,000, or £40,000.50."""
    whole = amount == amount.to_integral_value()
    return f"£{amount:,.0f}" if whole else f"£{amount:,.2f}"


def what_does_not_add_up(version: InformationVersion) -> list[str]:
    """A sentence for each sum of a budget sheet that is not what the sheet says it is. Load `lines` with it."""
    lines = list(version.lines.all())
    said = [_line_off(line) for line in lines if not line.adds_up]
    total = sum((line.total for line in lines), Decimal(0))
    if lines and version.whole is not None and version.whole != total:
        sums = {"sum": pounds(total), "whole": pounds(version.whole)}
        said.append(_("All lines together make %(sum)s. The sheet says %(whole)s.") % sums)
    return said


def how_early(item: InformationItem) -> list[str]:
    """How long before input or the decision it was out, for each topic it is about. Load them by `topics_with_days`."""
    shared = timezone.localdate(item.shared_at, item.group.tz)
    return [said for topic in item.topics.all() if (said := _out_before(topic, shared))]


def topics_with_days() -> Prefetch[str]:
    """Topics with what `how_early` asks: when input opened, and when they are to be decided."""
    opened = Min("decisions__created_at", filter=Q(decisions__route=DecisionRoute.ROUND))
    topics = Topic.objects.select_related("current", "group").annotate(input_at=opened)
    return Prefetch("topics", queryset=topics)


_SMALL = {"one": 1, "two": 2, "three": 3, "four": 4}
_NUMBER = re.compile(r"\d+|\b(?:one|two|three|four)\b", re.IGNORECASE)


def names_too_few(text: str) -> bool:
    """Whether a number in it is of fewer people than may be told (promise 6)."""
    found = [_SMALL.get(one.lower()) or int(one[:9]) for one in _NUMBER.findall(text.replace(",", ""))]
    return any(number < fewest(Reach.GROUP) for number in found)


def _out_before(topic: Topic, shared: date) -> str:
    opened_at = getattr(topic, "input_at", None)
    opened = timezone.localdate(opened_at, topic.group.tz) if opened_at else None
    decided = topic.current.decide_by if topic.current else None
    until = opened or decided
    if until is None:
        return ""
    days = (until - shared).days
    said = {"days": abs(days), "topic": topic.title}
    if days < 0:
        return _late(said, has_opened=bool(opened))
    if opened:
        words = ngettext(
            "Out %(days)s day before input on “%(topic)s” opened.",
            "Out %(days)s days before input on “%(topic)s” opened.",
            days,
        )
    else:
        words = ngettext(
            "Out %(days)s day before “%(topic)s” is to be decided.",
            "Out %(days)s days before “%(topic)s” is to be decided.",
            days,
        )
    return words % said


def _late(said: dict[str, object], *, has_opened: bool) -> str:
    if has_opened:
        return _("Late: it came after input on “%(topic)s” had opened.") % said
    return _("Late: it came after the day to decide “%(topic)s”.") % said


def _label(name: str) -> str:
    field = cast("Field[object, object]", InformationVersion._meta.get_field(name))
    return capfirst(str(field.verbose_name))


def _said(version: InformationVersion, name: str) -> str:
    value = getattr(version, name)
    if isinstance(value, date):
        return day(value)
    if isinstance(value, Decimal):
        return pounds(value)
    return str(version.get_lang_display()) if name == "lang" else str(value or "")


def _sheet(version: InformationVersion) -> str:
    return "\n".join(in_words(line) for line in version.lines.all())


def amounts_in_words(line: BudgetLine) -> str:
    """The same without its name, for where that stands before it."""
    return _(
        "%(total)s in all, %(committed)s already committed, %(movable)s can be moved. %(who)s decides."
    ) % {
        "total": pounds(line.total),
        "committed": pounds(line.committed),
        "movable": pounds(line.movable),
        "who": line.decides,
    }


def in_words(line: BudgetLine) -> str:
    """One line of the sheet as a sentence."""
    return _(
        "%(name)s: %(total)s in all, %(committed)s already committed, %(movable)s can be moved. %(who)s decides."
    ) % {
        "name": line.name,
        "total": pounds(line.total),
        "committed": pounds(line.committed),
        "movable": pounds(line.movable),
        "who": line.decides,
    }


def _line_off(line: BudgetLine) -> str:
    return _("%(name)s: what is committed and what can be moved make %(sum)s. The total says %(total)s.") % {
        "name": line.name,
        "sum": pounds(line.committed + line.movable),
        "total": pounds(line.total),
    }
