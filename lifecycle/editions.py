"""The numbered versions of a report: how one is added, and how it is said that one took another's place.

Numbers run through a report, those that it corrects and those that correct it.
"""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import BigIntegerField, Max
from django.utils.translation import gettext as _

from facilitation.states import DecisionState
from groups.prepared import Prepared, Slot
from groups.suppression import Reach
from groups.templatetags.words import day
from lifecycle.models import ImpactReport, ReportEdition
from lifecycle.report_content import hash_of
from lifecycle.reporting import Reading
from lifecycle.states import ReportState, WhyEdition

GROUP = Slot("group", BigIntegerField())
REPORTS = Prepared(lambda: ImpactReport.objects.filter(group=GROUP).how_they_stand())
EDITIONS = Prepared(lambda: ReportEdition.objects.filter(report__group=GROUP).order_by("number"))


@dataclass(frozen=True)
class Version:
    """One version, with the hash of what this audience gets in it."""

    number: int
    took_place_of: int | None
    why: str
    at: datetime
    hash: str
    report: ImpactReport

    @property
    def sentence(self) -> str:
        on = day(self.at, self.report.group.tz)
        if self.took_place_of is None:
            return _("Version %(number)s, %(day)s. %(why)s") % {
                "number": self.number,
                "day": on,
                "why": self.why,
            }
        return _("Version %(number)s took the place of version %(before)s on %(day)s. %(why)s") % {
            "number": self.number,
            "before": self.took_place_of,
            "day": on,
            "why": self.why,
        }


@dataclass(frozen=True)
class Standing:
    """Where a report stands among its versions, for one audience: newest first."""

    versions: list[Version]
    current: Version | None  # the newest of the report itself
    corrected_by: ImpactReport | None
    corrects: ImpactReport | None
    has_correction: bool  # one that is still a draft, too
    for_anyone: bool

    @property
    def sentences(self) -> list[str]:
        """What every format says before anything else."""
        return [
            *self._corrections(),
            *([self.current.sentence] if self.current else [_("Not approved yet.")]),
        ]

    @property
    def corrected_on(self) -> datetime | None:
        if self.corrected_by is None:
            return None
        return self.corrected_by.published_at if self.for_anyone else self.corrected_by.approved_at

    def _corrections(self) -> list[str]:
        said = []
        if self.corrected_by:
            said.append(
                _("The group corrected this report on %(day)s. Read the corrected one instead.")
                % {"day": day(self.corrected_on, self.corrected_by.group.tz)}
            )
        if self.corrects:
            said.append(
                _("This corrects the report that the group approved on %(day)s.")
                % {"day": day(self.corrects.approved_at, self.corrects.group.tz)}
            )
        return said


def lock_family(report: ImpactReport) -> None:
    """So that no two versions get one number."""
    family = [one.pk for one in _family(report)]
    list(ImpactReport.objects.select_for_update(of=("self",)).filter(pk__in=family).order_by("pk"))


def add_edition(report: ImpactReport, why: WhyEdition) -> ReportEdition:
    """The next version of an approved report, as it reads now. Called under `lock_family`."""
    before = ReportEdition.objects.filter(report__in=_family(report)).aggregate(last=Max("number"))["last"]
    if before is None:  # one approved before versions were kept counts as the first
        before = 0 if why == WhyEdition.APPROVED else 1
    return ReportEdition.objects.create(
        group=report.group,
        report=report,
        number=before + 1,
        why=why,
        content_hash=hash_of(Reading(report, Reach.GROUP)),
        public_hash=hash_of(Reading(report, Reach.PUBLIC)),
    )


def standing(reading: Reading) -> Standing:
    """In two questions to the database, however many versions there are."""
    report, for_anyone = reading.report, reading.is_for_anyone
    family = [one for one in _family(report) if not for_anyone or _is_out(one) or one.pk == report.pk]
    known = {one.pk: one for one in family}
    rows = [one for one in EDITIONS.ask(group=report.group_id) if one.report_id in known]
    versions = [
        Version(
            number=one.number,
            took_place_of=_before(one, rows),
            why=str(one.get_why_display()),
            at=one.at,
            hash=one.public_hash if for_anyone else one.content_hash,
            report=known[one.report_id],
        )
        for one in rows
    ]
    versions.reverse()
    return Standing(
        versions=versions,
        current=next((one for one in versions if one.report.pk == report.pk), None),
        corrected_by=next((one for one in family if one.corrects_id == report.pk and _is_done(one)), None),
        corrects=known.get(report.corrects_id or 0),
        has_correction=any(one.corrects_id == report.pk for one in family),
        for_anyone=for_anyone,
    )


def _before(edition: ReportEdition, rows: list[ReportEdition]) -> int | None:
    """The last one of the same report; of the first one of a correction, the last of all."""
    earlier = [one for one in rows if one.number < edition.number]
    same = [one for one in earlier if one.report_id == edition.report_id]
    return (same or earlier)[-1].number if earlier else None


def _family(report: ImpactReport) -> list[ImpactReport]:
    """The report, those it corrects and those that correct it, the first one first."""
    rows = {one.pk: one for one in REPORTS.ask(group=report.group_id)}
    for one in rows.values():
        one.group = report.group
    first = rows[report.pk]
    while first.corrects_id:
        first = rows[first.corrects_id]
    later = {one.corrects_id: one for one in rows.values() if one.corrects_id}
    family = [first]
    while family[-1].pk in later:
        family.append(later[family[-1].pk])
    return family


def _is_done(report: ImpactReport) -> bool:
    return report.state != ReportState.DRAFT


def _is_out(report: ImpactReport) -> bool:
    decision = report.publishing_decision
    return (
        report.state == ReportState.PUBLISHED
        and decision is not None
        and decision.state == DecisionState.AGREED
    )
