"""The overview over many groups: which groups, and one of them as it is shown and downloaded.

In order of name, whatever the figures: nothing here ranks groups, and no review figure is ever added up over them.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import batched, pairwise
from typing import cast

from django.db.models import F, QuerySet, Sum
from django.utils import formats
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from groups.models import Group, Membership, Person
from groups.permissions import Permission
from investment.five import INVESTMENTS
from lifecycle.facts import InvestmentFact
from lifecycle.models import GroupSummary
from lifecycle.results import Figure, Result, statement_of
from lifecycle.stages import BY_NUMBER
from lifecycle.states import Strength
from lifecycle.summaries import BANDS, Figures

AT_ONCE = 100  # groups in hand while a file is written


def overseen_by(person: Person) -> QuerySet[Group]:
    """The groups in which somebody's roles let them oversee, in order of name."""
    places = Membership.objects.present().who_may(Permission.OVERSEE_GROUPS).filter(person=person)
    groups = Group.objects.filter(pk__in=places.values("group"))
    return groups.select_related("system").order_by("name", "pk")


def totals_of(groups: QuerySet[Group]) -> dict[str, int]:
    """Public facts alone. Added up over some groups and then others, review figures would give one group away."""
    counted: dict[str, int] = GroupSummary.objects.filter(group__in=groups.order_by()).aggregate(
        all_waiting=Sum("waiting", default=0),
        all_overdue=Sum("overdue", default=0),
        all_groups_turn=Sum("groups_turn", default=0),
    )
    return counted


def cards_of(groups: Iterable[Group]) -> list["Card"]:
    """Two questions for all of them."""
    groups = list(groups)
    known = GroupSummary.objects.filter(group__in=groups).annotate(report_id=F("newest_report__public_id"))
    by_group = {summary.group_id: summary for summary in known}
    return [Card(group, by_group.get(group.pk)) for group in groups]


def all_cards(groups: QuerySet[Group]) -> Iterator["Card"]:
    """Some at a time, so that a file of all groups takes no more memory than one of a few."""
    for some in batched(groups.iterator(chunk_size=AT_ONCE), AT_ONCE):
        yield from cards_of(some)


@dataclass(frozen=True)
class Card:
    """One group. Without a summary it was never counted yet, and only its name is shown."""

    group: Group
    summary: GroupSummary | None

    @property
    def figures(self) -> Figures:
        """Of a group that was counted."""
        return cast("Figures", cast("GroupSummary", self.summary).figures)

    @property
    def review_is_due(self) -> bool:
        due = self.summary.commitment_review_on if self.summary else None
        return bool(due and due <= self.group.today)

    @property
    def stages(self) -> list[tuple[str, str]]:
        """The name of each stage of the current cycle, with the group's own word."""
        return [
            (str(BY_NUMBER[stage["number"]].name), str(Strength(stage["strength"]).label))
            for stage in self.figures["stages"]
        ]

    @property
    def stage_line(self) -> str:
        return "; ".join(f"{name}: {word}" for name, word in self.stages)

    @property
    def answered(self) -> bool:
        return any(self.figures["times"]["bands"])

    @property
    def bands(self) -> list[tuple[str, int]]:
        """How many answers took how long, in words."""
        return list(zip(band_words(), self.figures["times"]["bands"], strict=True))

    @property
    def investments(self) -> list[dict[str, Promise | str]]:
        """Each of the five that was promised or put in."""
        promised, made = by_kind(self.figures["promised"]), by_kind(self.figures["made"])
        return [
            {
                "name": one.name,
                "promised": amount_words(promised, one.key),
                "made": amount_words(made, one.key),
            }
            for one in INVESTMENTS
            if one.key in promised or one.key in made
        ]

    @property
    def shows_shifts(self) -> bool:
        """Whether any figure on shifts is about enough people."""
        rounds = [one for shift in self.figures["shifts"] for one in shift["rounds"]]
        return any(one["lived"] or one["system"] or one["together"] for one in rounds)

    @property
    def shifts(self) -> list["ShiftWords"]:
        return [ShiftWords.of(shift) for shift in self.figures["shifts"]]


@dataclass(frozen=True)
class ShiftWords:
    """One shift from the earliest review kept to the latest, in words for each side; "": not shown beside them."""

    name: str
    lived: str
    system: str
    together: str

    @classmethod
    def of(cls, shift: Result) -> "ShiftWords":
        ends = shift["rounds"][:1] + shift["rounds"][1:][-1:]
        together = [(one["on"], one["together"]) for one in ends]
        return cls(
            name=statement_of(shift).name,
            lived=_over_time([(one["on"], one["lived"]) for one in ends]),
            system=_over_time([(one["on"], one["system"]) for one in ends]),
            together=_over_time(together) if any(figure for _on, figure in together) else "",
        )


def figure_words(figure: Figure | None) -> str:
    """The middle answer, with the middle half."""
    if figure is None:
        return _("too few to show")
    median, low, high = map(_number, (figure["median"], figure["low"], figure["high"]))
    return _("%(median)s (%(low)s to %(high)s)") % {"median": median, "low": low, "high": high}


def band_words() -> list[str]:
    """Of lifecycle.summaries.BANDS."""
    first = ngettext("up to %(days)d working day", "up to %(days)d working days", BANDS[0]) % {
        "days": BANDS[0]
    }
    between = [
        _("%(from)d to %(to)d working days") % {"from": low + 1, "to": high} for low, high in pairwise(BANDS)
    ]
    return [first, *between, _("more than %(days)d working days") % {"days": BANDS[-1]}]


def amount_words(facts: dict[str, InvestmentFact], kind: str) -> str:
    """£900 and 40 hours."""
    if kind not in facts:
        return _("nothing written down")
    pounds, hours = facts[kind]["pounds"], facts[kind]["hours"]
    time = ngettext("%(hours)d hour", "%(hours)d hours", hours) % {"hours": hours}
    return _("£%(pounds)s and %(time)s") % {"pounds": f"{pounds:,}", "time": time}


def by_kind(facts: list[InvestmentFact]) -> dict[str, InvestmentFact]:
    return {fact["kind"]: fact for fact in facts}


def _over_time(rounds: list[tuple[str, Figure | None]]) -> str:
    if not any(figure for _on, figure in rounds):
        return _("too few to show")
    return ", ".join(
        _("%(figure)s in %(month)s") % {"figure": figure_words(figure), "month": _month(on)}
        for on, figure in rounds
    )


def _month(on: str) -> str:
    return formats.date_format(date.fromisoformat(on), "F Y")


def _number(value: float) -> str:
    return formats.localize(int(value) if value == int(value) else value)
