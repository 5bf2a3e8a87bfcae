"""What each stage needs, computed from the record in one query: three people, a signed commitment, and so on.

A need that is missing warns; it never locks a stage (deck: the ring is a loop).
"""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from facilitation.models import Decision, GroupText, InformationItem, Session, TopicVersion
from facilitation.states import TextKind
from groups.models import Membership
from groups.permissions import Role
from lifecycle.models import Ask, Commitment, Cycle, ImpactReport, PromisedInvestment, Review
from lifecycle.stages import StageKey

ENOUGH_LIVED = 3


@dataclass(frozen=True)
class Need:
    """One thing a stage needs; `url_name` is the page of the group where it can be met."""

    stage: StageKey
    words: Promise
    url_name: str
    met: Callable[[Cycle], Exists]


@dataclass(frozen=True)
class Checked:
    need: Need
    is_met: bool


def _signed(cycle: Cycle) -> Exists:
    return Exists(Commitment.objects.in_group(cycle.group).signed())


def _forum_named(cycle: Cycle) -> Exists:
    return Exists(Commitment.objects.in_group(cycle.group).signed().exclude(forum=""))


def _three_lived(cycle: Cycle) -> Exists:
    members = Membership.objects.filter(group=cycle.group).active().lived().holding(Role.MEMBER)
    return Exists(members.values("group").annotate(people=Count("pk")).filter(people__gte=ENOUGH_LIVED))


def _somebody(role: Role) -> Callable[[Cycle], Exists]:
    return lambda cycle: Exists(Membership.objects.filter(group=cycle.group).active().holding(role))


def _agreed(kind: TextKind) -> Callable[[Cycle], Exists]:
    return lambda cycle: Exists(GroupText.objects.in_group(cycle.group).agreed(kind))


def _promised(kind: str) -> Callable[[Cycle], Exists]:
    some = Q(pounds__gt=0) | Q(hours__gt=0)
    signed = PromisedInvestment.objects.filter(some, kind=kind, commitment__state="signed")
    return lambda cycle: Exists(signed.filter(group=cycle.group))


def _information(cycle: Cycle) -> Exists:
    return Exists(InformationItem.objects.in_group(cycle.group))


def _met(cycle: Cycle) -> Exists:
    return Exists(
        Session.objects.in_group(cycle.group).counted().past().filter(starts_at__date__gte=cycle.began_on)
    )


def _final_say(cycle: Cycle) -> Exists:
    declared = TopicVersion.objects.filter(group=cycle.group, declared_at__date__gte=cycle.began_on)
    return Exists(declared)


def _decided(cycle: Cycle) -> Exists:
    return Exists(Decision.objects.in_group(cycle.group).agreed().filter(decided_on__gte=cycle.began_on))


def _asked(cycle: Cycle) -> Exists:
    return Exists(Ask.objects.in_group(cycle.group).filter(raised_on__gte=cycle.began_on))


def _loop_closed(cycle: Cycle) -> Exists:
    return Exists(Ask.objects.in_group(cycle.group).closed().filter(closed_on__gte=cycle.began_on))


def _reviewed(cycle: Cycle) -> Exists:
    return Exists(Review.objects.in_group(cycle.group).sealed().filter(cycle=cycle))


def _reported(cycle: Cycle) -> Exists:
    return Exists(ImpactReport.objects.in_group(cycle.group).approved().filter(cycle=cycle))


NEEDS: tuple[Need, ...] = (
    Need(StageKey.COMMITMENT, _("A decision-maker is in the group"), "people", _somebody(Role.LEAD)),
    Need(
        StageKey.COMMITMENT,
        _("The commitment is signed, with the final say and the no-comeback promise"),
        "commitment",
        _signed,
    ),
    Need(
        StageKey.COMMITMENT,
        _("A forum is named that receives the group's advice"),
        "commitment",
        _forum_named,
    ),
    Need(StageKey.CONNECT, _("Three people with lived experience have joined"), "people", _three_lived),
    Need(StageKey.CONNECT, _("Somebody facilitates"), "people", _somebody(Role.FACILITATOR)),
    Need(StageKey.PURPOSE, _("The group has agreed its purpose"), "purpose", _agreed(TextKind.PURPOSE)),
    Need(
        StageKey.PURPOSE,
        _("The group has agreed its ground rules"),
        "ground_rules",
        _agreed(TextKind.GROUND_RULES),
    ),
    Need(
        StageKey.SKILLS,
        _("Money or time is promised for knowledge, skills and confidence"),
        "commitment",
        _promised("confidence"),
    ),
    Need(StageKey.SKILLS, _("There is time to develop"), "commitment", _promised("time")),
    Need(StageKey.SKILLS, _("Information is shared with everyone"), "information", _information),
    Need(StageKey.CARE, _("The group has met in this cycle"), "sessions", _met),
    Need(StageKey.CARE, _("A topic says who has the final say"), "decisions", _final_say),
    Need(StageKey.CARE, _("The group has agreed something"), "decisions", _decided),
    Need(StageKey.CARE, _("The group has asked for something"), "asks", _asked),
    Need(StageKey.IMPACT, _("Both sides have answered the eight shifts"), "what_changed", _reviewed),
    Need(StageKey.IMPACT, _("A request has been closed by the group"), "asks", _loop_closed),
    Need(StageKey.IMPACT, _("The group has approved its report"), "what_changed", _reported),
)


def check(cycle: Cycle) -> dict[int, list[Checked]]:
    """The needs of all six stages, by stage number, each with whether the record shows it met. One query."""
    asked = {f"need{number}": need.met(cycle) for number, need in enumerate(NEEDS)}
    found: dict[str, Any] = dict(Cycle.objects.filter(pk=cycle.pk).values(**asked).get())
    checked = defaultdict(list)
    for number, need in enumerate(NEEDS):
        checked[need.stage.value].append(Checked(need, found[f"need{number}"]))
    return checked
