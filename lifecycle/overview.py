"""The overview over many groups: which groups, and one of them as it is shown and downloaded.

In order of name, whatever the figures: nothing here ranks groups, and no review figure is ever added up over them.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import batched
from typing import Any, cast
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Count, F, QuerySet, Sum
from django.urls import get_script_prefix, reverse
from django.utils import timezone
from django.utils.functional import Promise

from groups.models import Membership, Person
from groups.permissions import Permission, Role, rights
from investment.five import INVESTMENTS
from lifecycle.models import GroupSummary
from lifecycle.overview_words import (
    ShiftWords,
    amount_words,
    band_words,
    by_kind,
    commitment_words,
    stage_words,
    stages_words,
    standing_words,
    state_words,
    waiting_words,
)
from lifecycle.summaries import Figures

AT_ONCE = 100  # groups in hand while a file is written
# What is read of a group.
GROUP = ("group", "group__public_id", "group__name", "group__state", "group__zone", "group__system__name")


def overseen_by(person: Person, mixes: Iterable[Role]) -> QuerySet[Membership]:
    """The places in which somebody's roles let them oversee, in order of the groups' names.

    `mixes`: the roles they hold together in one or another of their groups.
    """
    overseeing = [mix.value for mix in mixes if Permission.OVERSEE_GROUPS in rights(mix)]
    places = Membership.objects.present().filter(person=person, roles__in=overseeing)
    return places.order_by("group__name", "group")


def totals_of(places: QuerySet[Membership]) -> dict[str, int]:
    """Public facts alone. Added up over some groups and then others, review figures would give one group away."""
    counted: dict[str, int | None] = places.aggregate(
        all_groups=Count("pk"),
        all_waiting=Sum("group__summary__waiting"),
        all_overdue=Sum("group__summary__overdue"),
        all_groups_turn=Sum("group__summary__groups_turn"),
    )
    return {name: count or 0 for name, count in counted.items()}


def cards_of(places: QuerySet[Membership]) -> list["Card"]:
    """Two questions for all of them."""
    return _cards(list(places.values_list(*GROUP)))


def all_cards(places: QuerySet[Membership]) -> Iterator["Card"]:
    """Some at a time, so that a file of all groups takes no more memory than one of a few."""
    for some in batched(places.values_list(*GROUP).iterator(chunk_size=AT_ONCE), AT_ONCE):
        yield from _cards(some)


def _cards(groups: Collection[tuple[Any, ...]]) -> list["Card"]:
    known = GroupSummary.objects.filter(group__in=[pk for pk, *_rest in groups])
    by_group = {one.group_id: one for one in known.annotate(report_id=F("newest_report__public_id"))}
    return [
        Card(public_id, name, state, zone, system, by_group.get(pk))
        for pk, public_id, name, state, zone, system in groups
    ]


@dataclass(frozen=True)
class Card:
    """One group. Without a summary it was never counted yet, and only its name is shown."""

    public_id: UUID
    name: str
    state: str
    zone: str
    system: str
    summary: GroupSummary | None

    @property
    def home(self) -> str:
        return _address(get_script_prefix(), "group", self.public_id)

    @property
    def asks(self) -> str:
        return _address(get_script_prefix(), "asks", self.public_id)

    @property
    def at_a_glance(self) -> str:
        return _address(get_script_prefix(), "overview_one", self.public_id)

    @property
    def tz(self) -> ZoneInfo:
        return ZoneInfo(self.zone)

    @property
    def doing(self) -> str:
        return state_words(self.state)

    @property
    def counted(self) -> GroupSummary:
        """Of a group that was counted, as is all that follows."""
        return cast("GroupSummary", self.summary)

    @property
    def figures(self) -> Figures:
        return cast("Figures", self.counted.figures)

    @property
    def commitment(self) -> str:
        review_on = self.counted.commitment_review_on
        is_due = bool(review_on and review_on <= timezone.localdate(timezone=self.tz))
        return commitment_words(self.counted.committed_on, review_on, is_due)

    @property
    def waiting(self) -> str:
        return waiting_words(self.counted.waiting)

    @property
    def standing(self) -> str:
        """Where the other requests stand."""
        counted, figures = self.counted, self.figures
        return standing_words(
            counted.overdue,
            figures["being_done"],
            counted.groups_turn,
            figures["groups_overdue"],
            figures["closed"],
        )

    @property
    def strengths(self) -> str:
        """The stages of the current cycle in one line."""
        return stages_words(*((one["number"], one["strength"]) for one in self.figures["stages"]))

    @property
    def stages(self) -> list[tuple[str, str]]:
        """The name of each stage of the current cycle, with the group's own word."""
        return [stage_words((one["number"], one["strength"])) for one in self.figures["stages"]]

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
    def shifts(self) -> list[ShiftWords]:
        return [ShiftWords.of(shift) for shift in self.figures["shifts"]]


@lru_cache(maxsize=10_000)
def _address(_prefix: str, name: str, group: UUID) -> str:
    """Made once: of ten groups on a page they were a tenth of what it cost."""
    return reverse(name, args=[group])
